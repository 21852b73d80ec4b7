"""Named places on pages that need everyone. An app fills a slot with one provider; the page owns only the frame.

A provider makes at most one query's worth of plain values for the visitor at hand and returns panels, or none.

Some slots hold what everybody sees alike: HOME, HUB, NEIGHBOURHOOD, COMMUNITY and TIED. Their providers are told nothing of
the visitor, only ``now`` and what the page is about, and of this they use what everybody may see (``gather_alike``).

A provider of ``Slot.CALENDAR`` takes ``(*, start: date, end: date, neighbourhood=None, community=None)`` and returns the
public ``CalendarEntry`` rows (``portal/ui/icalendar.py``) of its app that touch the days from ``start`` to ``end``, both
included: with ``neighbourhood`` those that concern it (also what concerns everybody), with
``community`` those it organises or takes part in. Call it by ``communities.queries.calendar.dated``.

A provider of ``Slot.ADMIN_TASKS`` gives the ``Queue`` (``portal/ui/queues.py``) of the rows that wait for the officer, or a
panel where it is something else that waits. It asks of the officer for nothing but permissions and units: what it gives is drawn
once for all who share roles and units. What counts the officer's own promises is a line of its own (``add_own_tasks``).

A provider of ``Slot.GUIDE`` takes the ``Chapter`` that is shown.

A provider of ``Slot.TIED`` takes a call, a project, a consultation, a proposal, a forum or an event, and gives what in the
apps above leads to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, JSONField, Value, Window
from django.db.models.functions import Cast, JSONObject, RowNumber
from django.template.loader import render_to_string

from portal.ui.page_cache import for_everybody


class Slot(StrEnum):
    HOME = "home"
    HOME_OWN = "home_own"
    HUB = "hub"
    MANS_DUE = "mans_due"
    MANS = "mans"
    ADMIN_TASKS = "admin_tasks"
    NEIGHBOURHOOD = "neighbourhood"
    COMMUNITY = "community"
    COMMUNITY_OWN = "community_own"
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
Asked = Callable[..., Iterable[models.QuerySet]]


@dataclass(frozen=True)
class _Filling:
    provider: Provider
    when: Asked | None
    rows: Asked | None


_providers: dict[Slot, list[_Filling]] = {slot: [] for slot in Slot}


def fill_slot(slot: Slot, *, when: Asked | None = None, rows: Asked | None = None) -> Callable[[Provider], Provider]:
    """Register a provider for ``slot``: ``@fill_slot(Slot.HOME)``.

    A page about one person or community (``gather_of``) asks once for what its providers need to know of it. A provider
    of a short list names what its lines say: ``rows(subject, now)`` gives ``facts``, and the provider is called with the
    lines that were found. One that shows whole objects, with clocks, papers or a passport, loads them itself:
    ``when(subject, now)`` gives querysets without whose rows it has nothing to say, and it is called only if there are any.
    """

    def decorate(provider: Provider) -> Provider:
        _providers[slot].append(_Filling(provider, when, rows))
        return provider

    return decorate


_NEVER = Cast(Value(None), models.DateTimeField())


def facts(rows: models.QuerySet, *, at: Any = None, **named: Any) -> models.QuerySet:
    """What a line says of each of ``rows``, in their order and in a shape that rows of any model share, so that one query
    can ask for all: columns or expressions by name, which come as JSON has them, and one instant, ``at``. The rows are
    numbered before DISTINCT would be looked at, so a queryset must find each only once."""
    order = rows.query.order_by or rows.model._meta.ordering or ("pk",)
    return rows.values(
        line_place=Window(RowNumber(), order_by=order),
        line_at=F(at) if isinstance(at, str) else at or _NEVER,
        line=JSONObject(**named),
    )


def gather(slot: Slot, *args: Any, **kwargs: Any) -> list[Any]:
    """Everything the providers of ``slot`` give for these arguments; panels come sorted by their order."""
    found = [item for filling in _providers[slot] for item in filling.provider(*args, **kwargs)]
    return sorted(found, key=lambda item: getattr(item, "order", 50))


def gather_alike(slot: Slot, *about: models.Model, now: datetime) -> list[Panel]:
    """As ``gather``, with panels that are drawn already: once for everybody, and kept as long as pages are."""
    name = ".".join([slot, *(f"{one._meta.label_lower}.{one.pk}" for one in about)])
    return for_everybody(f"panels.{name}", lambda: [_drawn(panel) for panel in gather(slot, *about, now=now)])


def _drawn(panel: Panel) -> Panel:
    drawn = render_to_string(panel.template, {"panel": panel.context})
    return replace(panel, template="components/drawn.html", context={"drawn": drawn}, title=str(panel.title))


def by_order(panels: Iterable[Panel]) -> list[Panel]:
    """Panels of several slots, as one."""
    return sorted(panels, key=lambda panel: panel.order)


def gather_of(subject: models.Model, *slots: Slot, given: tuple[Any, ...], now: datetime) -> list[list[Any]]:
    """As ``gather`` for each of ``slots``, for a page about ``subject`` (a person, a community) of which most providers
    know nothing. They are called with ``given`` and ``now``."""
    fillings = [(slot, filling) for slot in slots for filling in _providers[slot]]
    found = _found_of(subject, [filling for _slot, filling in fillings], now)
    gathered: dict[Slot, list[Any]] = {slot: [] for slot in slots}
    for place, (slot, filling) in enumerate(fillings):
        if filling.rows:
            gathered[slot] += filling.provider(*given, rows=found.get(place, []), now=now)
        elif filling.when is None or place in found:
            gathered[slot] += filling.provider(*given, now=now)
    return [sorted(items, key=lambda item: getattr(item, "order", 50)) for items in gathered.values()]


def _found_of(subject: models.Model, fillings: list[_Filling], now: datetime) -> dict[int, list[dict[str, Any]]]:
    """The lines of each filling that has any, by its place; of one that only asks whether there is something, an empty line.
    One query."""
    asked = [(place, rows) for place, one in enumerate(fillings) if one.rows for rows in one.rows(subject, now)]
    asked += [(place, _whether(rows)) for place, one in enumerate(fillings) if one.when for rows in one.when(subject, now)]
    if not asked:
        return {}
    first, *others = (rows.annotate(asked=Value(number)) for number, (_place, rows) in enumerate(asked))
    found: dict[int, list[dict[str, Any]]] = {}
    for line in first.union(*others, all=True).order_by("asked", "line_place"):
        found.setdefault(asked[line["asked"]][0], []).append({"at": line["line_at"], **line["line"]})
    return found


def _whether(rows: models.QuerySet) -> models.QuerySet:
    """One line that says nothing, if there is a row."""
    return rows.order_by().values(line_place=Value(1), line_at=_NEVER, line=Value({}, JSONField()))[:1]
