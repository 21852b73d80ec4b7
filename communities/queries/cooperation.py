"""How far a community has come by what the portal knows of it: steps to begin, elements of the model, rungs of the ladder.

All of it is advice; nothing is gated by it. Each trace is one question to the database, and all are asked at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementKind, AgreementState, EventKind, EventState, MemberRole, ProfileTopic
from communities.models import (
    Agreement,
    Community,
    ConsultationSlot,
    Event,
    GoodPractice,
    Membership,
    ProfileText,
    ResourceCentre,
    SelfHelpAction,
)
from portal.pages.guide import START_STEPS
from portal.registry import Registry

TRACES: Registry[QuerySet] = Registry("traces of communities")
"""What a community leaves behind: a name, and the rows that prove it for the community ``OuterRef("pk")``. Upper apps add
what only they know."""

DUTY_PAGES: Registry[str] = Registry("pages of a community's duties")
"""Name of a duty to the name of the page on which it is done, for the duties done in an upper app."""

THIS = OuterRef("pk")
STRATEGY_TOPICS = (
    ProfileTopic.STRONGER, ProfileTopic.PROSPEROUS, ProfileTopic.CONNECTED, ProfileTopic.RESILIENT, ProfileTopic.ACTIVITIES,
)  # fmt: skip
FAMILIES = ("gimenes",)
LESS_ACTIVE = ("jauniesi-1325", "viriesi-35", "mazakumtautibas")


def _at_least_two(memberships: QuerySet) -> QuerySet:
    return memberships.filter(community=THIS).values("community").annotate(count=Count("pk")).filter(count__gte=2)


def _events(**conditions) -> QuerySet:
    return Event.objects.filter(community=THIS, state__in=(EventState.PUBLISHED, EventState.HELD), **conditions)


_members = Membership.objects.current()
_agreements = Agreement.objects.filter(community=THIS, state=AgreementState.IN_FORCE)
_written = Q(requests_sent__is_accepted=True) | Q(requests_received__is_accepted=True)
for _name, _rows in {
    "people": _at_least_two(_members),
    "channel": Community.objects.filter(pk=THIS).exclude(channel=""),
    "roles": _at_least_two(_members.exclude(role=MemberRole.MEMBER)),
    "partners": Community.objects.filter(Q(agreements__state=AgreementState.IN_FORCE) | _written, pk=THIS),
    "strategy": ProfileText.objects.filter(community=THIS, topic__in=STRATEGY_TOPICS),
    "school": _events(kind=EventKind.SEMINAR),
    "agreement": _agreements.exclude(kind=AgreementKind.DELEGATION),
    "delegation": _agreements.filter(kind=AgreementKind.DELEGATION),
    "practice": GoodPractice.objects.published().filter(community=THIS),
    "centre": ResourceCentre.objects.filter(community=THIS, is_active=True),
    "mentoring": Community.objects.filter(_written, pk=THIS),
    "training": _events(kind=EventKind.TRAINING),
    "families": _events(target_groups__slug__in=FAMILIES),
    "advice": ConsultationSlot.objects.filter(booked_for=THIS),
    "initiative": SelfHelpAction.objects.filter(community=THIS),
    "less_active": _events(target_groups__slug__in=LESS_ACTIVE),
}.items():
    TRACES.register(_name, _rows)


def with_traces(communities: QuerySet) -> QuerySet:
    """The communities, each knowing what it has left; read by ``traces_of``."""
    return communities.annotate(**{f"trace_{name}": Exists(rows) for name, rows in TRACES.items()})


def traces_of(community: Community) -> set[str]:
    """The names of the traces a community fetched ``with_traces`` has left."""
    return {name for name in TRACES if getattr(community, f"trace_{name}")}


@dataclass(frozen=True)
class Sign:
    """Something a community may do; done once any of ``traces`` is there. ``page``: the page of its desk to begin on."""

    title: Any
    text: Any
    traces: tuple[str, ...]
    page: str = ""

    def is_left(self, traces: set[str]) -> bool:
        return not traces.isdisjoint(self.traces)


START = tuple(
    Sign(step.title, step.text, (trace,), page)
    for step, (trace, page) in zip(
        START_STEPS,
        (
            ("people", "communities:people"),
            ("channel", "communities:profile_facts"),
            ("roles", "communities:people"),
            ("partners", "communities:desk_exchange"),
            ("strategy", "communities:profile"),
        ),
        strict=True,
    )
)
"""Five steps to begin a community (S2-32), ticked where the portal knows."""

ELEMENTS = (
    Sign(_("Seminars with teachers"), _("The school is a resource of the place: invite its teachers."), ("school",)),
    Sign(
        _("Agreement with the municipality"), _("What is written down outlives elections and changes of staff."), ("agreement",)
    ),
    Sign(
        _("Good practice made known"),
        _("Write a card of what worked, so that others may begin sooner."),
        ("practice",),
        "communities:own_practices",
    ),
    Sign(_("A place to meet"), _("A room, a shed or a clearing by the river: a resource centre."), ("centre",)),
    Sign(
        _("Stronger leaders"),
        _("Ask an experienced community to be your mentor, or be one."),
        ("mentoring",),
        "communities:desk_exchange",
    ),
    Sign(_("Training"), _("Get to know yourselves and plan the change together."), ("training",)),
    Sign(_("Families with children"), _("An event meant for families brings three generations at once."), ("families",)),
    Sign(_("Advice of experts"), _("Book an hour of advice before writing an application."), ("advice",)),
    Sign(
        _("Small initiatives"),
        _("Something small, done by yourselves, shows that change is possible."),
        ("initiative", "project"),
        "communities:deeds",
    ),
    Sign(
        _("Those seldom seen"),
        _("Young people, men over 35 and minorities come when they are asked in person to something of theirs."),
        ("less_active",),
    ),
)
"""Ten elements of the model “Active communities” (S3-07 to S3-16, S3-24)."""

LADDER = (
    Sign(_("Opinion"), _("speaks up in consultations"), ("opinion",)),
    Sign(_("Forum"), _("meets the municipality at the residents' forum"), ("forum",)),
    Sign(_("Joint submission"), _("brings proposals agreed among neighbours"), ("joint",)),
    Sign(_("Agreement"), _("has duties and rights in writing"), ("agreement",)),
    Sign(_("Delegation"), _("carries out a task of the municipality"), ("delegation",)),
)
"""Cooperation, from finding out opinions to entrusting tasks (S4-130)."""

DUTIES = (
    ("follow", _("Follow what the municipality plans")),
    ("information", _("Ask for information in time")),
    ("solve", _("Solve yourselves what needs no municipality")),
    ("decisions", _("Follow up what became of decisions")),
    ("oversight", _("Keep an eye on how promises are kept")),
    ("mood", _("Notice the mood of the neighbours")),
)
"""Six duties of an active community (S4-48)."""


def duties_of(community: Community) -> list[tuple[Any, str]]:
    """Each duty with the address at which this community does it."""
    pages = {name: reverse(page) for name, page in DUTY_PAGES.items()}
    pages |= {
        "information": reverse("communities:neighbourhood_list"),
        "solve": reverse("communities:deeds", args=[community.slug]),
    }
    return [(label, pages[name]) for name, label in DUTIES]


def marked(signs: Iterable[Sign], traces: set[str]) -> list[tuple[Sign, bool]]:
    """Each sign with whether it is there."""
    return [(sign, sign.is_left(traces)) for sign in signs]


def public_ladder(traces: set[str]) -> list[tuple[Sign, bool]]:
    """The ladder as outsiders see it: delegation contracts are not public (S4-137)."""
    return marked(LADDER[:-1], traces)
