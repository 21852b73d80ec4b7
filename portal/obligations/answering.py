"""No empty answers (D5, product rule 2): the one door through which every answer's text goes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.errors import InvalidInput
from portal.obligations.models import EmptyPhrase
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.substance import Substance, refusals, substance
from portal.ui.cache import forget, kept

CHARACTERS_RULE = "ANSWER_MIN_CHARACTERS"
WORDS_RULE = "ANSWER_MIN_WORDS"
EXPLANATION_RULE = "EXPLANATION_MIN_WORDS"
PHRASES_KEY = "obligations.empty_phrases"


def empty_phrases() -> list[str]:
    """The phrases that say nothing. Read at every answer, so they come from the cache; saving one in the admin drops it."""
    return kept(PHRASES_KEY, lambda: list(EmptyPhrase.objects.filter(is_used=True).values_list("text", flat=True)))


def forget_phrases() -> None:
    """Drop the cached phrases after one of them changed."""
    forget(PHRASES_KEY)


def substance_of(reason: str, question: str = "") -> Substance:
    """What ``reason`` says in its own words about ``question``."""
    return substance(reason, question, phrases=empty_phrases())


def require_substance(*, reason: str, question: str, must_name_cause: bool = False, field: str = "reason") -> None:
    """Raises ``InvalidInput`` with all that is missing in ``reason`` as an answer to ``question``."""
    today = timezone.localdate()
    complaints = refusals(
        reason=reason,
        question=question,
        must_name_cause=must_name_cause,
        minimum_characters=legal_rule(CHARACTERS_RULE, today).whole,
        minimum_words=legal_rule(WORDS_RULE, today).whole,
        phrases=empty_phrases(),
    )
    if complaints:
        raise InvalidInput(" ".join(complaints), field=field, code="empty_answer")


def require_explanation(text: str, *, field: str) -> None:
    """A short explanation (why later, why corrected) may be a sentence, but not a stock phrase. Raises ``InvalidInput``."""
    least = legal_rule(EXPLANATION_RULE, timezone.localdate()).whole
    if substance_of(text).words < least:
        raise InvalidInput(
            _("Explain it in your own words, at least %(words)s different ones: people will read it.") % {"words": least},
            field=field,
            code="empty_answer",
        )
