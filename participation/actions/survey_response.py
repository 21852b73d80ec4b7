"""Answering a survey. What is anonymous stays so: these acts name no actor, in the audit log neither."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.enums import QuestionKind, SurveyState, TextState
from participation.models import Survey, SurveyDraft, SurveyParticipation, SurveyResponse, SurveyText
from participation.queries.questionnaire import Answers, kept, missing
from participation.queries.survey import has_answered, mark_of, may_answer
from portal.accounts.models import User
from portal.audit.actions import action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.kinds import Recipient
from portal.notifications.models import Message

SENT_ALREADY = gettext_lazy("These answers were sent already. If you left an e-mail address, open the link we sent there.")


def check_answerable(survey: Survey, person: User | None, now: datetime) -> None:
    """Raises ``StateConflict`` or ``DeadlinePassed``: too early, too late, not for this person, or answered already."""
    if survey.state != SurveyState.PUBLISHED:
        raise StateConflict(_("This survey is still being prepared."))
    if now < survey.opens_at:
        raise StateConflict(_("This survey is not open yet. Come back when it opens; the day stands on its page."))
    if not survey.is_open(now):
        raise DeadlinePassed(_("This survey is closed, so the answers could not be taken. Its results come by the day shown."))
    if survey.is_for_members:
        if person is None or not may_answer(survey, person):
            raise StateConflict(_("This survey is for members of the invited communities. Sign in with a member's account."))
        if has_answered(survey, person):
            raise StateConflict(_("You have answered this survey already; each member answers once."))


@action("participation.survey_draft.saved")
def save_draft(*, survey: Survey, answers: Answers, draft: SurveyDraft | None, person: User | None, now: datetime) -> SurveyDraft:
    """Keep what was answered so far: a signed-in person's own, or a guest's who goes on with its code.

    No event and no history: an unfinished answer is nobody's business.
    """
    check_answerable(survey, person, now)
    if person:
        draft, _is_new = SurveyDraft.objects.select_for_update(of=("self",)).get_or_create(survey=survey, person=person)
    elif draft:
        draft = SurveyDraft.objects.unsent().select_for_update(of=("self",)).filter(pk=draft.pk).first()
    draft = draft or SurveyDraft(survey=survey)
    draft.answers = draft.answers | answers
    draft.save()
    return draft


@action("participation.survey_draft.code_sent")
def send_code(*, draft: SurveyDraft, email: str, language: str, now: datetime) -> None:
    """Mail the code with which a guest goes on later, to an address that is kept nowhere else."""
    notify("participation.survey_resume", subject=draft, to=[Recipient(email, language)], now=now)


@action("participation.survey.answered")
def submit_response(
    *, draft: SurveyDraft, form_token: UUID, person: User | None, now: datetime, email: str = "", language: str = "lv"
) -> SurveyResponse | None:
    """Hand the answers in. The same page sent twice is one response; None waits for the link in the e-mail.

    Raises as ``check_answerable`` does; ``InvalidInput`` names the first question that must be answered and is not.
    """
    survey = Survey.objects.lock(draft.survey_id)
    known = SurveyResponse.objects.filter(pk=form_token, survey=survey).first()
    if known:
        return known
    check_answerable(survey, person, now)
    draft = SurveyDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if draft is None:
        raise StateConflict(SENT_ALREADY)
    if draft.sent_at:
        return None
    lacking = missing(survey.questions.all(), draft.answers)
    if lacking:
        raise InvalidInput(
            _("Question %(number)s must be answered.") % {"number": lacking[0].number}, field=f"q{lacking[0].number}"
        )
    if survey.asks_email and person is None:
        if not email:
            raise InvalidInput(_("Write an e-mail address: we send a link that confirms the answers."), field="email")
        draft.email_hash, draft.sent_at = mark_of(survey, email), now
        draft.save(update_fields=["email_hash", "sent_at", "updated_at"])
        notify("participation.survey_confirm", subject=draft, to=[Recipient(email, language)], now=now)
        return None
    if survey.asks_email:
        _mark(survey, email_hash=mark_of(survey, person.email))
    elif survey.is_for_members:
        _mark(survey, person=person)
    return _count(survey, draft, form_token)


@action("participation.survey.answer_confirmed")
def confirm_response(*, draft: SurveyDraft, now: datetime) -> SurveyResponse:
    """The link was opened: the answers count, also after closing when they were sent in time. An address counts once."""
    survey = Survey.objects.lock(draft.survey_id)
    draft = SurveyDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if draft is None:
        raise StateConflict(SENT_ALREADY)
    _mark(survey, email_hash=draft.email_hash)
    return _count(survey, draft, uuid4())


def _mark(survey: Survey, **whose) -> None:
    _mark_row, is_new = SurveyParticipation.objects.get_or_create(survey=survey, **whose)
    if not is_new:
        raise StateConflict(_("This survey has been answered from this address already; each address counts once."))


def _count(survey: Survey, draft: SurveyDraft, key: UUID) -> SurveyResponse:
    """From draft to response: texts wait to be read, and nothing leads back to who wrote them."""
    questions = list(survey.questions.all())
    answers = kept(questions, draft.answers)
    own_words = [(one, answers.pop(one.key)) for one in questions if one.kind == QuestionKind.TEXT and one.key in answers]
    response = SurveyResponse.objects.create(pk=key, survey=survey, answers=answers)
    SurveyText.objects.bulk_create(SurveyText(response=response, question=one, text=text) for one, text in own_words)
    Survey.objects.filter(pk=survey.pk).update(response_count=F("response_count") + 1)
    Message.objects.about(draft).delete()
    draft.delete()
    return response


@action("participation.survey_text.read")
def read_text(*, text: SurveyText, is_shown: bool, by, now: datetime) -> SurveyText:
    """An officer has read what somebody wrote and lets it stand in the results, or not: it names a person, it insults."""
    text = SurveyText.objects.lock(text.pk)
    text.state = TextState.SHOWN if is_shown else TextState.HIDDEN
    text.read_at, text.read_by = now, by
    text.save(update_fields=["state", "read_at", "read_by"])
    record(target=text, shown=is_shown)
    return text
