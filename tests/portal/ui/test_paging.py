import base64
import json

import pytest
from django.db import connection

from portal.audit.models import Heartbeat
from portal.municipality.models import Unit
from portal.ui.paging import Count, count_rows, read_page
from tests.factories.portal import UnitFactory

ORDER = ("name_sort", "pk")


@pytest.fixture
def units(db):
    Unit.objects.all().delete()
    return [UnitFactory(name=name) for name in ("Ainava", "Āra darbi", "Ciemi", "Čiekuri | meži", "Dārzi")]


def names(page) -> list[str]:
    return [unit.name for unit in page.rows]


def test_pages_follow_each_other_in_latvian_order(units):
    first = read_page(Unit.objects.all(), ORDER, 2)
    second = read_page(Unit.objects.all(), ORDER, 2, after=first.after)
    third = read_page(Unit.objects.all(), ORDER, 2, after=second.after)

    assert names(first) + names(second) + names(third) == ["Ainava", "Āra darbi", "Ciemi", "Čiekuri | meži", "Dārzi"]
    assert (first.before, third.after) == ("", "")


def test_one_walks_back_to_the_first_page(units):
    first = read_page(Unit.objects.all(), ORDER, 2)
    second = read_page(Unit.objects.all(), ORDER, 2, after=first.after)

    back = read_page(Unit.objects.all(), ORDER, 2, before=second.before)

    assert names(back) == names(first)
    assert (bool(back.before), bool(back.after)) == (False, True)


@pytest.mark.parametrize("order", [ORDER, ("-name_sort", "-pk")])
def test_rows_added_before_the_page_neither_repeat_nor_hide_a_row(units, order):
    rows = Unit.objects.order_by(*order)
    first = read_page(Unit.objects.all(), order, 2)
    rest = [unit.name for unit in rows[2:4]]
    for name in ("Aaa", "Žžž"):
        UnitFactory(name=name)

    second = read_page(Unit.objects.all(), order, 2, after=first.after)

    assert names(second) == rest


def test_rows_that_sort_alike_are_told_apart_by_their_key(units):
    order = ("phone", "pk")

    first = read_page(Unit.objects.all(), order, 3)
    second = read_page(Unit.objects.all(), order, 3, after=first.after)

    assert [*first.rows, *second.rows] == units


def mangled(position) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "nav-kursors",
        "ā",
        mangled("a"),
        mangled([]),
        mangled(["a"]),
        mangled(["a", "nav skaitlis"]),
        mangled(["a\x00", "1"]),
        mangled(["a", 1]),
        mangled([{"a": 1}, "1"]),
        mangled(["a", None]),
        base64.urlsafe_b64encode(b"[" * 2000).decode(),
        base64.urlsafe_b64encode(b'["a", NaN]').decode(),
    ],
)
@pytest.mark.parametrize("direction", ["after", "before"])
def test_a_mangled_cursor_gives_the_first_page(units, cursor, direction):
    page = read_page(Unit.objects.all(), ORDER, 2, **{direction: cursor})

    assert names(page) == ["Ainava", "Āra darbi"]


@pytest.mark.parametrize(("rows", "count"), [(10_000, Count(10_000, exact=True)), (10_001, Count(10_000, exact=False))])
def test_a_count_is_exact_up_to_ten_thousand(db, rows, count):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_heartbeat (name, beat_at, result) SELECT n::text, now(), '' FROM generate_series(1, %s) AS n",
            [rows],
        )

    assert count_rows(Heartbeat.objects.all()) == count
