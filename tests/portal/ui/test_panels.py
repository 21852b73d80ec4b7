import pytest

from portal.ui import panels
from portal.ui.panels import Panel, Slot, fill_slot, gather


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
