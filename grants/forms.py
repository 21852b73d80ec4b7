import re
from decimal import Decimal

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from grants.enums import DecisionOutcome, LineKind
from grants.queries import Verdict, guideline_checks
from portal.accounts.roles import Role
from portal.ui.money import MoneyField, parse_decimal
from portal.ui.templatetags.portal_ui import money

BLANK_ROWS = 2


class QuantityField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        number = parse_decimal(text)
        if not Decimal("0.01") <= number <= Decimal(1_000_000):
            raise ValidationError(_("The quantity must be above zero and not more than a million."), code="range")
        if number != round(number, 2):
            raise ValidationError(_("Write the quantity with at most two decimals."), code="decimals")
        return number


def word_limit(limit: int):
    """A validator for texts; the counter beside the field counts the same way."""

    def check(text: str) -> None:
        count = len(text.split())
        if count > limit:
            raise ValidationError(
                _("The text has %(count)s words; at most %(limit)s are allowed."),
                code="words",
                params={"count": count, "limit": limit},
            )

    return check


def _text(label, limit: int, help_text, rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        validators=[word_limit(limit)],
        widget=forms.Textarea(attrs={"rows": rows, "data-words": limit}),
    )


class ProjectForm(forms.Form):
    """What the project is, for whom and why."""

    title = forms.CharField(label=_("Name of the project"), max_length=90, help_text=_("Plain and short, at most 90 characters."))
    lot = forms.ModelChoiceField(label=_("Lot"), queryset=None, required=False, empty_label=_("choose"))
    neighbourhood = forms.ModelChoiceField(
        label=_("Neighbourhood"), queryset=Neighbourhood.objects.filter(is_active=True), empty_label=_("choose")
    )
    summary = _text(_("In short"), 80, _("Two or three sentences; published if the project is supported. At most 80 words."), 3)
    need = _text(_("Need and reasons"), 300, _("What is the need, how do you know of it? At most 300 words."))
    involvement = _text(
        _("How residents are involved"),
        300,
        _("Who takes part and how: young people, men over 35, minorities, seniors. At most 300 words."),
    )
    results = _text(
        _("Results and how they last"), 300, _("What will be different, and who keeps it up afterwards? At most 300 words.")
    )
    starts_on = forms.DateField(label=_("Begins"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(label=_("Ends"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        lots = call.lots.all()
        if lots:
            self.fields["lot"].queryset = lots
            self.fields["lot"].required = True
        else:
            del self.fields["lot"]

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("The project must end after it begins."))
        return data


class PartField(forms.TypedChoiceField):
    """One of the call's own parts; ``parts`` is read once for all rows of a budget."""

    def __init__(self, **kwargs):
        super().__init__(empty_value=None, required=False, **kwargs)

    def offer(self, parts, label=str) -> None:
        by_key = {str(part.pk): part for part in parts}
        self.choices = [("", _("choose")), *((key, label(part)) for key, part in by_key.items())]
        self.coerce = by_key.__getitem__


class CostForm(forms.Form):
    """One row of costs. An empty row does not count."""

    category = PartField(label=_("Category"))
    item = forms.CharField(label=_("Item"), max_length=200, required=False)
    unit = forms.CharField(label=_("Unit of measure"), max_length=30, required=False)
    quantity = QuantityField(label=_("Quantity"), required=False)
    price = MoneyField(label=_("Price, EUR"), required=False)

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].offer(parts)

    @property
    def is_blank(self) -> bool:
        return not any(str(self.data.get(self.add_prefix(name)) or "").strip() for name in self.fields)

    def clean(self):
        data = super().clean()
        if not self.is_blank:
            for name in ("category", "item", "quantity", "price"):
                if name not in self.errors and data.get(name) in (None, ""):
                    self.add_error(name, _("Fill this in or clear the row."))
        return data

    def line(self) -> dict:
        data = self.cleaned_data
        return {"kind": LineKind.COST, **{name: data[name] for name in ("category", "item", "unit", "quantity", "price")}}


class InKindForm(forms.Form):
    """One row of own work, rooms or machines at the call's rates; no proof of cost is asked (S4-113)."""

    rate = PartField(label=_("What"))
    item = forms.CharField(label=_("Who and what for"), max_length=200, required=False)
    quantity = QuantityField(label=_("How much"), required=False)

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rate"].offer(parts, lambda rate: f"{rate.name} ({money(rate.rate)} / {rate.unit})")

    is_blank = CostForm.is_blank

    def clean(self):
        data = super().clean()
        if not self.is_blank:
            for name in ("rate", "item", "quantity"):
                if name not in self.errors and data.get(name) in (None, ""):
                    self.add_error(name, _("Fill this in or clear the row."))
        return data

    def line(self) -> dict:
        data = self.cleaned_data
        rate = data["rate"]
        return {
            "kind": LineKind.IN_KIND, "rate": rate, "item": data["item"], "unit": rate.unit,
            "quantity": data["quantity"], "price": rate.rate,
        }  # fmt: skip


class OtherMoneyForm(forms.Form):
    own_money = MoneyField(label=_("Own money, EUR"), required=False)
    other_money = MoneyField(label=_("Other funders, EUR"), required=False)

    def lines(self) -> list[dict]:
        pairs = ((LineKind.OWN_MONEY, "own_money", _("Own money")), (LineKind.OTHER_MONEY, "other_money", _("Other funders")))
        return [
            {"kind": kind, "item": str(label), "unit": "", "quantity": Decimal(1), "price": self.cleaned_data[name]}
            for kind, name, label in pairs
            if self.cleaned_data.get(name)
        ]


class BudgetForm:
    """The whole budget as one thing to fill in: rows of costs, rows in kind, and other money.

    Bound to what was typed (a flat mapping of names to texts); there are always some blank rows to go on with.
    """

    def __init__(self, data, *, call):
        self.data = data
        self.costs = self._rows(CostForm, "cost", list(call.cost_categories.all()))
        self.in_kind = self._rows(InKindForm, "kind", list(call.in_kind_rates.all()))
        self.other = OtherMoneyForm(data, prefix="money")

    def _rows(self, form_class, prefix: str, parts: list) -> list[forms.Form]:
        found = (re.match(rf"{prefix}-(\d{{1,4}})-", name, re.ASCII) for name in self.data)
        numbers = {int(match[1]) for match in found if match}
        filled = [
            number
            for number in sorted(numbers)[:60]
            if not form_class(self.data, prefix=f"{prefix}-{number}", parts=parts).is_blank
        ]
        start = (max(filled) + 1) if filled else 0
        rows = [*filled, *range(start, start + BLANK_ROWS)]
        return [form_class(self.data, prefix=f"{prefix}-{number}", parts=parts) for number in rows]

    @property
    def rows(self) -> list[forms.Form]:
        return [*self.costs, *self.in_kind, self.other]

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows])  # noqa: C419 - each row is to show its errors

    @property
    def has_errors(self) -> bool:
        return any(row.errors for row in self.rows)

    def good_lines(self) -> list[dict]:
        """The rows that can be counted, for the sums while the rest is still being typed."""
        self.is_valid()
        rows = [row.line() for row in [*self.costs, *self.in_kind] if not row.is_blank and not row.errors]
        return rows + (self.other.lines() if not self.other.errors else [])


