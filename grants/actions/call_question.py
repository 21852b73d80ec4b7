"""Questions about a call: asked by anybody, answered in time, published under a number without a name (S4-108)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from grants.enums import CallQuestionState, CallState, Promise
from grants.models import Call, CallQuestion
from grants.workflow import CALL_QUESTION
from portal.audit.actions import Guest, action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.answering import require_substance
from portal.ui.links import plain_path, plain_reverse
from portal.ui.templatetags.portal_ui import moment
from portal.ui.visibility import Visibility

SHORTEST_QUESTION = 10
LONGEST_QUESTION = 2_000


@action("grants.call_question.asked")
def ask_about_call(
    *, call: Call, text: str, email: str, form_token: UUID, by, now: datetime, language: str = "lv"
) -> CallQuestion:
    """Ask about a call. A signed-in person's question waits for its answer at once, a guest's (``by`` is a ``Guest``)
    once the link in the e-mail is opened. The same form sent twice is one question.

    Raises ``DeadlinePassed`` once questions are no longer taken, ``InvalidInput`` for a text that asks nothing.
    """
    call = Call.objects.lock(call.pk)
    if known := call.questions.filter(form_token=form_token).first():
        return known
    _check_open(call, now)
    if _letters(text) < SHORTEST_QUESTION:
        raise InvalidInput(_("Write your question in a sentence: at least ten characters."), field="text")
    if len(text) > LONGEST_QUESTION:
        raise InvalidInput(_("At most %(n)s characters. Ask one thing at a time.") % {"n": LONGEST_QUESTION}, field="text")
    is_guest = isinstance(by, Guest)
    question = CallQuestion.objects.create(
        call=call, text=text.strip(), email=email, language=language, asked_by=None if is_guest else by, asked_at=now,
        form_token=form_token, state=CallQuestionState.UNCONFIRMED if is_guest else CallQuestionState.WAITING,
    )  # fmt: skip
    record(target=question)
    if is_guest:
        notify("grants.call_question_confirm", subject=question, now=now)
    else:
        _take_in(question, now)
    return question


@action("grants.call_question.confirmed")
def confirm_question(*, question: CallQuestion, by=None, now: datetime) -> CallQuestion:
    """The guest opened the link: from now on an answer is owed. Doing it again changes nothing. Raises ``DeadlinePassed``
    once questions are no longer taken."""
    call = Call.objects.lock(question.call_id)
    question = CallQuestion.objects.lock(question.pk)
    if question.state != CallQuestionState.UNCONFIRMED:
        return question
    _check_open(call, now)
    question.state, question.asked_at = CallQuestionState.WAITING, now
    question.save(update_fields=["state", "asked_at", "updated_at"])
    record(target=question)
    _take_in(question, now)
    return question


def _check_open(call: Call, now: datetime) -> None:
    if call.state != CallState.PUBLISHED:
        raise StateConflict(_("Questions are taken while the call is announced and not decided."))
    if not call.takes_questions_at(now):
        raise DeadlinePassed(_("Questions were taken until %(moment)s.") % {"moment": moment(call.questions_close_at)})


def _letters(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _take_in(question: CallQuestion, now: datetime) -> None:
    """From now on the unit owes an answer, and its officers know it."""
    open_obligation(
        kind=Promise.CALL_ANSWER,
        subject=question,
        holder=question.call.unit,
        received_at=now,
        label=question.call.title,
        address=plain_path(question.call),
        staff_address=plain_reverse("admin:grants_callquestion_change", question.pk),
        visibility=Visibility.STAFF,
    )
    notify("grants.call_question_to_answer", subject=question, now=now)


@action("grants.call_question.answered")
def answer_call_question(
    *, question: CallQuestion, reason: str, is_public: bool, public_text: str = "", by, now: datetime
) -> CallQuestion:
    """Answer the one who asked; what is of general interest is published with the next number, without a name.

    ``public_text`` is the question as it is published. Raises ``InvalidInput`` for an empty answer (D5) or a public
    question without words, ``StateConflict`` when it is answered already.
    """
    call = Call.objects.lock(question.call_id)
    question = CallQuestion.objects.select_related("call", "asked_by").lock(question.pk)
    if question.state == CallQuestionState.ANSWERED:
        raise StateConflict(_("This has been answered already; somebody was faster than you."))
    CALL_QUESTION.check(question.state, CallQuestionState.ANSWERED)
    require_substance(reason=reason, question=question.text)
    if is_public and _letters(public_text) < SHORTEST_QUESTION:
        raise InvalidInput(_("Write the question as it is published."), field="public_text")
    question.state, question.answer = CallQuestionState.ANSWERED, reason.strip()
    question.answered_at, question.answered_by = now, by
    if is_public:
        question.number = (call.questions.aggregate(last=Max("number"))["last"] or 0) + 1
        question.public_text = public_text.strip()
    question.save()
    record(target=question, number=question.number)
    fulfil_obligation(kind=Promise.CALL_ANSWER, subject=question, now=now)
    notify("grants.call_question_answered", subject=question, now=now)
    if is_public:
        notify("grants.call_news", subject=call, now=now, what="answered")
    return question


@action("grants.call_question.unconfirmed_erased")
def erase_unconfirmed_question(*, question: CallQuestion, now: datetime) -> None:
    """Nobody opened the link within its term: what the guest wrote goes, as the letter promised."""
    question = CallQuestion.objects.filter(state=CallQuestionState.UNCONFIRMED).lock(question.pk)
    record(target=question.call)
    Message.objects.about(question).delete()
    question.delete()


@action("grants.call_question.asker_forgotten")
def forget_asker(*, question: CallQuestion, now: datetime) -> None:
    """Answered so long ago that nobody needs to know who asked."""
    question = CallQuestion.objects.lock(question.pk)
    record(target=question.call, number=question.number)
    question.forget_asker()
