"""Named places on pages that need everyone. An app fills a slot with one provider; the page owns only the frame.

A provider makes one query's worth of plain values for the visitor at hand and returns panels, or none.

A provider of ``Slot.CALENDAR`` takes ``(*, user, start: date, end: date, neighbourhood=None, community=None)`` and returns
the ``CalendarEntry`` rows (``portal/ui/icalendar.py``) of its app that touch the days from ``start`` to ``end``, both
included, and that ``user`` may see: with ``neighbourhood`` those that concern it (also what concerns everybody), with
``community`` those it organises or takes part in. Call it by ``communities.queries.calendar.dated``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Slot(StrEnum):
    HOME = "home"
    HUB = "hub"
    MANS_DUE = "mans_due"
    MANS = "mans"
    ADMIN_TASKS = "admin_tasks"
    NEIGHBOURHOOD = "neighbourhood"
    COMMUNITY = "community"
    COMMUNITY_DESK = "community_desk"
    CALENDAR = "calendar"
    NEIGHBOURHOOD_GAPS = "neighbourhood_gaps"
    MAP = "map"
    SCORECARD = "scorecard"
    OPEN_DATA = "open_data"
    OWN_DATA = "own_data"
    ERASURE = "erasure"


@dataclass(frozen=True)
class Panel:
    """A template and its values. ``order`` sorts panels of one slot, small first."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50
    place: str = "main"


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
_providers: dict[Slot, list[Provider]] = {slot: [] for slot in Slot}


def fill_slot(slot: Slot) -> Callable[[Provider], Provider]:
    """Register a provider for ``slot``: ``@fill_slot(Slot.HOME)``."""

    def decorate(provider: Provider) -> Provider:
        _providers[slot].append(provider)
        return provider

    return decorate


def gather(slot: Slot, *args: Any, **kwargs: Any) -> list[Any]:
    """Everything the providers of ``slot`` give for these arguments; panels come sorted by their order."""
    found = [item for provider in _providers[slot] for item in provider(*args, **kwargs)]
    return sorted(found, key=lambda item: getattr(item, "order", 50))
