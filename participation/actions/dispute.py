from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from participation.actions.answer import promise_of
from participation.enums import DisputeOutcome, Promise
from participation.models import Answer, Dispute
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit.actions import Guest, action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.answering import require_explanation, require_substance
from portal.obligations.queries import obligation_of
from portal.ui.links import plain_path, plain_reverse
from portal.ui.visibility import Visibility

LONGEST_REASON = 4_000


@action("participation.dispute.raised")
def raise_dispute(*, answer: Answer, reason: str, by, now: datetime) -> Dispute:
    """The author does not accept the answer. Its unit's head looks at it again, on a new clock.

    Once: raises ``StateConflict`` for a second dispute, ``InvalidInput`` for a reason that says nothing or too much.
    """
    answer = Answer.objects.select_related("unit").lock(answer.pk)
    if not answer.published_at:
        raise StateConflict(_("There is no answer to dispute yet."))
    if Dispute.objects.filter(answer=answer).exists():
        raise StateConflict(_("This answer was disputed already. An answer can be disputed once."))
    require_explanation(reason, field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(
            _("At most %(limit)s characters. Say what is wrong or missing; you need not repeat the matter.")
            % {"limit": LONGEST_REASON},
            field="reason",
        )
    dispute = Dispute.objects.create(
        answer=answer, reason=reason.strip(), raised_by=None if isinstance(by, Guest) else by, raised_at=now
    )
    record(target=dispute)
    question = answer.question
    answered = obligation_of(question, promise_of(question))
    open_obligation(
        kind=Promise.DISPUTE_ANSWER,
        subject=dispute,
        holder=judge_of(answer),
        unit=answer.unit,
        received_at=now,
        label=answered.label if answered else str(answer),
        number=answered.number if answered else "",
        address=plain_path(answer),
        staff_address=plain_reverse("admin:participation_dispute_change", dispute.pk),
        neighbourhood_key=answered.neighbourhood_key if answered else None,
        visibility=Visibility.PUBLIC if Answer.objects.public().filter(pk=answer.pk).exists() else Visibility.STAFF,
    )
    notify("participation.dispute_raised", subject=dispute, now=now)
    return dispute


def judge_of(answer: Answer) -> models.Model:
    """Who looks again: the head of the unit, else a coordinator, never the writer; where there is neither, the unit."""
    head = answer.unit.head
    if head and head.is_active and head.pk != answer.written_by_id:
        return head
    coordinators = User.objects.filter(is_active=True, roles__contains=[Role.COORDINATOR]).exclude(pk=answer.written_by_id)
    return coordinators.order_by("pk").first() or answer.unit


@action("participation.dispute.decided")
def decide_dispute(*, dispute: Dispute, outcome: str, decision: str, by, now: datetime) -> Dispute:
    """Say what came of the second look; it stands publicly beside the answer.

    Raises ``StateConflict`` when it is decided already or when the answer's writer would judge the own answer,
    ``InvalidInput`` when the decision says nothing or the answer it calls corrected was not.
    """
    dispute = Dispute.objects.select_related("answer").lock(dispute.pk)
    if dispute.decided_at:
        raise StateConflict(_("This was decided already; somebody was faster than you."))
    if dispute.answer.written_by_id == by.pk:
        raise StateConflict(_("Somebody other than the writer of the answer looks at it again."))
    require_substance(reason=decision, question=dispute.reason, field="decision")
    corrected_at = dispute.answer.corrected_at
    if outcome == DisputeOutcome.CORRECTED and not (corrected_at and corrected_at >= dispute.raised_at):
        raise InvalidInput(_("Correct the answer first, then close the dispute as corrected."), field="outcome")
    dispute.outcome, dispute.decision, dispute.decided_at, dispute.decided_by = outcome, decision.strip(), now, by
    dispute.save()
    record(target=dispute, outcome=outcome)
    fulfil_obligation(kind=Promise.DISPUTE_ANSWER, subject=dispute, now=now)
    notify("participation.dispute_decided", subject=dispute, now=now)
    return dispute
