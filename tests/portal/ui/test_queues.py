from datetime import date
from decimal import Decimal

import pytest
from django.db.models import DateField, DecimalField, Value

from portal.municipality.models import Unit
from portal.ui.panels import Panel
from portal.ui.queues import Queue, panels_of
from tests.factories.portal import UnitFactory

pytestmark = pytest.mark.usefixtures("db")


def queue(title: str, *names: str, **fields) -> Queue:
    """The units of these names, the last of the alphabet first."""
    units = Unit.objects.filter(pk__in=[UnitFactory(name=name).pk for name in names])
    return Queue(title, "/visi/", units, order_by="-name", page="admin:municipality_unit_change", label="name", **fields)


def test_the_first_rows_stand_beside_how_many_wait_in_all():
    [panel] = panels_of([queue("Nodaļas", "A", "B", "C", shown=2)])

    assert [row["label"] for row in panel.context["rows"]] == ["C", "B"]
    assert panel.context["count"] == 3


def test_all_queues_and_panels_keep_their_places_and_are_read_at_once(django_assert_num_queries):
    found = [queue("Pirmā", "A", "B"), Panel("", {"title": "Otrā"}), queue("Trešā", "C")]

    with django_assert_num_queries(1):
        panels = panels_of(found)

    assert [panel.context["title"] for panel in panels] == ["Pirmā", "Otrā", "Trešā"]
    assert [row["label"] for row in panels[2].context["rows"]] == ["C"]


def test_an_empty_queue_is_left_out_unless_there_are_words_for_it():
    [panel] = panels_of([queue("Klusē"), queue("Runā", empty="Nav.")])

    assert (panel.context["title"], panel.context["count"], panel.context["rows"]) == ("Runā", 0, [])


def test_the_note_says_the_sum_and_the_day():
    amount, day = Value(Decimal(900), DecimalField()), Value(date(2026, 11, 21), DateField())

    [panel] = panels_of([queue("Naudas", "A", note=Value("LV-1"), amount=amount, day=day)])

    assert panel.context["rows"][0]["note"].replace("\xa0", " ") == "LV-1, 900,00 EUR, 21.11.2026."
