import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.enums import OpinionState, Outcome, Promise, SubmissionState
from participation.models import Answer, AnswerBatch, AnswerRevision, AnswerSketch, Consultation, Opinion, Submission
from participation.models.answer import AnswerText
from participation.models.question import field_of, words_of
from participation.queries.passing_on import passing_on
from participation.workflow import OPINION, SUBMISSION
from portal.audit.actions import action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import extend_obligation, fulfil_obligation
from portal.obligations.answering import require_explanation, require_substance, substance_of
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from portal.obligations.substance import fold


def check_answer(
    *, question: Opinion | Submission, outcome: str, reason: str, next_step: str, no_next_step: str, passed_to: str = ""
) -> None:
    """No empty answers (D5, product rule 2). Raises ``InvalidInput`` with all that is missing, at the field to mend."""
    require_substance(reason=reason, question=words_of(question), must_name_cause=outcome == Outcome.NOT_TAKEN)
    if not next_step.strip() and not no_next_step.strip():
        raise InvalidInput(_("Say what happens next, or why nothing follows."), field="next_step")
    if outcome == Outcome.PASSED_ON and not passed_to.strip():
        raise InvalidInput(_("Name the body to which it is passed on."), field="passed_to")


def _lock(question: Opinion | Submission) -> Opinion | Submission:
    """The question's row is locked before its answer's, by whoever needs both."""
    return type(question).objects.lock(question.pk)


def promise_of(question: Opinion | Submission) -> Promise:
    return Promise.OPINION_ANSWER if isinstance(question, Opinion) else Promise.SUBMISSION_ANSWER


def _check_answerable(question: Opinion | Submission) -> None:
    if isinstance(question, Opinion):
        OPINION.check(question.state, OpinionState.ANSWERED)
    else:
        SUBMISSION.check(question.state, SubmissionState.ANSWERED)


def _own_text(question: Opinion | Submission, reason: str) -> str:
    """A short mark of what the answer says in its own words: greetings, quotations and spelling make no other answer."""
    own = " ".join(substance_of(reason, words_of(question)).own)
    return hashlib.sha256(own.encode()).hexdigest()


def _refuse_repeated(question: Opinion | Submission, own_text: str) -> None:
    """Opinions that differ are not answered with one text, unless they are answered together."""
    if isinstance(question, Opinion):
        shelf = Answer.objects.filter(opinion__consultation_id=question.consultation_id)
    else:
        shelf = Answer.objects.filter(submission__unit_id=question.unit_id)
    others = shelf.published().filter(own_text=own_text).exclude(**field_of(question)).select_related("opinion", "submission")
    asked = fold(words_of(question))
    if any(fold(words_of(other.question)) != asked for other in others[:20]):
        raise InvalidInput(
            _(
                "This very text has been given to somebody who said something else. Answer each in its own words, or choose "
                "“Answer many alike”: it shows them side by side and says publicly that the answer is for all of them."
            ),
            field="reason",
            code="repeated_answer",
        )


def _check_passing_on(question: Opinion | Submission, late_reason: str, now: datetime) -> None:
    """The law gives a few working days to pass a submission on; an opinion asked for by us has no such limit."""
    if not isinstance(question, Submission):
        return
    limit = passing_on(question)
    if not limit.is_over(timezone.localdate(now)):
        return
    if limit.is_hard:
        raise DeadlinePassed(
            _("It could be passed on until %(day)s. Answer it now, and name in the answer the body that decides.")
            % {"day": date_format(limit.last_day, "SHORT_DATE_FORMAT")}
        )
    require_explanation(late_reason, field="late_reason")


@action("participation.answer.written")
def write_answer(
    *,
    question: Opinion | Submission,
    outcome: str,
    reason: str,
    next_step: str = "",
    no_next_step: str = "",
    legal_reference: str = "",
    change_url: str = "",
    passed_to: str = "",
    late_reason: str = "",
    clarifies: Iterable[str] = (),
    batch: AnswerBatch | None = None,
    by,
    now: datetime,
) -> Answer:
    """Write or rewrite the draft of an answer; it is checked like the published one. Nobody outside sees it yet."""
    question = _lock(question)
    check_answer(
        question=question, outcome=outcome, reason=reason, next_step=next_step, no_next_step=no_next_step, passed_to=passed_to
    )
    if clarifies and outcome != Outcome.EXPLAINED:
        raise InvalidInput(_("A rumour or a conflict is cleared up by an explanation: choose that outcome."), field="clarifies")
    if outcome == Outcome.PASSED_ON:
        _check_passing_on(question, late_reason, now)
    answer = Answer.objects.filter(**field_of(question)).select_for_update(of=("self",)).first()
    if answer and answer.published_at:
        raise StateConflict(_("This has been answered already; somebody was faster than you."))
    _check_answerable(question)
    own_text = _own_text(question, reason)
    if batch is None:
        _refuse_repeated(question, own_text)
    answer = answer or Answer(**field_of(question))
    answer.outcome, answer.reason, answer.next_step = outcome, reason.strip(), next_step.strip()
    answer.no_next_step, answer.legal_reference = no_next_step.strip(), legal_reference.strip()
    answer.change_url, answer.passed_to, answer.late_reason = change_url, passed_to.strip(), late_reason.strip()
    answer.clarifies, answer.batch, answer.own_text = list(clarifies), batch, own_text
    answer.unit = question.consultation.unit if isinstance(question, Opinion) else question.unit
    answer.written_by = by
    answer.save()
    AnswerSketch.objects.filter(**field_of(question), officer=by).delete()
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
        passed_to=answer.passed_to,
    )
    if answer.outcome == Outcome.PASSED_ON:
        _check_passing_on(question, answer.late_reason, now)
    _check_answerable(question)
    if answer.batch_id is None:
        _refuse_repeated(question, answer.own_text)
    question.state = OpinionState.ANSWERED if isinstance(question, Opinion) else SubmissionState.ANSWERED
    question.save(update_fields=["state", "updated_at"])
    answer.published_at, answer.published_by, answer.is_public = now, by, question.is_public
    answer.save(update_fields=["published_at", "published_by", "is_public", "updated_at"])
    if isinstance(question, Opinion) and question.is_public:
        Consultation.objects.filter(pk=question.consultation_id).update(answered_count=F("answered_count") + 1)
    AnswerSketch.objects.filter(**field_of(question)).delete()
    record(target=question, outcome=answer.outcome)
    fulfil_obligation(kind=promise_of(question), subject=question, now=now)
    notify("participation.answer_published", subject=answer, now=now)
    if isinstance(question, Submission) and question.is_public:
        _tell_others(question, answer, now)
    return answer


