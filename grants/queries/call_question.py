"""Reads of questions about calls: by a guest's link, and those whose term is over."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from grants.enums import CallQuestionState
from grants.models import CallQuestion
from portal.errors import InvalidInput
from portal.notifications.models import CONFIRMATION_TERM
from portal.obligations.rules_of_law import legal_rule
from portal.ui.confirming import ConfirmationLink

KEPT_RULE = "CALL_QUESTION_DAYS"
LINK = ConfirmationLink(
    "grants.call_question", CONFIRMATION_TERM, gettext_lazy("This link is older than seven days. Ask once more, please.")
)


def confirmation_token(question: CallQuestion) -> str:
    return LINK.token_for(question.pk)


def question_to_confirm(token: str) -> CallQuestion:
    """The question a guest's link belongs to. Raises ``InvalidInput``: mangled, too old, or erased meanwhile."""
    confirmed = CallQuestion.objects.exclude(state=CallQuestionState.UNCONFIRMED)
    question = CallQuestion.objects.select_related("call__unit").filter(pk=LINK.read(token, confirmed)).first()
    if question is None:
        raise InvalidInput(LINK.expired)
    return question


def never_confirmed(now: datetime) -> models.QuerySet[CallQuestion]:
    """Questions of guests who did not open their link within its term."""
    return CallQuestion.objects.filter(state=CallQuestionState.UNCONFIRMED, asked_at__lte=now - CONFIRMATION_TERM).select_related(
        "call"
    )


def askers_to_forget(now: datetime) -> models.QuerySet[CallQuestion]:
    """Answered so long ago that the rule lets nobody keep who asked."""
    kept = timedelta(days=legal_rule(KEPT_RULE, timezone.localdate(now)).whole)
    return CallQuestion.objects.filter(answered_at__lte=now - kept).exclude(email="").select_related("call")
