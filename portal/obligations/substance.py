"""Is an answer an answer? One check, run by the form, the admin and the action (D5, S4-41, S4-42).

Pure: texts, phrases and numbers in, a list of sentences out. Compared without diacritics, case, punctuation and padding.
What is borrowed (stock phrases, the quoted question) is marked word by word where it stands, so that adding more of it
never makes an answer longer.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

Run = tuple[str, ...]

GREETINGS = (
    "labdien", "labrīt", "labvakar", "sveiki", "sveicināti", "cienījamais", "cienījamā", "cienījamie", "cienītais", "cienītā",
    "godātais", "godātā", "godātie", "augsti godātais", "augsti godātā", "hello", "dear",
)  # fmt: skip
SIGNATURES = ("ar cieņu", "ar sveicieniem", "cieņā", "patiesā cieņā", "kind regards", "best regards", "yours sincerely")
CAUSES = (
    "jo", "tāpēc", "tādēļ", "tāpat kā", "tā kā", "dēļ", "lai", "iemesls", "iemesli", "sakarā", "saskaņā", "atbilstoši",
    "nepieļauj", "aizliedz", "nav paredzēts", "nav finansējuma", "pretrunā", "pārsniedz", "neatbilst", "kompetencē",
    "īpašumā", "because", "since", "reason", "therefore", "according",
)  # fmt: skip
QUOTED_RUN = 4
SHORTEST_WORD = 3
LONGEST_ADDRESS = 6
"""So many words a greeting may have: “Augsti godātā Ozoliņas kundze!”. What is longer says something."""

LETTERS = re.compile(r"[^a-z0-9]+")
SENTENCES = re.compile(r"[.!?\r\n\u2028\u2029]+")


@dataclass(frozen=True)
class Substance:
    """What is left of an answer once courtesy, stock phrases and the quoted question are taken away."""

    own: Run

    @property
    def characters(self) -> int:
        return len(" ".join(self.own))

    @property
    def words(self) -> int:
        """How many different words that tell something."""
        return len({word for word in self.own if len(word) >= SHORTEST_WORD})

    @property
    def names_a_cause(self) -> bool:
        return any(_covered(self.own, {_run(cause)}) for cause in CAUSES)


def fold(text: str) -> str:
    """Lower case, no diacritics, only letters and digits with single blanks between them."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    visible = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return LETTERS.sub(" ", visible.lower()).strip()


def _run(text: str) -> Run:
    return tuple(fold(text).split())


def _covered(words: Run, runs: set[Run]) -> set[int]:
    """The places in ``words`` at which one of ``runs`` stands."""
    places: set[int] = set()
    for length in {len(run) for run in runs} - {0}:
        for start in range(len(words) - length + 1):
            if words[start : start + length] in runs:
                places.update(range(start, start + length))
    return places


def _quotations(question: str) -> set[Run]:
    """The runs of words by which a quotation is known: four in a row, or the whole of a shorter question."""
    words = _run(question)
    length = min(QUOTED_RUN, len(words))
    return {words[start : start + length] for start in range(len(words) - length + 1)}


def substance(reason: str, question: str = "", *, phrases: Iterable[str]) -> Substance:
    """How much an answer says in its own words: without stock phrases, the address at the beginning of a sentence, the
    signature with all that follows it, and what is quoted."""
    sentences = [_run(sentence) for sentence in SENTENCES.split(reason)]
    words = tuple(word for sentence in sentences for word in sentence)
    quoted = _covered(words, _quotations(question))
    borrowed = quoted | _covered(words, {_run(phrase) for phrase in (*phrases, *GREETINGS)})
    end = start = 0
    for sentence in sentences:
        end = start + len(sentence)
        if start not in quoted and _begins_with(sentence, SIGNATURES):
            end = start
            break
        if len(sentence) <= LONGEST_ADDRESS and _begins_with(sentence, GREETINGS):
            borrowed.update(range(start, end))
        start = end
    return Substance(tuple(word for place, word in enumerate(words[:end]) if place not in borrowed))


def _begins_with(sentence: Run, beginnings: Iterable[str]) -> bool:
    return any(sentence[: len(run)] == run for run in map(_run, beginnings))


def refusals(
    *,
    reason: str,
    question: str = "",
    must_name_cause: bool = False,
    minimum_characters: int,
    minimum_words: int,
    phrases: Iterable[str],
) -> list[str]:
    """Why a reason is no answer: sentences for its author, none when it is one."""
    found = substance(reason, question, phrases=phrases)
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
    if must_name_cause and not found.names_a_cause:
        complaints.append(_("Say why it cannot be taken into account: name the reason, the norm or the obstacle."))
    return complaints
