"""Account numbers, checked before anybody pays to them."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import iban
from stdnum.exceptions import InvalidChecksum
from stdnum.exceptions import ValidationError as NumberError

WRONG_CHECKSUM = _("The check digits of the account number do not fit: one character is wrong. Compare it with your bank's.")
NO_IBAN = _("Write the account number as an IBAN, for example LV80 BANK 0000 4351 9500 1.")

SHAPE = re.compile(r"LV\d{2}[A-Z]{4}[A-Z0-9]{13}|(?!LV)[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
"""Seen before the check digits are: a number that is too short is told so, not that its digits do not fit."""


def validate_iban(text: str) -> None:
    """Raises ``ValidationError`` for what is no IBAN, or one with a wrong check digit."""
    if not SHAPE.fullmatch(text):
        raise ValidationError(NO_IBAN, code="iban")
    try:
        iban.validate(text, check_country=True)
    except InvalidChecksum:
        raise ValidationError(WRONG_CHECKSUM, code="checksum") from None
    except NumberError:
        raise ValidationError(NO_IBAN, code="iban") from None


class IbanField(forms.CharField):
    """An IBAN as people type it, with or without blanks; cleans to the number alone."""

    default_validators = (validate_iban,)

    def to_python(self, value):
        return iban.compact(super().to_python(value) or "").upper()
