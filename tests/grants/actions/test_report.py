"""Reports: kept while typed, handed in, asked back, accepted; the last one settles the contract."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.actions.instalment import approve_instalment
from grants.actions.report import (
    accept_project_report,
    add_report_receipt,
    ask_back_report,
    note_contract_money_returned,
    remove_report_receipt,
    save_report,
)
from grants.enums import ApplicationState, ContractState, InstalmentState, Promise, ReportState
from grants.models import Application, ProjectReport
from grants.queries.contract import unfulfilled_contracts
from grants.queries.impact import impact_of_projects
from portal.errors import EditConflict, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of
from portal.ui.templatetags.portal_ui import money
from tests.factories.contract import (
    FINAL_DUE,
    FINISHING,
    INTERIM_DUE,
    REPORTING,
    TEXTS,
    accepted,
    accountant,
    finished_contract,
    half_to_come_back,
    handed_in,
    leader_of_contract,
    pay,
    prepared_instalment,
    running_contract,
    states,
)
from tests.factories.files import stored_file
from tests.factories.grants import call_administrator
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
rule = pytest.mark.rule
BACK = "LV92XDEM0000000000001"


@pytest.fixture
def contract():
    return running_contract()


def accept(report, **changes):
    return accept_project_report(report=report, **{"by": call_administrator(), "now": FINISHING} | changes)


def ask(report, **changes):
    facts = {
        "asked_about": ["money"], "question": "Kāpēc dēļi izmaksāja tieši tik, cik plānots?",
        "until": (REPORTING + timedelta(days=12)).date(), "by": call_administrator(), "now": REPORTING + timedelta(days=2),
    }  # fmt: skip
    return ask_back_report(report=report, **facts | changes)


# While it is typed


def test_what_is_typed_is_kept_right_or_wrong(contract):
    report, leader = contract.reports.first(), leader_of_contract(contract)

    revision, _at = save_report(
        report=report, fields={"done": "Puse", "reached-men": "daudz"}, revision=0, by=leader, now=REPORTING
    )

    report.draft.refresh_from_db()
    assert (revision, report.draft.data) == (1, {"done": "Puse", "reached-men": "daudz"})


def test_a_second_writer_overwrites_nothing(contract):
    report = contract.reports.first()
    save_report(report=report, fields={"done": "Pirmais"}, revision=0, by=PersonFactory(), now=REPORTING)

    with pytest.raises(EditConflict) as conflict:
        save_report(report=report, fields={"done": "Otrais"}, revision=0, by=PersonFactory(), now=REPORTING)

    report.draft.refresh_from_db()
    assert (conflict.value.fields, report.draft.data) == ({"done": "Pirmais"}, {"done": "Pirmais"})


def test_handed_in_it_can_no_longer_be_typed_in(contract):
    report = handed_in(contract, "interim")

    with pytest.raises(StateConflict):
        save_report(report=report, fields={}, revision=9, by=leader_of_contract(contract), now=REPORTING)


def test_a_receipt_attached_by_mistake_is_taken_back(contract):
    report, leader = contract.reports.first(), leader_of_contract(contract)
    receipt = add_report_receipt(
        report=report, file=stored_file("čeks.pdf"), what="Krāsa", amount=Decimal("12.50"), by=leader, now=REPORTING
    )

    remove_report_receipt(receipt=receipt, by=leader, now=REPORTING)

    assert not report.receipts.exists()
    assert receipt.file.erased_at == REPORTING


# Handed in


@rule("S1-24")
def test_handed_in_it_has_a_receipt_and_the_unit_owes_an_answer(contract):
    report = handed_in(contract, "interim")

    assert (report.state, report.is_late) == (ReportState.SUBMITTED, False)
    assert receipt_of(report).number
    assert obligation_of(report, Promise.REPORT).fulfilled_at == REPORTING
    assert obligation_of(report, Promise.REPORT_ANSWER).holder == contract.application.call.unit
    assert Message.objects.filter(key="grants.report_submitted").exists()


@rule("S1-07")
@rule("S1-08")
@rule("S1-24")
def test_it_says_whom_it_reached_and_how_far_the_change_has_come(contract):
    report = handed_in(
        contract, "final", changes={"person": ("engage", "Jaunieši prot rīkoties ar zāģi"), "policy": ("", "")}
    )  # fmt: skip

    assert dict(report.reached.values_list("group", "people")) == {"children": 12, "others": 30}
    assert list(report.changes.values_list("level", "stage")) == [("person", "engage")]
    assert (report.before, report.after, report.learned) == (TEXTS["before"], TEXTS["after"], TEXTS["learned"])


def test_a_final_report_names_what_it_led_to_and_an_interim_one_does_not(contract):
    interim = accepted(contract, "interim", led_to=["ties"])
    final = handed_in(contract, "final", led_to=["humanity", "ties", "ties"])

    assert (interim.led_to, final.led_to) == ([], ["ties", "humanity"])


def test_after_its_day_it_is_taken_and_marked(contract):
    report = handed_in(contract, "interim", now=REPORTING + timedelta(days=30))

    assert (report.state, report.is_late) == (ReportState.SUBMITTED, True)


@pytest.mark.parametrize("missing", ["summary", "before", "after", "learned", "done"])
def test_a_final_report_says_what_came_of_it(contract, missing):
    with pytest.raises(InvalidInput) as refusal:
        handed_in(contract, "final", texts={**TEXTS, missing: " "})

    assert refusal.value.field == missing


def test_a_final_report_counts_people(contract):
    with pytest.raises(InvalidInput):
        handed_in(contract, "final", reached={"men": 0})


def test_more_than_a_tenth_off_the_plan_says_why(contract):
    with pytest.raises(InvalidInput) as refusal:
        handed_in(contract, "final", actual=("809.99",))

    assert refusal.value.field.startswith("why-cost-")
    assert "809,99" in str(refusal.value).replace("\xa0", " ")


def test_exactly_a_tenth_needs_no_words(contract):
    assert handed_in(contract, "final", actual=("810.00",)).state == ReportState.SUBMITTED


def test_half_way_less_than_planned_is_nothing_to_explain(contract):
    assert handed_in(contract, "interim", actual=("100", "10")).state == ReportState.SUBMITTED


def test_more_than_the_grant_is_refused_with_the_difference(contract):
    with pytest.raises(InvalidInput, match="50,00"):
        handed_in(contract, "final", actual=("950.00",), why="Sadārdzinājās.")


def test_without_a_row_of_own_money_the_excess_is_left_out(contract):
    with pytest.raises(InvalidInput, match="rindās to neierakstiet"):
        handed_in(contract, "final", actual=("950.00",), why="Sadārdzinājās.")


def test_a_negative_sum_is_refused(contract):
    with pytest.raises(InvalidInput):
        handed_in(contract, "final", actual=("-1",), why="Kļūda.")


def test_receipts_cover_what_the_grant_paid(contract):
    with pytest.raises(InvalidInput, match="400,00"):
        handed_in(contract, "final", receipts="500")


def test_a_refused_report_leaves_nothing_behind(contract):
    with pytest.raises(InvalidInput):
        handed_in(contract, "final", receipts="500")

    assert not contract.reports.get(kind="final").lines.exists()


# Asked back and accepted


def test_asked_back_it_is_due_again_about_the_named_parts(contract):
    report = ask(handed_in(contract, "interim"))

    assert (report.state, report.asked_about) == (ReportState.QUESTIONED, ["money"])
    promised = obligation_of(report, Promise.REPORT)
    assert (promised.is_open, promised.due_on) == (True, report.question_due_on)
    assert obligation_of(report, Promise.REPORT_ANSWER).fulfilled_at


def test_handed_in_once_more_it_stands_in_place_of_the_first(contract):
    ask(handed_in(contract, "interim"))

    report = handed_in(contract, "interim", actual=("700",), now=REPORTING + timedelta(days=9))

    assert report.lines.get(position=1).actual == Decimal(700)
    assert (report.first_submitted_at, report.is_late) == (REPORTING, False)


@pytest.mark.parametrize(("changes", "field"), [({"question": "Kāpēc?"}, "question"), ({"until": REPORTING.date()}, "until")])
def test_a_question_says_what_is_missing_and_gives_days(contract, changes, field):
    report = handed_in(contract, "interim")

    with pytest.raises(InvalidInput) as refusal:
        ask(report, **changes)

    assert refusal.value.field == field


def test_the_last_report_waits_for_the_interim_one(contract):
    report = handed_in(contract, "final")

    with pytest.raises(StateConflict):
        accept(report)


# Settled


@rule("S1-24")
@rule("S3-57")
def test_everything_accepted_and_paid_the_project_is_finished():
    contract = finished_contract()

    application = Application.objects.get(pk=contract.application_id)
    assert (contract.state, application.state, contract.used) == (ContractState.CLOSED, ApplicationState.CLOSED, Decimal(900))
    assert (application.result.people_reached, application.result.before, application.result.after) == (
        42,
        "0 soliņu",
        "6 soliņi",
    )


def test_the_last_part_is_cut_to_what_was_used(contract):
    pay(contract, 1)
    accepted(contract, "interim")
    pay(contract, 2, now=REPORTING + timedelta(days=5))

    accepted(contract, "final", actual=("850",))

    contract.refresh_from_db()
    last = contract.instalments.get(position=3)
    assert (contract.state, last.amount, contract.to_return) == (ContractState.SETTLING, Decimal(130), Decimal(0))


def test_what_was_paid_beyond_the_use_is_to_come_back():
    contract = half_to_come_back()

    assert (contract.state, contract.to_return, contract.used) == (ContractState.SETTLING, Decimal(270), Decimal(450))
    assert states(contract) == [InstalmentState.PAID, InstalmentState.PAID, InstalmentState.DROPPED]
    owed = obligation_of(contract, Promise.MONEY_RETURN)
    assert (owed.holder, owed.due_on) == (contract.application.community, contract.return_by)


def test_money_to_come_back_needs_the_municipalitys_account(contract):
    pay(contract, 1)
    accepted(contract, "interim")
    report = handed_in(contract, "final", actual=("100",), why="Gandrīz viss ziedots.")

    with pytest.raises(InvalidInput) as refusal:
        accept(report)

    assert refusal.value.field == "return_iban"


def test_money_back_the_project_is_finished():
    contract = half_to_come_back()

    contract = note_contract_money_returned(
        contract=contract, returned_on=date(2028, 9, 4), by=call_administrator(), now=FINISHING + timedelta(days=20)
    )

    assert contract.state == ContractState.CLOSED
    assert Application.objects.get(pk=contract.application_id).state == ApplicationState.CLOSED
    assert obligation_of(contract, Promise.MONEY_RETURN).fulfilled_at


def test_money_does_not_come_back_twice():
    contract = half_to_come_back()
    about = {"returned_on": date(2028, 9, 4), "by": call_administrator(), "now": FINISHING + timedelta(days=20)}
    note_contract_money_returned(contract=contract, **about)

    with pytest.raises(StateConflict):
        note_contract_money_returned(contract=contract, **about)


def test_a_prepared_payment_is_settled_first(contract):
    accepted(contract, "interim")
    instalment = prepared_instalment(contract, 2, now=REPORTING)
    report = handed_in(contract, "final")

    with pytest.raises(StateConflict):
        accept(report)

    approve_instalment(instalment=instalment, paid_on=REPORTING.date(), by=accountant(), now=REPORTING)
    assert accept(report).state == ReportState.ACCEPTED


# What others read of it


@pytest.mark.parametrize(("day", "found"), [(INTERIM_DUE, False), (INTERIM_DUE + timedelta(days=1), True)])
def test_a_late_report_is_an_unfulfilled_contract(contract, day, found):
    assert unfulfilled_contracts(contract.application.community, day).exists() is found


def test_a_late_return_of_money_is_an_unfulfilled_contract():
    contract = half_to_come_back()
    community = contract.application.community

    assert not unfulfilled_contracts(community, contract.return_by).exists()
    assert unfulfilled_contracts(community, contract.return_by + timedelta(days=1)).get() == contract


def test_reports_that_are_late_are_found_for_the_officers(contract):
    late = ProjectReport.objects.overdue(FINAL_DUE)

    assert [one.kind for one in late] == ["interim"]


@rule("S1-03")
@rule("S1-05")
@rule("S1-07")
@rule("S1-08")
def test_impact_adds_up_finished_projects_once_and_in_each_theme():
    finished_contract(themes=["Kultūra", "Vietējā vide"])
    finished_contract(themes=["Kultūra"])
    running_contract(themes=["Kultūra"])

    impact = impact_of_projects()

    assert (impact.projects, impact.money, impact.people) == (2, Decimal(1800), 84)
    assert [(one.name, one.projects, one.money, one.people) for one in impact.themes] == [
        ("Kultūra", 2, Decimal(1800), 84),
        ("Vietējā vide", 1, Decimal(900), 42),
    ]
    assert impact.groups["children"] == 24
    assert impact.levels["community"] == {"reach": 0, "engage": 0, "change": 2, "sustain": 0}


# Ineligible costs


CUT = "Degvielas čeki nav attiecināmi: konkursa nolikums degvielu neparedz."


def test_ineligible_costs_come_off_what_the_grant_pays(contract):
    pay(contract, 1)
    accepted(contract, "interim")
    pay(contract, 2, now=REPORTING + timedelta(days=5))

    report = accept(handed_in(contract, "final"), ineligible=Decimal(100), ineligible_reason=CUT)

    contract.refresh_from_db()
    last = contract.instalments.get(position=3)
    assert (report.ineligible, report.ineligible_reason) == (Decimal(100), CUT)
    assert (contract.used, last.amount, contract.to_return) == (Decimal(800), Decimal(80), Decimal(0))
    told = Message.objects.get(key="grants.report_accepted", body__contains="Neattiecināmās")
    assert CUT in told.body
    assert f"Finansējums sedz: {money(Decimal(800))}" in told.body


def test_what_was_paid_for_ineligible_costs_comes_back(contract):
    pay(contract, 1)
    accepted(contract, "interim")
    pay(contract, 2, now=REPORTING + timedelta(days=5))
    report = handed_in(contract, "final")

    with pytest.raises(InvalidInput) as refusal:
        accept(report, ineligible=Decimal(300), ineligible_reason=CUT)
    accept(report, ineligible=Decimal(300), ineligible_reason=CUT, return_iban=BACK)

    contract.refresh_from_db()
    assert refusal.value.field == "return_iban"
    assert (contract.used, contract.to_return) == (Decimal(600), Decimal(120))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ineligible": Decimal("900.01"), "ineligible_reason": CUT}, "ineligible"),
        ({"ineligible": Decimal(-1), "ineligible_reason": CUT}, "ineligible"),
        ({"ineligible": Decimal(1), "ineligible_reason": "Nē."}, "ineligible_reason"),
    ],
)
def test_no_more_is_cut_than_was_used_and_not_without_a_reason(contract, changes, field):
    accepted(contract, "interim")
    report = handed_in(contract, "final")

    with pytest.raises(InvalidInput) as refusal:
        accept(report, **changes)

    assert refusal.value.field == field
