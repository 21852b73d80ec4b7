from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from participation.enums import OpinionState, Outcome, Promise, SubmissionState
from participation.models import Answer, Consultation, Opinion, Submission
from participation.workflow import OPINION, SUBMISSION
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import extend_obligation, fulfil_obligation
from portal.obligations.answering import require_substance
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of


def check_answer(*, question: Opinion | Submission, outcome: str, reason: str, next_step: str, no_next_step: str) -> None:
    """No empty answers (D5, product rule 2). Raises ``InvalidInput`` with all that is missing, at the field to mend."""
    require_substance(reason=reason, question=question.text, must_name_cause=outcome == Outcome.NOT_TAKEN)
    if not next_step.strip() and not no_next_step.strip():
        raise InvalidInput(_("Say what happens next, or why nothing follows."), field="next_step")


def _lock(question: Opinion | Submission) -> Opinion | Submission:
    """The question's row is locked before its answer's, by whoever needs both."""
    return type(question).objects.lock(question.pk)


def _promise(question: Opinion | Submission) -> Promise:
    return Promise.OPINION_ANSWER if isinstance(question, Opinion) else Promise.SUBMISSION_ANSWER


def _check_answerable(question: Opinion | Submission) -> None:
    if isinstance(question, Opinion):
        OPINION.check(question.state, OpinionState.ANSWERED)
    else:
        SUBMISSION.check(question.state, SubmissionState.ANSWERED)


@action("participation.answer.written")
def write_answer(
    *,
    question: Opinion | Submission,
    outcome: str,
    reason: str,
    next_step: str = "",
    no_next_step: str = "",
    legal_reference: str = "",
    by,
    now: datetime,
) -> Answer:
    """Write or rewrite the draft of an answer; it is checked like the published one. Nobody outside sees it yet."""
    question = _lock(question)
    check_answer(question=question, outcome=outcome, reason=reason, next_step=next_step, no_next_step=no_next_step)
    field = "opinion" if isinstance(question, Opinion) else "submission"
    answer = Answer.objects.filter(**{field: question}).select_for_update(of=("self",)).first()
    if answer and answer.published_at:
        raise StateConflict(_("This has been answered already; somebody was faster than you."))
    _check_answerable(question)
    answer = answer or Answer(**{field: question})
    answer.outcome, answer.reason, answer.next_step = outcome, reason.strip(), next_step.strip()
    answer.no_next_step, answer.legal_reference = no_next_step.strip(), legal_reference.strip()
    answer.unit = question.consultation.unit if isinstance(question, Opinion) else question.unit
    answer.written_by = by
    answer.save()
    record(target=question, outcome=outcome)
    return answer


@action("participation.answer.published")
def publish_answer(*, answer: Answer, by, now: datetime) -> Answer:
    """Give the answer to its author and to everybody, and keep the promise.

    Raises ``StateConflict`` when it is published already, or when the unit wants a second pair of eyes and the
    writer is the only one who looked.
    """
    question = _lock(answer.question)
    answer = Answer.objects.select_related("unit").lock(answer.pk)
    if answer.published_at:
        raise StateConflict(_("This has been answered already; somebody was faster than you."))
    if answer.unit.needs_second_look and answer.written_by_id == by.pk:
        raise StateConflict(_("In this unit a colleague reads the answer before it is published."))
    check_answer(
        question=question,
        outcome=answer.outcome,
        reason=answer.reason,
        next_step=answer.next_step,
        no_next_step=answer.no_next_step,
    )
    _check_answerable(question)
    if isinstance(question, Opinion):
        question.state = OpinionState.ANSWERED
        Consultation.objects.filter(pk=question.consultation_id).update(answered_count=F("answered_count") + 1)
    else:
        question.state = SubmissionState.ANSWERED
    answer.published_at, answer.published_by = now, by
    answer.save(update_fields=["published_at", "published_by", "updated_at"])
    question.save(update_fields=["state", "updated_at"])
    record(target=question, outcome=answer.outcome)
    fulfil_obligation(kind=_promise(question), subject=question, now=now)
    notify("participation.answer_published", subject=answer, now=now)
    return answer


@action("participation.answer.given")
def answer_now(*, question: Opinion | Submission, by, now: datetime, **text: str) -> Answer:
    """Write and publish in one step. Where the unit wants a second pair of eyes the answer stays a draft."""
    answer = write_answer(question=question, by=by, now=now, **text)
    record(target=question, outcome=answer.outcome)
    if answer.unit.needs_second_look:
        return answer
    return publish_answer(answer=answer, by=by, now=now)


@action("participation.answer.extended")
def extend_answer(*, question: Opinion | Submission, until: date, reason: str, by, now: datetime) -> Obligation:
    """Move the day by which the answer comes, once, and tell the author the new day and the reason.

    Refuses as ``extend_obligation`` does. The event keeps how many notices were written.
    """
    question = _lock(question)
    obligation = obligation_of(question, _promise(question))
    if obligation is None:
        raise StateConflict(_("No answer is due here yet."))
    obligation = extend_obligation(obligation=obligation, until=until, reason=reason, by=by, now=now)
    notices = notify("participation.answer_extended", subject=question, now=now)
    record(target=question, until=until, notices=len(notices))
    return obligation
