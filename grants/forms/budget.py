import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grants.enums import LineKind
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
