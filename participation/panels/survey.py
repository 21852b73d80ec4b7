"""Surveys on the shared pages: what is open, whose answers are unfinished, what is held of a person."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from participation.models import Survey, SurveyDraft, SurveyParticipation, SurveyText
from portal.obligations.clock import end_of_day, last_day_of
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


@fill_slot(Slot.HUB)
def surveys_open(*, now):
    surveys = list(Survey.objects.open(now).filter(source="").for_rows().order_by("closes_at")[:5])
    if not surveys:
        return []
    shown = {"surveys": surveys, "now": now}
    return [Panel("participation/partials/hub_surveys.html", shown, order=20, anchor="aptaujas", title=_("Surveys"))]


@fill_slot(Slot.ABOUT)
def published_surveys(request):
    """Surveys of others beside the figures taken from them (S4-10)."""
    surveys = list(Survey.objects.published().exclude(source=""))
    return [Panel("participation/partials/about_surveys.html", {"surveys": surveys})] if surveys else []


@fill_slot(Slot.COMMUNITY_DESK, when=lambda community, now: [Survey.objects.open(now).for_members_of([community])])
def surveys_for_members(request, community, *, now):
    """Surveys for this community's members; who has answered is not told, only whether the visitor has."""
    open_now = Survey.objects.open(now).for_members_of([community]).exclude(participations__person=request.user)
    surveys = list(open_now.for_rows().order_by("closes_at"))
    return [Panel("participation/partials/desk_surveys.html", {"surveys": surveys, "now": now}, order=20)] if surveys else []


def _own_drafts(user, now):
    drafts = SurveyDraft.objects.unsent().filter(person=user, survey__in=Survey.objects.open(now))
    return [facts(drafts, title="survey__title", slug="survey__slug", at="survey__closes_at")]


def _invitations(user, now):
    """Surveys for members of the person's communities that the person has neither answered nor begun."""
    own = Survey.objects.for_members_of(Community.objects.of_member(user)).values("pk")
    left = Survey.objects.open(now).exclude(participations__person=user).exclude(drafts__person=user)
    return [facts(left.filter(pk__in=own), title="title", slug="slug", at="closes_at")]


@fill_slot(Slot.MANS_DUE, rows=_own_drafts)
def surveys_begun(request, *, rows, now):
    return [_survey_due(one, _("Survey, begun and not sent"), order=30) for one in rows]


@fill_slot(Slot.MANS_DUE, rows=_invitations)
def surveys_to_answer(request, *, rows, now):
    return [_survey_due(one, _("Survey for members of your community"), order=35) for one in rows]


def _survey_due(survey: dict, text, *, order: int) -> DueItem:
    return DueItem(survey["title"], plain_reverse("participation:survey_detail", survey["slug"]), text, survey["at"], order=order)


@fill_slot(Slot.ADMIN_TASKS)
def texts_to_read(request, *, now):
    if not request.user.has_perm("participation.read_survey_text"):
        return []
    waiting = SurveyText.objects.waiting().count()
    context = {
        "title": _("Text answers of surveys to read"),
        "url": plain_reverse("admin:participation_surveytext_changelist") + "?state__exact=waiting",
        "count": waiting,
        "rows": [],
        "empty": "",
    }
    return [Panel("", context, order=25)] if waiting else []


@fill_slot(Slot.CALENDAR)
def surveys_closing(*, start: date, end: date, neighbourhood=None, community=None):
    """The last day of each survey; those about the whole municipality concern every neighbourhood."""
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    surveys = Survey.objects.published().filter(source="", closes_at__gt=first, closes_at__lte=after)
    if community:
        surveys = surveys.for_members_of([community])
    return [
        CalendarEntry(
            key=f"participation.survey-{one.pk}",
            kind=_("Last day of a survey"),
            title=one.title,
            address=absolute(plain_path(one), get_language() or "lv"),
            starts=last_day_of(one.closes_at),
            text=one.summary,
            neighbourhood_keys=one.place_keys,
        )
        for one in surveys.annotate(place_keys=Neighbourhood.objects.keys_for("surveys"))
        if not (neighbourhood and one.place_keys) or neighbourhood.pk in one.place_keys
    ]


@fill_slot(Slot.OWN_DATA)
def own_survey_answers(person):
    """Only what is not sent yet can be told to be somebody's; of the rest it is known at most that there was an answer."""
    drafts = SurveyDraft.objects.filter(person=person).select_related("survey")
    marks = SurveyParticipation.objects.filter(person=person).select_related("survey")
    return [
        ("survey_drafts", [{"survey": one.survey.title, "answers": one.answers} for one in drafts]),
        ("surveys_answered", [{"survey": one.survey.title} for one in marks]),
    ]


@fill_slot(Slot.ERASURE)
def forget_unsent_answers(person, *, check_only: bool, now):
    """Unsent answers go. That a member has answered stays until the survey's people are forgotten: one member, one voice."""
    if not check_only:
        SurveyDraft.objects.filter(person=person).delete()
    return []


def _entry(survey: Survey) -> Entry:
    return Entry(
        "survey", survey.title, plain_path(survey), f"{survey.summary} {survey.conclusions}",
        visibility=Visibility.PUBLIC if survey.published_at else Visibility.STAFF,
        neighbourhood_keys=list(survey.neighbourhoods.values_list("pk", flat=True)),
        happened_on=last_day_of(survey.closes_at),
    )  # fmt: skip


register_search(SearchProvider("survey", _("Surveys"), Survey, _entry))
