"""Named places on pages that need everyone. An app fills a slot with one provider; the page owns only the frame.

A provider makes one query's worth of plain values for the visitor at hand and returns panels, or none.

A provider of ``Slot.CALENDAR`` takes ``(*, user, start: date, end: date, neighbourhood=None, community=None)`` and returns
the ``CalendarEntry`` rows (``portal/ui/icalendar.py``) of its app that touch the days from ``start`` to ``end``, both
included, and that ``user`` may see: with ``neighbourhood`` those that concern it (also what concerns everybody), with
``community`` those it organises or takes part in. Call it by ``communities.queries.calendar.dated``.

A provider of ``Slot.ADMIN_TASKS`` gives the ``Queue`` (``portal/ui/queues.py``) of the rows that wait for the officer, or a
panel where it is something else that waits.

A provider of ``Slot.GUIDE`` takes the ``Chapter`` that is shown.

A provider of ``Slot.TIED`` takes the request and a call, a project, a consultation, a proposal, a forum or an event, and
gives what in the apps above leads to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import Exists


class Slot(StrEnum):
    HOME = "home"
    HUB = "hub"
    MANS_DUE = "mans_due"
    MANS = "mans"
    ADMIN_TASKS = "admin_tasks"
    NEIGHBOURHOOD = "neighbourhood"
    COMMUNITY = "community"
    EVENT = "event"
    COMMUNITY_DESK = "community_desk"
    TIED = "tied"
    CALENDAR = "calendar"
    NEIGHBOURHOOD_GAPS = "neighbourhood_gaps"
    MAP = "map"
    SCORECARD = "scorecard"
    OPEN_DATA = "open_data"
    ABOUT = "about"
    GUIDE = "guide"
    OWN_DATA = "own_data"
    ERASURE = "erasure"
    RETENTION = "retention"


class Chapter(StrEnum):
    """The chapters of the guide in which an app may have something to show."""

    COMMUNITY = "community"
    PARTICIPATION = "participation"
    CULTURE = "culture"


@dataclass(frozen=True)
class Panel:
    """A template and its values. ``order`` sorts panels of one slot, small first. On a page that lists what is on it,
    ``title`` leads to the heading with the id ``anchor``."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    place: str = "main"
    anchor: str = ""
    title: Any = ""


@dataclass(frozen=True)
class DueItem:
    """One line of "To do and deadlines". ``until`` is the instant at which it is too late, unless a promise
    (``obligation``) carries the clock; ``address`` has no language prefix."""

    title: Any
    address: str
    text: Any = ""
    until: datetime | None = None
    obligation: Any = None
    order: int = 50


@dataclass(frozen=True)
class Gap:
    """What the neighbourhood with the key ``key`` lacks: ``kind`` for filters, ``label`` for the officer who reads it.

    Providers of ``Slot.NEIGHBOURHOOD_GAPS`` are given the neighbourhoods as a list of keys or as a queryset, and ``now``.
    """

    key: int
    kind: str
    label: Any
    is_urgent: bool = False


Provider = Callable[..., Iterable[Any]]
Condition = Callable[..., Iterable[models.QuerySet]]
_providers: dict[Slot, list[tuple[Provider, Condition | None]]] = {slot: [] for slot in Slot}


def fill_slot(slot: Slot, *, when: Condition | None = None) -> Callable[[Provider], Provider]:
    """Register a provider for ``slot``: ``@fill_slot(Slot.HOME)``.

    ``when(subject, now)`` gives querysets without whose rows the provider has nothing to say of a person or a community.
    A page about one asks for all of them in one query, and then only those providers that have something.
    """

    def decorate(provider: Provider) -> Provider:
        _providers[slot].append((provider, when))
        return provider

    return decorate


def gather(slot: Slot, *args: Any, **kwargs: Any) -> list[Any]:
    """Everything the providers of ``slot`` give for these arguments; panels come sorted by their order."""
    found = [item for provider, _when in _providers[slot] for item in provider(*args, **kwargs)]
    return sorted(found, key=lambda item: getattr(item, "order", 50))


def gather_of(subject: models.Model, *slots: Slot, given: tuple[Any, ...], now: datetime) -> list[list[Any]]:
    """As ``gather`` for each of ``slots``, for a page about ``subject`` (a person, a community) of which most providers
    know nothing. They are called with ``given`` and ``now``."""
    conditions = {
        f"has_{slot}_{number}_{part}": Exists(rows.order_by())
        for slot in slots
        for number, (_provider, when) in enumerate(_providers[slot])
        if when
        for part, rows in enumerate(when(subject, now))
    }
    there = subject._meta.model._base_manager.filter(pk=subject.pk).values(**conditions)
    having = {name.rpartition("_")[0] for name, found in there.get().items() if found} if conditions else set()
    return [
        sorted(
            (
                item
                for number, (provider, when) in enumerate(_providers[slot])
                if when is None or f"has_{slot}_{number}" in having
                for item in provider(*given, now=now)
            ),
            key=lambda item: getattr(item, "order", 50),
        )
        for slot in slots
    ]
