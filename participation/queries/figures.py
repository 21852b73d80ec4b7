"""This app's own figures of the scorecard beside the clock: forums, contact persons, places, early asking, reach."""

from datetime import datetime

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from communities.enums import EventState
from communities.models import ContactPerson, Event, Neighbourhood
from communities.queries.gaps import living_communities
from participation.enums import EARLY_STAGES, ForumState, SubmissionState, VoiceKind
from participation.models import Consultation, Forum, Opinion, Submission
from participation.queries.counting import Figure, Period, register_figure

MEETING, PLACES, ASKING, REACH = _("Meeting residents"), _("Outside the centre"), _("Asking in time"), _("Whom the year reached")


def _within(rows: QuerySet, column: str, period: Period, now: datetime) -> QuerySet:
    return rows.filter(**{f"{column}__gte": period.starts, f"{column}__lt": period.until(now)})


def forums_held(period: Period, now: datetime) -> tuple[int, int]:
    """Of the neighbourhoods in which a community lives, those that had their forum (S4-65)."""
    due = Neighbourhood.objects.in_use().filter(pk__in=living_communities().values("neighbourhoods"))
    held = _within(Forum.objects.exclude(state=ForumState.CANCELLED), "held_at", period, now)
    return due.filter(pk__in=held.values("neighbourhood")).count(), due.count()


def places_with_contact(period: Period, now: datetime) -> tuple[int, int]:
    """Of the neighbourhoods in use, those with a contact person (S4-66)."""
    places = Neighbourhood.objects.in_use()
    return places.filter(pk__in=ContactPerson.objects.active().values("neighbourhood")).count(), places.count()


def events_outside(period: Period, now: datetime) -> tuple[int, int]:
    """Of the events that took place, those outside densely populated places (S4-40)."""
    return _outside(Event.objects.all(), period, now)


def own_events_outside(period: Period, now: datetime) -> tuple[int, int]:
    """The same of the municipality's own events (S4-143)."""
    return _outside(Event.objects.filter(unit__isnull=False), period, now)


def _outside(events: QuerySet[Event], period: Period, now: datetime) -> tuple[int, int]:
    held = _within(events.filter(state__in=(EventState.PUBLISHED, EventState.HELD)), "starts_at", period, now)
    return held.filter(neighbourhoods__is_dense=False).distinct().count(), held.count()


def asked_early(period: Period, now: datetime) -> tuple[int, int]:
    """Of the consultations published, those that asked before a decision lay ready (S4-89)."""
    published = _within(Consultation.objects.published(), "published_at", period, now)
    return published.filter(stage__in=EARLY_STAGES).count(), published.count()


def proposals_answered(period: Period, now: datetime) -> tuple[int, int]:
    """Of the public proposals received, those that have their answer (S4-93)."""
    received = _within(Submission.objects.public(), "received_at", period, now)
    return received.filter(state=SubmissionState.ANSWERED).count(), received.count()


def people_at_forums(period: Period, now: datetime) -> tuple[int, None]:
    return _within(Forum.objects.held(), "held_at", period, now).aggregate(people=Sum("attendance"))["people"] or 0, None


def people_at_events(period: Period, now: datetime) -> tuple[int, None]:
    held = _within(Event.objects.filter(state=EventState.HELD), "starts_at", period, now)
    return held.aggregate(people=Sum("attendance"))["people"] or 0, None


def individual_voices(period: Period, now: datetime) -> tuple[int, None]:
    return _within(Opinion.objects.public().filter(voice=VoiceKind.INDIVIDUAL), "submitted_at", period, now).count(), None


def residents_spoken_for(period: Period, now: datetime) -> tuple[int, None]:
    """The residents in whose name joint opinions and proposals were handed in, counted apart from single voices (S4-94)."""
    opinions = _within(Opinion.objects.public().filter(voice=VoiceKind.JOINT), "submitted_at", period, now)
    proposals = _within(Submission.objects.public().filter(~Q(residents_represented=None)), "received_at", period, now)
    sums = [rows.aggregate(people=Sum("residents_represented"))["people"] or 0 for rows in (opinions, proposals)]
    return sum(sums), None


for figure in (
    Figure("forums", _("Neighbourhoods with a community that held their forum"), forums_held, MEETING, 10),
    Figure("contacts", _("Neighbourhoods with a contact person"), places_with_contact, MEETING, 11, is_of_now=True),
    Figure("outside", _("Events outside densely populated places"), events_outside, PLACES, 20),
    Figure("own_outside", _("The municipality's own events outside densely populated places"), own_events_outside, PLACES, 21),
    Figure("early", _("Consultations that asked before a decision lay ready"), asked_early, ASKING, 30),
    Figure("proposals", _("Public proposals that have their answer"), proposals_answered, ASKING, 31),
    Figure("individual", _("Individual opinions"), individual_voices, REACH, 60),
    Figure("represented", _("Residents in whose name communities spoke"), residents_spoken_for, REACH, 61),
    Figure("forum_people", _("People at forums"), people_at_forums, REACH, 62),
    Figure("event_people", _("People at events"), people_at_events, REACH, 63),
):
    register_figure(figure)
