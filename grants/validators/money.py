"""Money as people type it. Decimal all the way; no float ever touches a sum."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999.99")
BLANKS = re.compile(r"[\s\u00a0\u202f']|EUR|€", re.IGNORECASE)


def to_cents(amount: Decimal) -> Decimal:
    """Two places, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def parse_decimal(text: str) -> Decimal:
    """A number in Latvian or English writing: "1 250,00", "1.250,00", "1250.5".

    Raises ``ValidationError`` for what is no number and for what could be two ("1.250").
    """
    plain = BLANKS.sub("", text)
    if not re.fullmatch(r"-?[\d.,]+", plain):
        raise ValidationError(_("Write a number, for example 1250,00."), code="number")
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and dot >= 0:
        decimal_mark = "," if comma > dot else "."
        thousands = "." if decimal_mark == "," else ","
        plain = plain.replace(thousands, "")
        plain = plain.replace(decimal_mark, ".")
    elif comma >= 0:
        if plain.count(",") > 1:
            raise ValidationError(_("Write a number, for example 1250,00."), code="number")
        plain = plain.replace(",", ".")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    elif dot >= 0 and len(plain) - dot - 1 == 3:
        whole = plain.replace(".", "")
        raise ValidationError(
            _(
                "It is not clear whether this is %(whole)s or a number with three decimals. Write %(whole)s,00 or one with two decimals."
            )
            % {"whole": whole},
            code="ambiguous",
        )
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise ValidationError(_("Write a number, for example 1250,00."), code="number") from None


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
