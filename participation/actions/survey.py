from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.community import free_slug
from participation.enums import Promise, SurveyState
from participation.models import Survey, SurveyQuestion
from participation.queries.questionnaire import faults
from participation.queries.survey import is_used
from participation.workflow import SURVEY
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index

SHORTEST_CONCLUSIONS = 40


def publishing_gaps(survey: Survey) -> list[str]:
    """What a survey lacks before it may be published, as a consultation would (D1)."""
    return [
        label
        for label, there in (
            (_("how to take part"), survey.how_to_take_part.strip()),
            (_("what happens with the results"), survey.use_of_results.strip()),
            (_("responsible unit"), survey.unit),
            (_("contact person"), survey.contact_post and survey.contact_email),
            (_("day by which the results are published"), survey.results_by),
            (_("invited communities"), not survey.is_for_members or survey.communities.exists()),
        )
        if not there
    ]


@action("participation.survey.published")
def publish_survey(*, survey: Survey, by, now: datetime) -> Survey:
    """Open the survey to its readers; its results become an obligation. Raises ``InvalidInput`` that names all faults."""
    survey = Survey.objects.lock(survey.pk)
    SURVEY.check(survey.state, SurveyState.PUBLISHED)
    if survey.closes_at <= now:
        raise InvalidInput(_("The closing is already past. Set a later day."))
    if gaps := publishing_gaps(survey):
        raise InvalidInput(_("Before publishing add: %(missing)s.") % {"missing": ", ".join(gaps)})
    if wrong := faults(list(survey.questions.all())):
        raise InvalidInput(" ".join(wrong))
    if survey.results_by <= timezone.localdate(survey.closes_at):
        raise InvalidInput(_("The results come after the closing. Set a later day for them."))
    survey.state, survey.published_at = SurveyState.PUBLISHED, now
    survey.save(update_fields=["state", "published_at", "updated_at"])
    record(target=survey, opens_at=survey.opens_at, closes_at=survey.closes_at)
    open_obligation(
        kind=Promise.SURVEY_RESULTS,
        subject=survey,
        holder=survey.unit,
        received_at=now,
        due_on=survey.results_by,
        label=survey.title,
        address=plain_path(survey),
        staff_address=plain_reverse("admin:participation_survey_change", survey.pk),
        neighbourhood_key=survey.neighbourhoods.order_by("name_sort").values_list("pk", flat=True).first(),
    )
    index(survey)
    return announce_survey(survey=survey, now=now) if survey.is_open(now) else survey


@action("participation.survey.taken_back")
def take_back_survey(*, survey: Survey, by, now: datetime) -> Survey:
    """Mend what was published by mistake, as long as nobody has answered or begun to."""
    survey = Survey.objects.lock(survey.pk)
    SURVEY.check(survey.state, SurveyState.DRAFT)
    if is_used(survey):
        raise StateConflict(_("Somebody is answering already, so the questions stay as they are. Copy the survey instead."))
    survey.state, survey.published_at, survey.announced_at = SurveyState.DRAFT, None, None
    survey.save(update_fields=["state", "published_at", "announced_at", "updated_at"])
    record(target=survey)
    cancel_obligation(kind=Promise.SURVEY_RESULTS, subject=survey, reason=_("taken back to be mended"), now=now)
    index(survey)
    return survey


@action("participation.survey.copied")
def copy_survey(*, survey: Survey, by, now: datetime) -> Survey:
    """A new draft with the same questions, as long as the old one, opening in a week."""
    questions = list(survey.questions.all())
    places, communities = list(survey.neighbourhoods.all()), list(survey.communities.all())
    duration = survey.closes_at - survey.opens_at
    copy = Survey(
        title=survey.title,
        slug=free_slug(Survey, survey.title),
        opens_at=now + timedelta(days=7),
        closes_at=now + timedelta(days=7) + duration,
        **{
            name: getattr(survey, name)
            for name in (
                "audience", "summary", "how_to_take_part", "use_of_results", "unit", "contact_post", "contact_phone",
                "contact_email",
            )
        },
    )  # fmt: skip
    copy.save()
    copy.neighbourhoods.set(places)
    copy.communities.set(communities)
    for question in questions:
        question.pk, question._state.adding, question.survey = None, True, copy
        question.published_shares, question.published_note = [], ""
    SurveyQuestion.objects.bulk_create(questions)
    record(target=copy, copied_from=survey)
    return copy


@action("participation.survey.announced")
def announce_survey(*, survey: Survey, now: datetime) -> Survey:
    """The survey has opened: those it is for are told, once."""
    survey = Survey.objects.lock(survey.pk)
    if survey.announced_at or not survey.is_open(now):
        return survey
    survey.announced_at = now
    survey.save(update_fields=["announced_at", "updated_at"])
    key = "participation.survey_invitation" if survey.is_for_members else "participation.survey_opened"
    letters = notify(key, subject=survey, now=now)
    record(target=survey, letters=len(letters))
    return survey


@action("participation.survey.reminded")
def remind_of_survey(*, survey: Survey, now: datetime) -> Survey:
    """One reminder before closing, to nobody who has answered."""
    survey = Survey.objects.lock(survey.pk)
    if survey.reminded_at or not survey.is_open(now):
        return survey
    survey.reminded_at = now
    survey.save(update_fields=["reminded_at", "updated_at"])
    letters = notify("participation.survey_closing", subject=survey, now=now)
    record(target=survey, letters=len(letters))
    return survey


@action("participation.survey.results_published")
def publish_results(*, survey: Survey, conclusions: str, by, now: datetime) -> Survey:
    """Show the charts to everybody, with what they say and what follows. Mending the words later tells nobody again."""
    survey = Survey.objects.lock(survey.pk)
    if survey.state != SurveyState.PUBLISHED or now < survey.closes_at:
        raise StateConflict(_("The results are published once the survey has closed."))
    if len(conclusions.strip()) < SHORTEST_CONCLUSIONS:
        raise InvalidInput(_("Say in a few sentences what the results show and what follows."), field="conclusions")
    is_first = survey.results_at is None
    survey.conclusions, survey.results_at = conclusions.strip(), survey.results_at or now
    survey.save(update_fields=["conclusions", "results_at", "updated_at"])
    record(target=survey, responses=survey.response_count)
    fulfil_obligation(kind=Promise.SURVEY_RESULTS, subject=survey, now=now)
    index(survey)
    if is_first:
        notify("participation.survey_results", subject=survey, now=now)
    return survey


@action("participation.survey.people_forgotten")
def forget_people_of_survey(*, survey: Survey, now: datetime) -> None:
    """Long after closing: unfinished answers, letters about them, and the marks of who has answered go."""
    survey = Survey.objects.lock(survey.pk)
    for draft in survey.drafts.all():
        Message.objects.about(draft).delete()
    survey.drafts.all().delete()
    survey.participations.all().delete()
    record(target=survey)
