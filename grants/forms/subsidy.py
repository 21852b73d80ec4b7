from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.enums import LegalForm
from communities.models import Community
from grants.conditions.registry import CONDITIONS
from grants.enums import ClaimState
from grants.models import SubsidyLine, SubsidyScheme, TierCondition
from portal.ui.iban import IbanField
from portal.ui.money import MoneyField
from portal.ui.templatetags.portal_ui import money

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _SumsForm(forms.Form):
    """A field of money for each of ``parts``; what is left empty counts as nothing."""

    def _ask_sums(self, parts, prefix: str, label, initial=lambda part: None) -> None:
        self._parts = {f"{prefix}-{part.pk}": part for part in parts}
        for name, part in self._parts.items():
            self.fields[name] = MoneyField(label=f"{label(part)}, EUR", required=False, initial=initial(part))
            self.fields[name].hide_optional = True

    @property
    def sums(self) -> dict:
        return {part: self.cleaned_data.get(name) or Decimal(0) for name, part in self._parts.items()}

    @property
    def sum_fields(self) -> list:
        return [self[name] for name in self._parts]


class ClaimForm(_SumsForm):
    """Where the money goes to, and what for: one sum for each eligible cost."""

    account_holder = forms.CharField(
        label=_("Account holder"), max_length=150, help_text=_("As the bank has it; for an informal community its partner.")
    )
    iban = IbanField(label=_("Account (IBAN)"), max_length=42, help_text=_("Blanks do not matter."))

    def __init__(self, *args, scheme: SubsidyScheme, **kwargs):
        super().__init__(*args, **kwargs)
        self._ask_sums(scheme.costs.all(), "izmaksa", label=str)

    @property
    def facts(self) -> dict:
        return {"account_holder": self.cleaned_data["account_holder"], "iban": self.cleaned_data["iban"], "spending": self.sums}


class ReportForm(_SumsForm):
    """The report on one page."""

    done = forms.CharField(
        label=_("What was done"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=3000,
        help_text=_("Two or three sentences are enough: what, for how many, what it changed."),
    )

    def __init__(self, *args, lines: list[SubsidyLine], **kwargs):
        super().__init__(*args, **kwargs)
        self._ask_sums(lines, "izlietots", label=str, initial=lambda line: line.planned if line.used is None else line.used)

    @property
    def facts(self) -> dict:
        return {"done": self.cleaned_data["done"], "used": self.sums}


class PartnerForm(forms.Form):
    organisation = forms.ModelChoiceField(label=_("Partner organisation"), queryset=None, empty_label=_("choose"))
    agreed = forms.BooleanField(
        label=_("The organisation has agreed to take and account for the money"),
        error_messages={"required": _("Tick the box: ask the organisation first.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        registered = Community.objects.public().exclude(legal_form=LegalForm.INFORMAL)
        self.fields["organisation"].queryset = registered.order_by("-is_ngo_centre", "name_sort")


# The officers' steps


class WaiveForm(forms.Form):
    """Which condition counts as met for which community, and why."""

    wants_thing = True

    condition = forms.ModelChoiceField(label=_("Condition"), queryset=None, empty_label=_("choose"))
    community = forms.ModelChoiceField(
        label=_("Community"), queryset=Community.objects.public().order_by("name_sort"), empty_label=_("choose")
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), help_text=_("It is logged, and auditors read it.")
    )

    def __init__(self, *args, thing: SubsidyScheme, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["condition"]
        field.queryset = TierCondition.objects.filter(tier__scheme=thing).select_related("tier").order_by("tier", "position")
        field.label_from_instance = name_of_condition


def name_of_condition(condition: TierCondition) -> str:
    return f"{condition.tier}: {CONDITIONS[condition.kind].label}"


class _PaymentsForm(forms.Form):
    """Granted subsidies, all ticked: community, sum and account as they go to the bank."""

    wants_thing = True
    is_prepared: bool

    claims = forms.ModelMultipleChoiceField(
        label=_("Payments"), queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one payment.")},
    )  # fmt: skip

    def __init__(self, *args, thing: SubsidyScheme, **kwargs):
        super().__init__(*args, **kwargs)
        claims = thing.claims.filter(state=ClaimState.GRANTED, prepared_at__isnull=not self.is_prepared).for_list()
        self.fields["claims"].queryset = claims.order_by("community__name_sort")
        self.fields["claims"].label_from_instance = lambda one: f"{one.community.name}, {money(one.amount)}, {one.iban}"
        self.initial["claims"] = list(claims)


class PrepareForm(_PaymentsForm):
    is_prepared = False


class ApproveForm(_PaymentsForm):
    is_prepared = True


class RefuseClaimForm(forms.Form):
    reason = forms.CharField(
        label=_("Which condition is not met, and how"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands in the letter to the community."),
    )


class AskBackForm(forms.Form):
    question = forms.CharField(label=_("What is missing in the report"), widget=forms.Textarea(attrs={"rows": 4}))
    until = forms.DateField(label=_("Answer by"), widget=DAY)


class MoneyReturnedForm(forms.Form):
    returned_on = forms.DateField(label=_("The money came back on"), widget=DAY)


class SimulationForm(forms.Form):
    """Whose records are counted, and with whose rules the result is compared."""

    gads = forms.TypedChoiceField(label=_("Records of the year"), coerce=int)
    salidzinat = forms.ModelChoiceField(label=_("Compare with"), queryset=None, required=False, empty_label=_("nothing"))
    limenis = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, *args, scheme: SubsidyScheme, this_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        years = sorted({this_year, this_year - 1, min(scheme.year, this_year)}, reverse=True)
        self.fields["gads"].choices = [(year, year) for year in years]
        self.fields["salidzinat"].queryset = SubsidyScheme.objects.exclude(pk=scheme.pk)
        levels = [(str(tier.position), str(tier)) for tier in scheme.tiers.all()]
        self.fields["limenis"].choices = [("", _("all")), *levels, ("0", _("none reached"))]
        self.fields["salidzinat"].hide_optional = self.fields["limenis"].hide_optional = True
