"""No empty answers (D5, product rule 2): the one door through which every answer's text goes."""

from django.utils import timezone

from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.substance import refusals

CHARACTERS_RULE = "ANSWER_MIN_CHARACTERS"
WORDS_RULE = "ANSWER_MIN_WORDS"


def require_substance(*, reason: str, question: str, must_name_cause: bool = False) -> None:
    """Raises ``InvalidInput`` with all that is missing in ``reason`` as an answer to ``question``."""
    today = timezone.localdate()
    complaints = refusals(
        reason=reason,
        question=question,
        must_name_cause=must_name_cause,
        minimum_characters=legal_rule(CHARACTERS_RULE, today).whole,
        minimum_words=legal_rule(WORDS_RULE, today).whole,
    )
    if complaints:
        raise InvalidInput(" ".join(complaints), field="reason", code="empty_answer")
