"""What waits for officers, as their first page lists it: the queues of all apps are read in one query, and drawn once for
officers who see the same."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, DateField, DecimalField, IntegerField, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber
from django.utils.translation import gettext_lazy as _

from portal.ui.links import plain_reverse
from portal.ui.panels import Panel
from portal.ui.templatetags.portal_ui import day, money

SHOWN = 8
NOTHING = Value(None)
NONE_WAITS = _("None.")


class Waiting(NamedTuple):
    """One row of a queue. ``queue`` and ``place`` say where it stands, ``length`` how many wait in the queue."""

    queue: int
    place: int
    length: int
    key: str
    label: str
    note: str | None
    amount: Decimal | None
    day: date | None


def words_of(row: Waiting) -> tuple[str, str]:
    """The words that lead to the row's page, and what is said beside them."""
    return row.label, ", ".join(filter(None, (row.note, money(row.amount), day(row.day))))


@dataclass(frozen=True)
class Queue:
    """The rows of ``waiting`` by ``order_by``, of which the first are ``shown``. ``page`` names the page of one, or of the
    ``step`` to take with it.

    ``label``, ``note``, ``amount`` and ``day`` are columns of the rows, or expressions of them. Nothing is shown of an
    empty queue, unless there are words for it: ``empty``.
    """

    title: Any
    url: str
    waiting: QuerySet
    order_by: str
    page: str
    label: str
    note: Any = NOTHING
    amount: Any = NOTHING
    day: Any = NOTHING
    step: str = ""
    words: Callable[[Waiting], tuple[str, str]] = words_of
    empty: Any = ""
    shown: int = SHOWN
    order: int = 50

    def first_rows(self, number: int) -> QuerySet:
        """As the fields of ``Waiting``."""
        return self.waiting.order_by(self.order_by, "pk").values_list(
            Value(number, IntegerField()),
            Window(RowNumber(), order_by=(self.order_by, "pk")),
            Window(Count("*")),
            Cast("pk", TextField()),
            Cast(self.label, TextField()),
            Cast(self.note, TextField()),
            Cast(self.amount, DecimalField(max_digits=14, decimal_places=2)),
            Cast(self.day, DateField()),
        )[: self.shown]

    def panel(self, rows: list[Waiting]) -> Panel:
        context = {
            "title": self.title,
            "url": self.url,
            "count": rows[0].length if rows else 0,
            "rows": [self._line(row) for row in rows],
            "empty": self.empty,
        }
        return Panel("", context, order=self.order)

    def _line(self, row: Waiting) -> dict[str, str]:
        label, note = self.words(row)
        return {"label": label, "url": plain_reverse(self.page, *filter(None, (row.key, self.step))), "note": note}


@dataclass(frozen=True)
class OwnTasks:
    """A line among the queues that counts the officer's own promises of ``kinds``; ``page`` names the page with their list."""

    title: Any
    page: str
    permission: str
    kinds: tuple[str, ...]
    order: int

    def panel(self, count: int) -> Panel:
        return Panel("", {"title": self.title, "url": plain_reverse(self.page), "count": count}, order=self.order)


_own_tasks: list[OwnTasks] = []


def add_own_tasks(line: OwnTasks) -> None:
    _own_tasks.append(line)


def own_tasks_for(user) -> list[OwnTasks]:
    return [line for line in _own_tasks if user.has_perm(line.permission)]


def panels_of(found: Iterable[Queue | Panel]) -> list[Panel]:
    """The queues as panels, among the panels that are no list of rows; what is shown nothing of is left out."""
    found = list(found)
    parts = [one.first_rows(number) for number, one in enumerate(found) if isinstance(one, Queue)]
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for row in sorted(Waiting(*row) for row in parts[0].union(*parts[1:], all=True)) if parts else ():
        waiting[row.queue].append(row)
    return [
        one.panel(waiting[number]) if isinstance(one, Queue) else one
        for number, one in enumerate(found)
        if isinstance(one, Panel) or waiting[number] or one.empty
    ]
