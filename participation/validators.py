"""Checks that models of participation share."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.obligations.models import LegalRule

MOST_SENTENCES, MOST_CHARACTERS = 3, 400
"""What a neighbour reads to the end and can say again (S4-31)."""
SENTENCE_END = re.compile(r"(?<!\b\w)[.!?…]+[”\"]?\s+(?=[„\"]?[A-ZĀČĒĢĪĶĻŅŠŪŽ])|\n\s*(?=\S)")
"""A full stop before a capital letter, or a new line: „plkst. 18.00” and „J. Ozols” end nothing."""


def sentences_of(text: str) -> list[str]:
    return [sentence for sentence in SENTENCE_END.split(text.strip()) if sentence]


def validate_three_sentences(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(
            _("%(number)s characters are too many for three plain sentences; at most %(most)s."),
            params={"number": len(text), "most": MOST_CHARACTERS},
        )
    number = len(sentences_of(text))
    if number > MOST_SENTENCES:
        raise ValidationError(
            _("These are %(number)s sentences; at most %(most)s are read to the end. Keep what to do by when."),
            params={"number": number, "most": MOST_SENTENCES},
        )


def validate_rule_code(code: str) -> None:
    if not LegalRule.objects.filter(code=code).exists():
        raise ValidationError(_("There is no legal rule with the code %(code)s."), params={"code": code})
