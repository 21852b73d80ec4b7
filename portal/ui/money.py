"""Money as people type it. Decimal all the way; no float ever touches a sum."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")
BLANKS = re.compile(r"[\s\u00a0\u202f']|EUR|€", re.IGNORECASE)
PLAIN = re.compile(r"-?\d+([.,]\d+)?")
GROUPED_BY_DOTS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
GROUPED_BY_COMMAS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


def to_cents(amount: Decimal) -> Decimal:
    """Two places, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def parse_decimal(text: str) -> Decimal:
    """A number in Latvian or English writing: "1 250,00", "1.250,00", "1250.5".

    Raises ``ValidationError`` for what is no number and for what could be two ("1.250", "1,250").
    """
    plain = BLANKS.sub("", text)
    if AMBIGUOUS.fullmatch(plain):
        raise ValidationError(
            _(
                "It is not clear whether this is %(whole)s or a number with three decimals. "
                "Write %(whole)s,00 or one with two decimals."
            )
            % {"whole": re.sub(r"[.,]", "", plain)},
            code="ambiguous",
        )
    if GROUPED_BY_DOTS.fullmatch(plain):
        plain = plain.replace(".", "")
    elif GROUPED_BY_COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif not PLAIN.fullmatch(plain):
        raise ValidationError(_("Write a number, for example 1250,00."), code="number")
    return Decimal(plain.replace(",", "."))


def parse_money(text: str) -> Decimal:
    """An amount of EUR, not negative, with at most two decimals. Raises ``ValidationError``."""
    amount = parse_decimal(text)
    if amount < 0:
        raise ValidationError(_("The amount cannot be negative."), code="negative")
    if amount > LARGEST:
        raise ValidationError(_("The amount is too large. Check the number of zeros."), code="too_large")
    if amount != amount.quantize(CENT):
        raise ValidationError(_("Write the amount with at most two decimals."), code="decimals")
    return amount.quantize(CENT)


class MoneyField(forms.CharField):
    """An amount of EUR as people type it; cleans to ``Decimal`` with two places."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value):
        text = super().clean(value)
        return parse_money(text) if text else None