def _tell_others(proposal: Submission, answer: Answer, now: datetime) -> None:
    """Those who stand behind a public proposal, and those who follow the forum it was made at."""
    notify("participation.supported_answered", subject=answer, now=now)
    if proposal.forum_id:
        notify("participation.forum_proposal_answered", subject=answer, now=now)


@action("participation.answer.given")
def answer_now(*, question: Opinion | Submission, by, now: datetime, **text: Any) -> Answer:
    """Write and publish in one step. Where the unit wants a second pair of eyes the answer stays a draft."""
    answer = write_answer(question=question, by=by, now=now, **text)
    record(target=question, outcome=answer.outcome)
    if answer.unit.needs_second_look:
        return answer
    return publish_answer(answer=answer, by=by, now=now)


@action("participation.answer.passed_on")
def pass_on(
    *, question: Opinion | Submission, body: str, reason: str, next_step: str, late_reason: str = "", by, now: datetime
) -> Answer:
    """Hand the matter to the body that decides it, and tell the author which one and why. That is the answer.

    Raises ``DeadlinePassed`` for a submission whose working days for passing on are over.
    """
    answer = answer_now(
        question=question,
        outcome=Outcome.PASSED_ON,
        passed_to=body,
        reason=reason,
        next_step=next_step,
        late_reason=late_reason,
        by=by,
        now=now,
    )
    record(target=question, body=body)
    return answer


@action("participation.answer.extended")
def extend_answer(*, question: Opinion | Submission, until: date, reason: str, by, now: datetime) -> Obligation:
    """The interim answer: the author and everybody reads why the answer takes longer and by which day it comes. Once.

    Refuses as ``extend_obligation`` does, and for a reason that says nothing. The event keeps how many notices were
    written.
    """
    question = _lock(question)
    obligation = obligation_of(question, promise_of(question))
    if obligation is None:
        raise StateConflict(_("No answer is due here yet."))
    obligation = extend_obligation(obligation=obligation, until=until, reason=reason, by=by, now=now)
    require_explanation(reason, field="reason")
    notices = notify("participation.answer_extended", subject=question, now=now)
    record(target=question, until=until, notices=len(notices))
    return obligation


@action("participation.answer.corrected")
def correct_answer(*, answer: Answer, why: str, by, now: datetime, **text: str) -> Answer:
    """Publish a new version with the reason for it. The earlier one stays readable; the author is told.

    Raises ``StateConflict`` for what was never published, ``InvalidInput`` when nothing is different or the reason for the
    correction says nothing.
    """
    question = _lock(answer.question)
    answer = Answer.objects.select_related("unit").lock(answer.pk)
    if not answer.published_at:
        raise StateConflict(_("Only a published answer is corrected; a draft is simply rewritten."))
    if answer.unit.needs_second_look and answer.written_by_id == by.pk:
        raise StateConflict(_("In this unit a colleague reads the answer before it is published."))
    before = {name: getattr(answer, name) for name in AnswerText.TEXT}
    after = before | {name: value.strip() for name, value in text.items()}
    if after == before:
        raise InvalidInput(_("Nothing was changed, so there is nothing to correct."), field="reason")
    require_explanation(why, field="why")
    check_answer(
        question=question,
        outcome=after["outcome"],
        reason=after["reason"],
        next_step=after["next_step"],
        no_next_step=after["no_next_step"],
        passed_to=answer.passed_to,
    )
    own_text = _own_text(question, after["reason"])
    _refuse_repeated(question, own_text)
    AnswerRevision.objects.create(
        answer=answer, published_at=answer.corrected_at or answer.published_at, replaced_at=now, replaced_by=by, why=why.strip(),
        **before,
    )  # fmt: skip
    for name, value in after.items():
        setattr(answer, name, value)
    answer.corrected_at, answer.batch, answer.own_text = now, None, own_text
    if answer.outcome != Outcome.EXPLAINED:
        answer.clarifies = []
    answer.save()
    record(target=question, outcome=answer.outcome)
    notify("participation.answer_corrected", subject=answer, now=now, why=why.strip())
    return answer


@action("participation.answer.judged")
def say_whether_it_helped(*, answer: Answer, helped: bool, by, now: datetime) -> Answer:
    """The author says once whether the answer helped. Raises ``StateConflict`` the second time."""
    answer = Answer.objects.lock(answer.pk)
    if answer.helped is not None:
        raise StateConflict(_("You have said so already. If the answer is wrong, you may dispute it."))
    answer.helped, answer.helped_at = helped, now
    answer.save(update_fields=["helped", "helped_at", "updated_at"])
    record(target=answer, helped=helped)
    return answer
