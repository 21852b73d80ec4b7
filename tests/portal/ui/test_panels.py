import pytest

from portal.accounts.models import User
from portal.municipality.models import Unit
from portal.ui import panels
from portal.ui.panels import Panel, Slot, facts, fill_slot, gather, gather_of
from tests.factories.portal import PersonFactory, UnitFactory
from tests.portal.instants import riga


@pytest.fixture
def _empty_slot(monkeypatch):
    """The calendar's slot without what the apps put there."""
    monkeypatch.setitem(panels._providers, Slot.CALENDAR, [])


@pytest.mark.usefixtures("_empty_slot")
def test_panels_of_all_providers_come_in_their_order():
    @fill_slot(Slot.CALENDAR)
    def late(visitor):
        return [Panel("last.html", {"visitor": visitor}, order=90)]

    @fill_slot(Slot.CALENDAR)
    def early(visitor):
        return [Panel("first.html", order=10), Panel("middle.html")]

    found = gather(Slot.CALENDAR, "Ilze")

    assert [panel.template for panel in found] == ["first.html", "middle.html", "last.html"]
    assert found[-1].context == {"visitor": "Ilze"}


@pytest.mark.usefixtures("_empty_slot")
def test_a_slot_nobody_fills_is_empty():
    assert gather(Slot.CALENDAR, "Ilze") == []


@pytest.mark.usefixtures("_empty_slot")
def test_short_lists_of_any_kind_come_in_their_order_by_one_query(db, django_assert_num_queries):
    person = PersonFactory(date_joined=riga(2026, 11, 2, 12))
    for name in ("Apkaimes", "Budžets", "Centrs"):
        UnitFactory(name=name)

    @fill_slot(Slot.CALENDAR, rows=lambda user, now: [facts(Unit.objects.order_by("-name")[:2], title="name")])
    def units(visitor, *, rows, now):
        return [one["title"] for one in rows]

    @fill_slot(Slot.CALENDAR, rows=lambda user, now: [facts(User.objects.filter(pk=user.pk), email="email", at="date_joined")])
    def people(visitor, *, rows, now):
        return [(one["email"], one["at"]) for one in rows]

    @fill_slot(Slot.CALENDAR, when=lambda user, now: [Unit.objects.filter(name="Domes sekretariāts")])
    def never_asked(visitor, *, now):
        return ["nothing"]

    with django_assert_num_queries(1):
        [found] = gather_of(person, Slot.CALENDAR, given=("Ilze",), now=riga(2026, 11, 20, 12))

    assert found == ["Centrs", "Budžets", (person.email, riga(2026, 11, 2, 12))]
