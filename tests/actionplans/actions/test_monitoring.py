from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from actionplans.actions.monitoring import (
    accept_proposal,
    add_reading,
    arrange_reporting,
    ask_for_reading,
    decline_proposal,
    make_monitoring_report,
    propose_reading,
)
from actionplans.enums import ProposalState, ReportFigure
from actionplans.models import Indicator, PlanTemplate, Reading, ReadingProposal
from actionplans.queries.monitoring import unproposed
from grants.models import ProjectReport
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import follow
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.ui.visibility import Visibility
from tests.factories.actionplans import PlanFactory
from tests.factories.monitoring import coordinator, counting_indicator, running_indicator, running_plan
from tests.factories.portal import PersonFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]

NOW = datetime(2028, 1, 10, 0, 30, tzinfo=ZoneInfo("Europe/Riga"))
TODAY = NOW.date()
LATER = datetime(2028, 9, 1, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))


def hand_in(indicator: Indicator, value, measured_on: date, **about) -> Reading:
    facts = {"plan": indicator.goal.plan, "by": coordinator(), "now": NOW, **about}
    return add_reading(indicator=indicator, value=Decimal(value), measured_on=measured_on, **facts)


def arrange(indicator: Indicator, **changes) -> Indicator:
    facts = {"email": "", "frequency": "yearly", "method": "", "report_figure": "", "targets": {}}
    return arrange_reporting(indicator=indicator, **facts | changes, by=coordinator(), now=NOW)


# Readings


def test_a_value_of_today_is_taken_even_just_after_midnight():
    indicator = running_indicator()

    hand_in(indicator, 5, TODAY)

    assert indicator.readings.get().measured_on == TODAY


def test_a_second_value_of_a_day_corrects_the_first():
    indicator = running_indicator()

    for value in (5, 6):
        hand_in(indicator, value, TODAY)

    assert indicator.readings.get().value == 6


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (TODAY + timedelta(days=1), "Mērījuma diena nevar būt nākotnē."),
        (date(2025, 12, 30), "Mērījuma diena nevar būt agrāka par bāzes vērtības datumu."),
    ],
    ids=["tomorrow", "before the baseline"],
)
def test_a_value_of_an_impossible_day_is_refused(day, sentence):
    indicator = running_indicator()

    with pytest.raises(InvalidInput) as refusal:
        hand_in(indicator, 5, day)

    assert refusal.value.field == "measured_on"
    assert str(refusal.value) == sentence
    assert not Reading.objects.exists()


def test_a_value_for_an_indicator_of_another_plan_is_refused():
    indicator = running_indicator()

    with pytest.raises(InvalidInput) as refusal:
        hand_in(indicator, 5, TODAY, plan=running_plan())

    assert str(refusal.value) == "Šis rādītājs pieder citam plānam. Izvēlieties šī plāna rādītāju."
    assert not Reading.objects.exists()


# What is owed


def test_a_value_is_due_thirty_days_after_the_period_from_the_plans_unit():
    indicator = running_indicator()

    promise = ask_for_reading(indicator=indicator, now=NOW)

    assert (promise.received_on, promise.due_on) == (date(2028, 1, 1), date(2028, 1, 31))
    assert promise.holder == promise.unit == indicator.goal.plan.unit
    assert promise.visibility == Visibility.STAFF


def test_a_named_person_holds_the_promise_and_hands_it_over():
    indicator, reporter = running_indicator(), PersonFactory()
    promise = ask_for_reading(indicator=indicator, now=NOW)

    arrange(indicator, email=reporter.email.upper())

    promise.refresh_from_db()
    assert promise.holder == reporter
    assert promise.unit == indicator.goal.plan.unit


@pytest.mark.parametrize(("measured_on", "is_kept"), [(date(2027, 12, 31), True), (TODAY, False)])
def test_the_promise_is_kept_by_a_value_of_its_period(measured_on, is_kept):
    indicator = running_indicator()
    promise = ask_for_reading(indicator=indicator, now=NOW)

    hand_in(indicator, 5, measured_on)

    promise.refresh_from_db()
    assert (promise.fulfilled_at == NOW) is is_kept


# Who reports, how often, and the targets of years


def test_the_targets_of_years_are_kept_as_arranged_last():
    indicator = arrange(running_indicator(), targets={2026: Decimal(5), 2027: Decimal(6), 2028: None})

    arrange(indicator, targets={2027: Decimal(7)})

    assert list(indicator.targets.values_list("year", "value")) == [(2027, 7)]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "neviens@example.lv"}, "Ar šo e-pastu portālā nav konta. Vispirms lūdziet cilvēku to izveidot."),
        ({"targets": {2029: Decimal(1)}}, "Gads ir ārpus laika starp bāzes vērtību un mērķvērtību: 2029."),
    ],
    ids=["nobody", "a year outside"],
)
def test_an_arrangement_that_cannot_work_is_refused(changes, sentence):
    with pytest.raises(InvalidInput) as refusal:
        arrange(running_indicator(), **changes)

    assert str(refusal.value) == sentence


