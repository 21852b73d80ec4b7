"""Contrast of colours, by the formula of WCAG 2.2 (success criterion 1.4.3)."""

import re
from math import floor

from django.core.exceptions import ValidationError
from django.utils.formats import localize
from django.utils.translation import gettext as _

HEX = re.compile(r"#[0-9a-fA-F]{6}")
WHITE = "#ffffff"
MINIMUM_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 (black) to 1 (white)."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 to 1) of ``other`` mixed in."""
    pairs = zip(
        (int(colour[index : index + 2], 16) for index in (1, 3, 5)),
        (int(other[index : index + 2], 16) for index in (1, 3, 5)),
        strict=True,
    )
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def validate_accent(colour: str) -> None:
    """The accent carries white text and is itself text on white, so both must be readable."""
    if not HEX.fullmatch(colour):
        raise ValidationError(_("Write the colour as # and six hexadecimal digits, for example #0b5563."))
    ratio = contrast(colour, WHITE)
    if ratio < MINIMUM_CONTRAST:
        raise ValidationError(
            _("White text on this colour is hard to read: contrast %(ratio)s, at least 4.5 is needed. Choose a darker one.")
            % {"ratio": localize(floor(ratio * 10) / 10)}
        )
