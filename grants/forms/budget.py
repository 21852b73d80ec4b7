import re
from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from grants.enums import LineKind
from grants.models import BudgetLine
from grants.validators.budget import Sums, add_up, line_of
from portal.obligations.rules_of_law import legal_rule
from portal.ui.money import MoneyField, parse_decimal
from portal.ui.templatetags.portal_ui import money, percent

BLANK_ROWS = 2
MOST_COSTS, MOST_IN_KIND = 100, 50
"""Together with the other fields they stay below what the server reads of one form."""
VAT_RULES = ("VAT_STANDARD", "VAT_REDUCED", "VAT_LOWEST")


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


class PartField(forms.TypedChoiceField):
    """One of the call's own parts; ``parts`` is read once for all rows of a budget."""

    def __init__(self, **kwargs):
        super().__init__(empty_value=None, required=False, **kwargs)

    def offer(self, parts, label=str) -> None:
        by_key = {str(part.pk): part for part in parts}
        self.choices = [("", _("choose")), *((key, label(part)) for key, part in by_key.items())]
        self.coerce = by_key.__getitem__


def vat_choices() -> list[tuple[str, str]]:
    """The rates that the law knows today."""
    rates = [legal_rule(code, timezone.localdate()).value for code in VAT_RULES]
    return [("", _("none in the price")), *((f"{rate.normalize():f}", percent(rate)) for rate in rates)]


class CostForm(forms.Form):
    """One row of costs. An empty row does not count. The price is what is paid, VAT included."""

    category = PartField(label=_("Category"))
    item = forms.CharField(label=_("Item"), max_length=200, required=False)
    unit = forms.CharField(label=_("Unit of measure"), max_length=30, required=False)
    quantity = QuantityField(label=_("Quantity"), required=False)
    price = MoneyField(label=_("Price, EUR"), required=False)
    vat = forms.TypedChoiceField(label=_("VAT in the price"), coerce=Decimal, empty_value=None, required=False)

    def __init__(self, *args, parts, vat, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].offer(parts)
        self.fields["vat"].choices = vat

    @property
    def is_blank(self) -> bool:
        return not any(str(self[name].value() or "").strip() for name in self.fields)

    def clean(self):
        data = super().clean()
        if not self.is_blank:
            for name in ("category", "item", "quantity", "price"):
                if name not in self.errors and data.get(name) in (None, ""):
                    self.add_error(name, _("Fill this in or clear the row."))
        return data

    def line(self) -> dict:
        data = self.cleaned_data
        return {"kind": LineKind.COST, **{name: data[name] for name in self.fields}}


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

    Bound to what was typed (a flat mapping of names to texts); there are always some blank rows to go on with, until
    there are as many as a budget may have. Rows beyond that are shown and kept, and the budget says that they are too many.
    Not ``is_checked``, it offers what was typed without a word on what is wrong with it.
    """

    def __init__(self, data, *, call, is_checked: bool = True):
        self.data = data
        self.is_checked = is_checked
        self.costs = self._rows(
            CostForm, "cost", MOST_COSTS, parts=list(call.cost_categories.all()), vat=vat_choices()
        )  # fmt: skip
        self.in_kind = self._rows(InKindForm, "kind", MOST_IN_KIND, parts=list(call.in_kind_rates.all()))
        self.other = self._row(OtherMoneyForm, "money")

    def _rows(self, form_class, prefix: str, most: int, **offered) -> list[forms.Form]:
        found = (re.match(rf"{prefix}-(\d{{1,4}})-", name, re.ASCII) for name in self.data)
        numbers = sorted({int(match[1]) for match in found if match})
        rows = [self._row(form_class, f"{prefix}-{number}", **offered) for number in numbers]
        filled = [row for row in rows if not row.is_blank]
        start = int(filled[-1].prefix.rpartition("-")[2]) + 1 if filled else 0
        blank = range(start, start + min(BLANK_ROWS, max(most - len(filled), 0)))
        return filled + [self._row(form_class, f"{prefix}-{number}", **offered) for number in blank]

    def _row(self, form_class, prefix: str, **offered) -> forms.Form:
        if self.is_checked:
            return form_class(self.data, prefix=prefix, **offered)
        typed = {name: self.data.get(f"{prefix}-{name}", "") for name in form_class.base_fields}
        return form_class(initial=typed, prefix=prefix, **offered)

    @property
    def rows(self) -> list[forms.Form]:
        return [*self.costs, *self.in_kind, self.other]

    @property
    def too_many(self) -> list[str]:
        """Which part has more rows than a budget may have, and what to do about it."""
        counted = (
            (self.costs, MOST_COSTS, _("Costs")), (self.in_kind, MOST_IN_KIND, _("Own contribution in kind")),
        )  # fmt: skip
        return [
            gettext("%(part)s: %(count)s rows, at most %(most)s are allowed. Nothing is lost; join rows that are alike.")
            % {"part": part, "count": len(rows), "most": most}
            for rows, most, part in counted
            if len(rows) > most
        ]

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows]) and not self.too_many  # noqa: C419 - each row is to show its errors

    @property
    def has_errors(self) -> bool:
        return any(row.errors for row in self.rows)

    @property
    def sums(self) -> Sums:
        return add_up(line_of(row) for row in self.good_lines())

    def good_lines(self) -> list[dict]:
        """The rows that can be counted, for the sums while the rest is still being typed."""
        self.is_valid()
        rows = [row.line() for row in [*self.costs, *self.in_kind] if not row.is_blank and not row.errors]
        return rows + (self.other.lines() if not self.other.errors else [])

    def bound_field(self, name: str) -> forms.BoundField | None:
        """The field under which ``name`` was typed, on whatever row."""
        for row in self.rows:
            for field in row:
                if field.html_name == name:
                    return field
        return None


def as_typed(lines: Iterable[BudgetLine]) -> dict[str, str]:
    """Stored rows as the texts one would type, to be changed in the form."""
    typed: dict[str, str] = {}
    for number, line in enumerate(lines):
        quantity, price = number_format(line.quantity.normalize()), number_format(line.price, 2)
        if line.kind == LineKind.COST:
            vat = f"{line.vat.normalize():f}" if line.vat is not None else ""
            row = {"category": line.category_id, "item": line.item, "unit": line.unit, "price": price, "vat": vat}
            typed |= {f"cost-{number}-{name}": str(value) for name, value in {**row, "quantity": quantity}.items()}
        elif line.kind == LineKind.IN_KIND:
            row = {"rate": line.rate_id, "item": line.item, "quantity": quantity}
            typed |= {f"kind-{number}-{name}": str(value) for name, value in row.items()}
        else:
            typed[f"money-{line.kind}"] = price
    return typed
