"""Long lists page by key: the next page starts after the last row seen, whatever the page number would be."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from cursor_pagination import CursorPage, CursorPaginator, InvalidCursor
from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import DataError, models, transaction

from portal.ui.page_cache import for_everybody

COUNT_EXACTLY_TO = 10_000


class KeyPaginator(CursorPaginator):
    """Lists sort by columns that are never null, so their order is plain, as the indexes have it. The cursor is JSON:
    a title may hold the library's delimiter."""

    def _nulls_ordering(self, ordering, from_last=False):
        return list(ordering)

    def encode_cursor(self, position):
        return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()

    def decode_cursor(self, cursor):
        try:
            position = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        except (ValueError, RecursionError):
            raise InvalidCursor(self.invalid_cursor_message) from None
        if (
            not isinstance(position, list)
            or len(position) != len(self.ordering)
            or not all(isinstance(one, str) for one in position)
        ):
            raise InvalidCursor(self.invalid_cursor_message)
        return position

    def position_from_instance(self, instance):
        """Of a row that came as values, too."""
        if isinstance(instance, dict):
            return [str(instance[name.removeprefix("-")]) for name in self.ordering]
        return super().position_from_instance(instance)


@dataclass(frozen=True)
class Page:
    """One page of rows with the cursors of its neighbours (empty where there is none)."""

    rows: list[Any]
    after: str = ""
    before: str = ""

    @property
    def keys(self) -> list[Any]:
        """Of a page of ``read_keys``."""
        return [row["pk"] for row in self.rows]


@dataclass(frozen=True)
class Count:
    """How many rows a list has: exact up to ten thousand, "more than" beyond."""

    number: int
    exact: bool


def read_page(rows: models.QuerySet, ordering: tuple[str, ...], size: int, *, after: str = "", before: str = "") -> Page:
    """The page after or before a cursor, or the first. A cursor nobody made (a mangled address) gives the first page."""
    paginator = KeyPaginator(rows, ordering)
    page = _page_beside(paginator, size, after, before) if after or before else paginator.page(first=size)
    found = list(page)
    return Page(
        rows=found,
        after=paginator.cursor(found[-1]) if found and page.has_next else "",
        before=paginator.cursor(found[0]) if found and page.has_previous else "",
    )


def _page_beside(paginator: KeyPaginator, size: int, after: str, before: str) -> CursorPage:
    try:
        with transaction.atomic():
            return paginator.page(last=size, before=before) if before else paginator.page(first=size, after=after)
    except (InvalidCursor, ValidationError, ValueError, DataError):
        return paginator.page(first=size)


def read_keys(rows: models.QuerySet, ordering: tuple[str, ...], size: int, *, after: str, before: str) -> tuple[Page, Count]:
    """As ``read_page``, with no more of each row than its key and what it is sorted by, and how many rows there are."""
    return read_page(_keys(rows, ordering), ordering, size, after=after, before=before), count_rows(rows)


def read_alike(rows: models.QuerySet, ordering: tuple[str, ...], size: int, *, after: str, before: str) -> tuple[Page, Count]:
    """As ``read_keys``, of rows that do not belong to whoever asks: read once for all who ask the same."""
    try:
        question = str(_keys(rows, ordering).query)
    except EmptyResultSet:
        return Page([]), Count(0, exact=True)
    name = ".".join(["list", question, *ordering, str(size), after, before])
    return for_everybody(name, lambda: read_keys(rows, ordering, size, after=after, before=before))


def _keys(rows: models.QuerySet, ordering: tuple[str, ...]) -> models.QuerySet:
    columns = [name.removeprefix("-") for name in ordering]
    return rows.order_by().prefetch_related(None).values(*dict.fromkeys(["pk", *columns]))


def count_rows(rows: models.QuerySet) -> Count:
    """Of the keys alone: what a row shows beside its columns is neither asked for nor counted."""
    return as_count(rows.order_by().values("pk")[: COUNT_EXACTLY_TO + 1].count())


def as_count(number: int) -> Count:
    """What a list says of a number that is known already."""
    return Count(min(number, COUNT_EXACTLY_TO), number <= COUNT_EXACTLY_TO)
