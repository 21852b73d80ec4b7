"""Is an answer an answer? One check, run by the form, the admin and the action (D5, S4-41, S4-42).

Pure: texts and numbers in, a list of sentences out. Compared without diacritics, case, punctuation and padding.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

EMPTY_PHRASES = (
    "pieņemts zināšanai",
    "pieņemam zināšanai",
    "ņemts vērā",
    "tiks ņemts vērā",
    "paldies par viedokli",
    "paldies par priekšlikumu",
    "paldies par jūsu viedokli",
    "paldies par jūsu priekšlikumu",
    "paldies par iesniegumu",
    "pateicamies par viedokli",
    "pateicamies par priekšlikumu",
    "pateicamies par jūsu viedokli",
    "jūsu viedoklis ir svarīgs",
    "jūsu viedoklis mums ir svarīgs",
    "jūsu priekšlikums ir reģistrēts",
    "jūsu viedoklis ir reģistrēts",
    "jautājums tiks izskatīts",
    "jautājums tiks izskatīts normatīvajos aktos noteiktajā kārtībā",
    "izskatīsim jūsu priekšlikumu",
    "atbildēts pēc būtības",
    "informācija saņemta",
    "informācija pieņemta zināšanai",
    "skatīt iepriekšējo atbildi",
    "noted",
    "thank you for your opinion",
)
GREETINGS = ("labdien", "sveiki", "cienījamais iedzīvotāj", "cienījamā iedzīvotāja", "cienījamie iedzīvotāji", "hello")
SIGNATURES = ("ar cieņu", "ar sveicieniem", "cieņā", "kind regards", "yours sincerely")
CAUSES = (
    "jo", "tāpēc", "tādēļ", "tāpat kā", "lai", "iemesls", "iemesli", "sakarā", "saskaņā", "atbilstoši", "nepieļauj",
    "aizliedz", "nav paredzēts", "nav finansējuma", "pretrunā", "pārsniedz", "neatbilst", "kompetencē", "īpašumā",
    "because", "since", "reason", "therefore", "according",
)  # fmt: skip
QUOTED_RUN = 4
SHORTEST_WORD = 3
LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Substance:
    """What is left of an answer once courtesy, stock phrases and the quoted question are taken away."""

    characters: int
    words: int


def fold(text: str) -> str:
    """Lower case, no diacritics, only letters and digits with single blanks between them."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    visible = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return LETTERS.sub(" ", visible.lower()).strip()


def _without(text: str, phrases: Iterable[str]) -> str:
    """``text`` (folded) without the phrases, the longest first, whole words only."""
    folded = sorted({fold(phrase) for phrase in phrases} - {""}, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(folded)})\b", " ", text) if folded else text


def _without_signature(text: str) -> str:
    """Cut at the line that says goodbye."""
    kept = []
    for line in text.splitlines():
        if any(fold(line).startswith(fold(signature)) for signature in SIGNATURES):
            break
        kept.append(line)
    return "\n".join(kept)


def _without_quotation(words: list[str], question: list[str]) -> list[str]:
    """Without runs of words that stand in the same order in the question."""
    runs = {tuple(question[start : start + QUOTED_RUN]) for start in range(len(question) - QUOTED_RUN + 1)}
    quoted = [False] * len(words)
    for start in range(len(words) - QUOTED_RUN + 1):
        if tuple(words[start : start + QUOTED_RUN]) in runs:
            quoted[start : start + QUOTED_RUN] = [True] * QUOTED_RUN
    return [word for word, is_quoted in zip(words, quoted, strict=True) if not is_quoted]


def substance(reason: str, question: str = "", phrases: Iterable[str] = EMPTY_PHRASES) -> Substance:
    """How much an answer says in its own words."""
    courtesies = [*phrases, *GREETINGS]
    own, quoted = (_without(fold(text), courtesies).split() for text in (_without_signature(reason), question))
    words = _without_quotation(own, quoted)
    telling = [word for word in words if len(word) >= SHORTEST_WORD]
    return Substance(characters=len(" ".join(words)), words=len(set(telling)))


def names_a_cause(reason: str) -> bool:
    padded = f" {fold(reason)} "
    return any(f" {fold(cause)} " in padded for cause in CAUSES)


def refusals(
    *,
    reason: str,
    question: str = "",
    must_name_cause: bool = False,
    minimum_characters: int,
    minimum_words: int,
    phrases: Iterable[str] = EMPTY_PHRASES,
) -> list[str]:
    """Why a reason is no answer: sentences for its author, none when it is one."""
    found = substance(reason, question, phrases)
    if not found.words:
        return [_("This says nothing about the matter itself. Write what was decided, why, and what the author can expect.")]
    complaints = []
    if found.characters < minimum_characters or found.words < minimum_words:
        complaints.append(
            _(
                "Beyond courtesies and the quoted question the reason has %(characters)s characters and %(words)s "
                "different words; at least %(minimum_characters)s and %(minimum_words)s are needed. Explain the decision."
            )
            % {
                "characters": found.characters,
                "words": found.words,
                "minimum_characters": minimum_characters,
                "minimum_words": minimum_words,
            }
        )
    if must_name_cause and not names_a_cause(reason):
        complaints.append(_("Say why it cannot be taken into account: name the reason, the norm or the obstacle."))
    return complaints
