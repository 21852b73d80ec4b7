from datetime import date

import pytest

from actionplans.actions.monitoring import add_reading
from actionplans.models import MonitoringReport, PlanTemplate, ReadingProposal
from actionplans.tasks.monitoring import ask_for_monitoring, make_monitoring_reports, propose_readings
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from portal.obligations.models import Obligation
from tests.factories.actionplans import PlanFactory
from tests.factories.monitoring import coordinator, counting_indicator, running_action, running_indicator, running_plan
from tests.factories.portal import PersonFactory
from tests.portal.instants import riga

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]


def promises() -> list[tuple[str, bool]]:
    return [(one.kind, one.is_open) for one in Obligation.objects.order_by("kind", "pk")]


def test_what_is_owed_is_asked_for_once_however_often_it_runs(time_machine):
    time_machine.move_to(riga(2028, 1, 3, 9))
    plan = running_plan()
    running_indicator(plan)
    running_action(plan)

    for _run in range(2):
        ask_for_monitoring()

    assert promises() == [("actionplans.action_status", True), ("actionplans.reading", True)]


def test_after_the_next_period_the_next_value_is_asked_for(time_machine):
    time_machine.move_to(riga(2027, 4, 1, 9))
    indicator = running_indicator(frequency="quarterly")
    ask_for_monitoring()
    facts = {"plan": indicator.goal.plan, "indicator": indicator, "by": coordinator()}
    add_reading(**facts, value=5, measured_on=date(2027, 3, 31), now=riga(2027, 4, 2))
    time_machine.move_to(riga(2027, 7, 1, 9))

    ask_for_monitoring()

    assert promises() == [("actionplans.reading", False), ("actionplans.reading", True)]


def test_a_reporter_hears_twice_before_the_day_and_then_the_head_of_the_unit(time_machine):
    time_machine.move_to(riga(2028, 1, 3, 9))
    head, reporter = PersonFactory(email="vaditaja@example.lv"), PersonFactory(email="rasa@example.lv")
    indicator = running_indicator(reporter=reporter)
    indicator.goal.plan.unit.head = head
    indicator.goal.plan.unit.save()
    ask_for_monitoring()

    for day in range(3, 32):
        send_due_reminders(riga(2028, 1, day, 12))
    send_due_reminders(riga(2028, 2, 2, 12))

    reminders = Message.objects.filter(key="notifications.obligation_reminder")
    assert {one.reminder_step: one.email for one in reminders} == {
        "ten-days-before": "rasa@example.lv", "two-days-before": "rasa@example.lv", "overdue": "vaditaja@example.lv"
    }  # fmt: skip


@pytest.mark.rule("S2-31")
def test_a_plan_that_learns_by_doing_is_hinted_at_once_a_year_and_owes_nothing(time_machine):
    time_machine.move_to(riga(2028, 1, 3, 9))
    PlanTemplate.objects.update(is_strict=False)
    running_indicator()

    ask_for_monitoring()
    for day in (3, 4):
        send_due_reminders(riga(2028, 1, day, 12))

    assert not Obligation.objects.exists()
    assert Message.objects.get().key == "actionplans.readings_hint"


def test_an_accepted_project_report_proposes_its_number_at_the_next_run():
    indicator = counting_indicator()

    for _run in range(2):
        propose_readings()

    assert ReadingProposal.objects.get().indicator == indicator


@pytest.mark.parametrize(("month", "years"), [(1, [2027]), (2, [])], ids=["January", "February"])
def test_in_january_the_past_year_of_every_running_plan_is_printed(time_machine, month, years):
    time_machine.move_to(riga(2028, month, 8, 9))
    running_plan()
    PlanFactory(chapters=False)

    for _run in range(2):
        make_monitoring_reports()

    assert list(MonitoringReport.objects.values_list("year", flat=True)) == years
