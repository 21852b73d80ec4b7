"""Text as people typed it, without signs that nobody sees."""

import unicodedata


def plain_text(text: str) -> str:
    """``text`` in composed letters and without invisible signs: zero-width ones, those that turn the direction of
    reading, control characters. Line breaks and tabs stay; the ends are trimmed."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
    return "".join(sign for sign in composed if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf")).strip()
