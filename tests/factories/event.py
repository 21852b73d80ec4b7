"""Events, traditions and who comes to them. Registrations and offers of help are born by their actions."""

from datetime import datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.actions.event import close_event
from communities.actions.helper import add_task, offer_help
from communities.actions.registration import register
from communities.enums import EventKind, EventState
from communities.models import Event, EventRegistration, EventSeries, HelperOffer, HelperTask
from portal.audit.actions import Guest
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.files import stored_file
from tests.factories.portal import OfficerFactory, PersonFactory

LESSONS = "Talku labāk sākt pirms desmitiem."


class SeriesFactory(DjangoModelFactory):
    class Meta:
        model = EventSeries

    community = factory.SubFactory(CommunityFactory)
    name = factory.Sequence(lambda n: f"{n}. upes svētki")
    slug = factory.Sequence(lambda n: f"upes-svetki-{n}")


class EventFactory(DjangoModelFactory):
    """Announced, in ten days, three hours long; ``draft=True`` is not announced yet."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(state=EventState.DRAFT, published_at=None)
        registering = factory.Trait(takes_registrations=True, capacity=2)

    title = factory.Sequence(lambda n: f"{n}. kaimiņu vakars")
    slug = factory.Sequence(lambda n: f"kaiminu-vakars-{n}")
    kind = EventKind.MEETING
    community = factory.SubFactory(CommunityFactory)
    summary = "Kopā vāram zupu un runājam par upes malu."
    place = "Tautas nams"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=3))
    state = EventState.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        if create:
            self.neighbourhoods.set([NeighbourhoodFactory()] if places is None else places)

    @factory.post_generation
    def target_groups(self, create, terms, **extra):
        if create and terms:
            self.target_groups.set(terms)


def come(event: Event, *, by=None, now: datetime | None = None, **details) -> EventRegistration:
    """A registration of a signed-in person."""
    by = by or PersonFactory()
    return register(event=event, name=by.name, email=by.email, by=by, now=now or timezone.now(), **details)


def come_as_guest(event: Event, *, email: str = "viesis@example.lv", now: datetime | None = None, **details) -> EventRegistration:
    """A registration that waits for its link to be opened."""
    return register(event=event, name="Anna Ozola", email=email, by=Guest(), now=now or timezone.now(), **details)


def hold(event: Event, attendance: int = 24, **details) -> Event:
    """Close an event that is over, with evidence."""
    given = {"lessons": LESSONS, "evidence": stored_file("lapa.pdf"), "by": OfficerFactory(), "is_sure": True, **details}
    return close_event(event=event, attendance=attendance, now=event.ends_at + timedelta(hours=1), **given)


def held(attendance: int = 24, *, days_ago: int = 30, **details) -> Event:
    """An event of a past day, closed."""
    return hold(EventFactory(starts_at=timezone.now() - timedelta(days=days_ago), **details), attendance)


def call_for_help(event: Event, **details) -> HelperTask:
    given = {"title": "Cept pankūkas", "duration": "2 stundas", "gain": "Pusdienas", "wanted": 2, **details}
    return add_task(event=event, by=None, now=timezone.now(), **given)


def help_with(task: HelperTask, *, by=None, publish_name: bool = False) -> HelperOffer:
    return offer_help(task=task, by=by or PersonFactory(), publish_name=publish_name, now=timezone.now())
