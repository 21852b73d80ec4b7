"""Councils with members, and meetings as far along as a test needs them."""

from collections.abc import Collection
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.actions.meeting import Minute, call_meeting, hold_meeting, publish_minutes, write_minutes
from communities.enums import CouncilKind
from communities.models import AgendaItem, Candidate, Council, CouncilMember, Election, Meeting
from tests.factories.portal import UnitFactory

MINUTE = Minute(
    discussion="Vērtēja gājēju ceļa trīs variantus.", decision="Atbalstīt otro.", votes_for=1, votes_against=0, abstained=0
)


class CouncilFactory(DjangoModelFactory):
    """A public residents' council of seven; ``neighbourhoods=[...]`` is its territory, ``members=n`` sit in it."""

    class Meta:
        model = Council
        skip_postgeneration_save = True

    kind = CouncilKind.RESIDENTS
    name = factory.Sequence(lambda n: f"{n}. iedzīvotāju padome")
    slug = factory.Sequence(lambda n: f"padome-{n}")
    purpose = "Pārstāv apkaimes iedzīvotājus."
    seats = 7
    unit = factory.SubFactory(UnitFactory)
    is_public = True

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        self.neighbourhoods.set(places or ())

    @factory.post_generation
    def members(self, create, number, **extra):
        CouncilMemberFactory.create_batch(number or 0, council=self)


class CouncilMemberFactory(DjangoModelFactory):
    class Meta:
        model = CouncilMember

    council = factory.SubFactory(CouncilFactory)
    name = factory.Sequence(lambda n: f"Loceklis {n}")
    email = factory.Sequence(lambda n: f"loceklis{n}@example.lv")
    since = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=300))


class ElectionFactory(DjangoModelFactory):
    class Meta:
        model = Election

    council = factory.SubFactory(CouncilFactory)
    held_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=310))
    manner = "sanāksme un balsojums nedēļas garumā"
    voters = 108
    valid_ballots = 99


class CandidateFactory(DjangoModelFactory):
    class Meta:
        model = Candidate

    election = factory.SubFactory(ElectionFactory)
    name = factory.Sequence(lambda n: f"Kandidāts {n}")


class MeetingFactory(DjangoModelFactory):
    """A meeting in preparation, a week ahead, with one question on its agenda; ``agenda=[]`` leaves it empty."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    council = factory.SubFactory(CouncilFactory, members=3)
    number = factory.Sequence(lambda n: n + 1)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    place = "Tautas nams"

    @factory.post_generation
    def agenda(self, create, titles, **extra):
        titles = ["Par gājēju ceļu"] if titles is None else titles
        for position, title in enumerate(titles if create else (), start=1):
            AgendaItem.objects.create(meeting=self, position=position, title=title)


def called_meeting(**fields) -> Meeting:
    return call_meeting(meeting=MeetingFactory(**fields), by=None, now=timezone.now())


def held_meeting(*, present: Collection[CouncilMember] | None = None, **fields) -> Meeting:
    """Called a week ago, held yesterday; all were there unless ``present`` says who was."""
    now = timezone.now()
    meeting = MeetingFactory(starts_at=now - timedelta(days=1), **fields)
    call_meeting(meeting=meeting, by=None, now=now - timedelta(days=8))
    there = list(meeting.council.members.all()) if present is None else present
    return hold_meeting(meeting=meeting, present=there, guests=4, by=None, now=now)


def written(meeting: Meeting, **minute) -> Meeting:
    """With the draft of the minutes of every question."""
    minutes = {item.pk: MINUTE | minute for item in meeting.agenda.all()}
    return write_minutes(meeting=meeting, summary="Sēdi atklāja priekšsēdētāja.", minutes=minutes, by=None, now=timezone.now())


def published_meeting(**fields) -> Meeting:
    return publish_minutes(meeting=written(held_meeting(**fields)), by=None, now=timezone.now())
