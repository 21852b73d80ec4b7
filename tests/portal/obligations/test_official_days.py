from datetime import date

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from portal.obligations import official_days
from portal.obligations.official_days import keep_official_years, official_year
from portal.obligations.working_days import DayKind, DayOff, WorkCalendar

TODAY = date(2026, 6, 1)
MIDSUMMER = (date(2026, 6, 19), date(2026, 6, 24))


@pytest.fixture
def _without_package(monkeypatch):
    """Whatever asks the package fails, and nothing has been asked yet in this process."""
    monkeypatch.setattr(official_days, "_as_the_package_has", lambda *_asked: pytest.fail("The package is loaded."))
    official_year.cache_clear()
    yield
    official_year.cache_clear()


@pytest.fixture
def _kept():
    cache.clear()
    keep_official_years(TODAY)


@pytest.mark.usefixtures("_kept", "_without_package")
def test_a_process_reads_the_days_of_these_years_without_the_package():
    by_order, by_law = WorkCalendar(follow_transfers=True), WorkCalendar(follow_transfers=False)

    assert by_order.days_off_between(*MIDSUMMER) == [
        DayOff(date(2026, 6, 22), DayKind.TRANSFERRED),
        DayOff(date(2026, 6, 23), DayKind.HOLIDAY),
        DayOff(date(2026, 6, 24), DayKind.HOLIDAY),
    ]
    assert by_order.is_working_day(date(2026, 6, 27))
    assert by_law.working_days_between(*MIDSUMMER) == 1
    assert official_year(2021, True).is_worked(date(2021, 6, 19))
    assert not official_year(2029, False).is_worked(date(2029, 11, 19))


@pytest.mark.usefixtures("_kept")
def test_a_year_far_away_is_asked_of_the_package():
    assert not WorkCalendar().is_working_day(date(2041, 12, 26))
    assert WorkCalendar().is_working_day(date(2041, 12, 27))


@pytest.mark.django_db
def test_an_upgrade_keeps_the_days_for_the_processes_it_precedes_whatever_was_kept_before(monkeypatch):
    year = timezone.localdate().year
    cache.set(official_days._key(year, True), ([], []), None)
    call_command("upgrade", verbosity=0)

    monkeypatch.setattr(official_days, "_as_the_package_has", lambda *_asked: pytest.fail("The package is loaded."))
    official_year.cache_clear()

    assert not official_year(year, True).is_worked(date(year, 11, 18))
    official_year.cache_clear()
