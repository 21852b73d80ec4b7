"""What the turn of a year and of a month asks for."""

from datetime import timedelta

import pytest

from participation.models import MonthlySheet, SelfAudit, YearlyReport
from participation.tasks.report import ask_for_the_past_year, make_monthly_sheets
from portal.accounts.roles import Role
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.portal.instants import riga

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("S4-36")
@pytest.mark.rule("S4-43")
def test_in_january_each_unit_is_asked_once_and_the_coordinators_unit_for_the_report(time_machine):
    time_machine.move_to(riga(2027, 1, 4, 9), tick=False)
    UnitFactory(is_active=False)
    plain = UnitFactory()
    coordinators = UnitFactory(members=[OfficerFactory(roles=[Role.COORDINATOR])])

    ask_for_the_past_year.apply(throw=True)
    ask_for_the_past_year.apply(throw=True)

    assert set(SelfAudit.objects.values_list("unit", "year")) == {(plain.pk, 2026), (coordinators.pk, 2026)}
    assert YearlyReport.objects.get().unit == coordinators


def test_once_the_term_is_over_nobody_is_asked_for_last_year_any_more(time_machine):
    time_machine.move_to(riga(2027, 6, 1, 9), tick=False)
    UnitFactory()

    ask_for_the_past_year.apply(throw=True)

    assert not SelfAudit.objects.exists()
    assert not YearlyReport.objects.exists()


def test_in_the_first_days_of_a_month_sheets_are_made_where_there_is_something_to_tell(time_machine):
    time_machine.move_to(riga(2026, 12, 1, 9), tick=False)
    told, silent = NeighbourhoodFactory(), NeighbourhoodFactory()
    ConsultationFactory(neighbourhoods=[told], closes_at=riga(2026, 12, 20))

    make_monthly_sheets.apply(throw=True)
    make_monthly_sheets.apply(throw=True)

    assert list(MonthlySheet.objects.values_list("neighbourhood", flat=True)) == [told.pk]
    assert silent.monthly_sheets.count() == 0


def test_later_in_the_month_no_sheet_is_made_unasked(time_machine):
    time_machine.move_to(riga(2026, 12, 9, 9), tick=False)
    ConsultationFactory(closes_at=riga(2026, 12, 20) + timedelta(days=1))

    make_monthly_sheets.apply(throw=True)

    assert not MonthlySheet.objects.exists()