class DeclarationForm(forms.Form):
    rules = forms.BooleanField(
        label=_("We have read the rules of the call and keep to them"),
        error_messages={"required": _("Tick the box: without it the application cannot be handed in.")},
    )
    no_debts = forms.BooleanField(
        label=_("We have no tax debts, no unfulfilled contract with the municipality and are not insolvent"),
        error_messages={"required": _("Tick the box: without it the application cannot be handed in.")},
    )
    agreed = forms.BooleanField(
        label=_("The community has agreed to hand this application in"),
        error_messages={"required": _("Tick the box: without it the application cannot be handed in.")},
    )


class ChooseApplicantForm(forms.Form):
    community = forms.ModelChoiceField(label=_("Which community applies?"), queryset=None, empty_label=None)

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities


class ConflictForm(forms.Form):
    """One word per application: yes or no, and if yes, what kind."""

    def __init__(self, *args, applications, **kwargs):
        super().__init__(*args, **kwargs)
        self.applications = applications
        for one in applications:
            self.fields[f"conflict_{one.pk}"] = forms.ChoiceField(
                label=f"{one.title} ({one.community.name})",
                choices=[("no", _("no conflict of interest")), ("yes", _("I have a conflict of interest"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer for this application.")},
            )
            self.fields[f"note_{one.pk}"] = forms.CharField(label=_("If so, what kind"), required=False, max_length=300)

    def answers(self) -> dict[int, tuple[bool, str]]:
        return {
            one.pk: (self.cleaned_data[f"conflict_{one.pk}"] == "yes", self.cleaned_data[f"note_{one.pk}"])
            for one in self.applications
        }


class ScoreForm(forms.Form):
    """Points and the reason for them, criterion by criterion."""

    def __init__(self, *args, criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for one in criteria:
            self.fields[f"points_{one.pk}"] = forms.TypedChoiceField(
                label=_("Points"),
                coerce=int,
                choices=[(str(n), str(n)) for n in range(one.maximum + 1)],
                widget=forms.RadioSelect,
                error_messages={"required": _("Give points for this criterion.")},
            )
            self.fields[f"reason_{one.pk}"] = forms.CharField(
                label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), error_messages={"required": _("Say why.")}
            )

    @property
    def rows(self):
        return [(one, self[f"points_{one.pk}"], self[f"reason_{one.pk}"]) for one in self.criteria]

    def scores(self) -> dict[int, tuple[int, str]]:
        return {one.pk: (self.cleaned_data[f"points_{one.pk}"], self.cleaned_data[f"reason_{one.pk}"]) for one in self.criteria}


class PublishCallForm(forms.Form):
    """Asks for a public justification of every soft guideline that is not kept."""

    wants_thing = True

    def __init__(self, *args, thing, **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = guideline_checks(thing, timezone.now())
        for check in self.checks:
            if check.verdict == Verdict.SOFT:
                self.fields[f"justify_{check.code}"] = forms.CharField(
                    label=check.rule, initial=check.justification, required=False,
                    help_text=_("Not kept. Explain it; the explanation is published with the call."),
                    widget=forms.Textarea(attrs={"rows": 3}),
                )  # fmt: skip

    def clean(self):
        data = super().clean()
        justifications = {name.removeprefix("justify_"): text for name, text in data.items()}
        return {"justifications": justifications}


class CommissionMemberForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Person"), queryset=None, help_text=_("People with the role of a commission member."))
    represents = forms.CharField(label=_("Represents"), max_length=150)
    is_chair = forms.BooleanField(label=_("Chairs the commission"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = get_user_model().objects.filter(roles__contains=[Role.EVALUATOR], is_active=True)


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Which rule is not met, and how"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The applicant reads it."),
    )


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Decision"), choices=[("", _("choose")), *DecisionOutcome.choices])
    amount = MoneyField(label=_("Awarded, EUR"), required=False, help_text=_("Only for a supported project."))
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=20,
        help_text=_("It stands in the letter to the applicant."),
    )
    protocol = forms.CharField(label=_("Minutes of the sitting, number and date"), max_length=100)


class CloseProjectForm(forms.Form):
    summary = forms.CharField(label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4}), min_length=40)
    people_reached = forms.IntegerField(label=_("People reached"), min_value=0, max_value=1_000_000)
    before = forms.CharField(label=_("Before"), max_length=200, required=False)
    after = forms.CharField(label=_("After"), max_length=200, required=False)
