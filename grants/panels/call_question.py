"""Questions about calls among a person's own data."""

from django.utils.translation import gettext

from grants.enums import Promise
from grants.models import CallQuestion
from portal.obligations.actions import cancel_obligation
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_call_questions(person):
    rows = CallQuestion.objects.filter(asked_by=person).select_related("call")
    asked = [{"call": one.call.title, "question": one.text, "asked": one.asked_at.isoformat()} for one in rows]
    return [("call_questions", asked)]


@fill_slot(Slot.ERASURE)
def forget_asker(person, *, check_only: bool, now):
    """What nobody has published goes and no longer waits; a published question stays, without whoever asked."""
    if check_only:
        return []
    for question in CallQuestion.objects.filter(asked_by=person):
        reason = gettext("Erased at the wish of its author.")
        cancel_obligation(kind=Promise.CALL_ANSWER, subject=question, reason=reason, now=now)
        question.forget_asker()
    return []