@pytest.mark.rule("S2-31")
def test_a_plan_that_learns_by_doing_is_read_once_a_year():
    PlanTemplate.objects.update(is_strict=False)

    with pytest.raises(InvalidInput) as refusal:
        arrange(running_indicator(), frequency="quarterly")

    assert refusal.value.field == "frequency"


# What project reports propose


@pytest.fixture
def proposal():
    counting_indicator()
    ((indicator, report),) = unproposed()
    return propose_reading(indicator=indicator, report=report, now=LATER)


@pytest.mark.parametrize(
    ("figure", "value"),
    [(ReportFigure.PEOPLE, 42), (ReportFigure.PROJECTS, 1), (ReportFigure.MONEY, Decimal(900))],
)
def test_the_number_of_the_report_that_belongs_to_the_indicator_is_proposed(figure, value):
    counting_indicator(figure)
    ((indicator, report),) = unproposed()

    propose_reading(indicator=indicator, report=report, now=LATER)

    assert ReadingProposal.objects.get().figure == value
    assert not unproposed()


def test_beside_an_indicator_that_counts_nothing_the_other_is_still_proposed_its_number():
    counting = counting_indicator()
    counting.actions.get().indicators.add(running_indicator(counting.goal.plan))

    assert [indicator for indicator, _report in unproposed()] == [counting]


def test_an_indicator_that_counts_nothing_of_reports_is_proposed_nothing():
    counting_indicator(figure="")

    assert ProjectReport.objects.filter(kind="final", state="accepted").exists()
    assert not unproposed()


def test_whoever_reports_hears_of_the_proposal_once(django_capture_on_commit_callbacks):
    indicator = counting_indicator()
    arrange(indicator, email=PersonFactory(email="rasa@example.lv").email, report_figure=ReportFigure.PEOPLE)
    ((_indicator, report),) = unproposed()

    for _again in range(2):
        propose_reading(indicator=indicator, report=report, now=LATER)

    assert Message.objects.get(key="actionplans.reading_proposed").email == "rasa@example.lv"


def test_an_accepted_proposal_is_a_reading_and_is_decided_once(proposal):
    by = coordinator()

    reading = accept_proposal(proposal=proposal, value=Decimal(46), measured_on=date(2028, 8, 31), by=by, now=LATER)

    proposal.refresh_from_db()
    assert (proposal.state, proposal.reading, proposal.decided_by) == (ProposalState.ACCEPTED, reading, by)
    assert (reading.value, reading.note) == (46, f"Projekts: {proposal.report.contract.application.title}")
    with pytest.raises(StateConflict):
        decline_proposal(proposal=proposal, by=by, now=LATER)


def test_a_declined_proposal_reads_nothing(proposal):
    decline_proposal(proposal=proposal, by=coordinator(), now=LATER)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DECLINED
    assert not Reading.objects.exists()
    assert not unproposed()


def test_an_accepted_proposal_of_an_impossible_day_stays_waiting(proposal):
    with pytest.raises(InvalidInput):
        accept_proposal(proposal=proposal, value=Decimal(46), measured_on=date(2028, 9, 2), by=coordinator(), now=LATER)

    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WAITING


# The yearly report


def test_the_report_of_a_year_is_printed_again_as_the_next_version():
    plan = running_plan()

    for _print in range(2):
        report = make_monitoring_report(plan=plan, year=2027, by=coordinator(), now=NOW)

    assert list(Document.objects.about(report).order_by("version").values_list("version", flat=True)) == [1, 2]
    assert plan.monitoring_reports.get() == report


def test_whoever_follows_the_plan_hears_of_the_first_version_alone():
    plan, reader = running_plan(), PersonFactory()
    follow(target=plan, email=reader.email, language="lv", by=reader, now=NOW)

    for _print in range(2):
        make_monitoring_report(plan=plan, year=2027, by=coordinator(), now=NOW)

    assert Message.objects.get(key="actionplans.monitoring_report_made").email == reader.email


@pytest.mark.parametrize("year", [2026, 2029])
def test_there_is_no_report_of_a_year_outside_the_plan_or_to_come(year):
    with pytest.raises(InvalidInput) as refusal:
        make_monitoring_report(plan=running_plan(), year=year, by=coordinator(), now=NOW)

    assert str(refusal.value) == f"Par šo gadu vēl nav ko ziņot: {year}."


def test_a_draft_is_not_monitored():
    with pytest.raises(StateConflict):
        make_monitoring_report(plan=PlanFactory(chapters=False), year=2027, by=coordinator(), now=NOW)

    assert not Obligation.objects.exists()
