"""Those who come to forums, what meetings end with, and announcements."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from participation.actions.registration import register
from participation.actions.task import set_task
from participation.models import Announcement, Forum, ForumRegistration, MeetingTask
from portal.audit.actions import Guest
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import plan
from tests.factories.portal import PersonFactory, UnitFactory

MINUTES = "Runāja par ceļu, autobusu un pludmali. Vienojās, ka nodaļa līdz maijam sagatavo celiņa skici un to parāda."


def plan_with_places(capacity: int | None = None, **details) -> Forum:
    """A forum for which those who come register."""
    return plan(takes_registrations=True, capacity=capacity, **details)


def come(forum: Forum | None = None, **details) -> ForumRegistration:
    """A signed-in person registers."""
    person = details.pop("by", None) or PersonFactory()
    facts = {"name": person.name, "email": person.email, "now": timezone.now()} | details
    return register(forum=forum or plan_with_places(), by=person, **facts)


def come_as_guest(forum: Forum | None = None, **details) -> ForumRegistration:
    """A visitor without an account registers, and has not opened the letter yet."""
    facts = {"name": "Viesis Viesītis", "email": "viesis@example.lv", "now": timezone.now()} | details
    return register(forum=forum or plan_with_places(), by=Guest(), **facts)


def agree(**details) -> MeetingTask:
    """A forum of yesterday ended with a task for its unit."""
    now = details.pop("now", None) or timezone.now()
    source = details.pop("source", None) or plan(held_at=now - timedelta(days=1))
    facts = {"title": "Apskatīt ietves trasi", "due_on": timezone.localdate(now) + timedelta(days=20)} | details
    unit = facts.pop("unit", None) or getattr(source, "unit", None) or UnitFactory()
    return set_task(source=source, unit=unit, by=None, now=now, **facts)


class AnnouncementFactory(DjangoModelFactory):
    class Meta:
        model = Announcement
        skip_postgeneration_save = True

    title = "Sestdien talka parkā"
    text = "Sestdien plkst. 10.00 sakopjam parku. Nāciet visi. Paņemiet cimdus."
    unit = factory.SubFactory(UnitFactory)
    sender_post = "Līdzdalības koordinators"

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        if create:
            self.neighbourhoods.set([NeighbourhoodFactory()] if places is None else places)
