"""From the award to a contract in force, or to an award that lapsed."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from grants.actions.contract import (
    decline_award,
    decline_contract,
    fit_budget,
    lapse_contract,
    name_account,
    prepare_contract,
    put_into_force,
    receive_contract_copy,
)
from grants.enums import ApplicationState, ContractState, InstalmentCondition, InstalmentState, Promise
from grants.forms.contract import PrepareContractForm
from grants.models import Application, Call, Contract, InstalmentTerm
from grants.queries.contract import printed, report_days
from grants.queries.money import remaining
from grants.tasks.contract import let_unsigned_awards_lapse
from portal.audit.models import Heartbeat
from portal.documents.actions import render_document
from portal.documents.rendering import render_body
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import read
from portal.files.uploads import CheckedUpload
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from portal.ui.templatetags.portal_ui import NBSP
from tests.factories.contract import (
    FINAL_DUE,
    INTERIM_DUE,
    MADE,
    SIGNED,
    fitted_lines,
    funded_application,
    leader_of_contract,
    prepared_contract,
    running_contract,
    signed_file,
)
from tests.factories.files import pdf, signed_container
from tests.factories.grants import call_administrator, leader_of, lines_of, published_call, submitted_application

pytestmark = pytest.mark.usefixtures("municipality")
rule = pytest.mark.rule


def make(application, **changes):
    facts = {"interim_report_on": INTERIM_DUE, "final_report_on": FINAL_DUE, "by": call_administrator(), "now": MADE}
    return prepare_contract(application=application, **facts | changes)


def sums(contract) -> list[Decimal]:
    return list(contract.instalments.values_list("amount", flat=True))


# Made from the award


def test_awarded_in_full_it_is_printed_at_once_and_asked_to_be_signed():
    contract = make(funded_application())

    assert (contract.state, contract.amount, contract.number) == (ContractState.SIGNING, Decimal(900), "KNP-L-2027/1")
    assert obligation_of(contract, Promise.CONTRACT_SIGNING).due_on == date(2027, 6, 30)
    assert Message.objects.filter(key="grants.contract_to_sign").exists()


def test_a_project_that_is_not_supported_gets_no_contract():
    application = funded_application()
    Application.objects.update(state=ApplicationState.RESERVE)

    with pytest.raises(StateConflict):
        make(application)


def test_a_second_contract_is_refused():
    application = funded_application()
    make(application)

    with pytest.raises(StateConflict):
        make(application)


def test_numbers_have_no_gaps_and_begin_anew_with_the_year():
    first, second = prepared_contract(), prepared_contract()
    third = prepared_contract(now=MADE + timedelta(days=250))

    assert [one.number for one in (first, second, third)] == ["KNP-L-2027/1", "KNP-L-2027/2", "KNP-L-2028/1"]


def test_without_terms_of_the_call_the_municipalitys_shares_hold_to_the_cent():
    contract = prepared_contract(requested=Decimal("899.99"))

    assert sums(contract) == [Decimal("360.00"), Decimal("360.00"), Decimal("179.99")]


def test_the_terms_of_the_call_are_the_parts_of_the_contract():
    call = published_call()
    for position, (share, condition) in enumerate(
        [("33.33", "contract"), ("33.33", "interim_report"), ("33.34", "final_report")], 1
    ):
        InstalmentTerm.objects.create(call=call, position=position, share=share, condition=condition)
    application = funded_application()
    Application.objects.filter(pk=application.pk).update(call=call)
    application.refresh_from_db()

    contract = make(application)

    assert sums(contract) == [Decimal("299.97"), Decimal("299.97"), Decimal("300.06")]


def test_a_part_after_the_interim_report_needs_the_day_of_that_report():
    with pytest.raises(InvalidInput) as refusal:
        make(funded_application(), interim_report_on=None)

    assert refusal.value.field == "interim_report_on"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"interim_report_on": date(2027, 6, 1)}, "interim_report_on"),
        ({"interim_report_on": FINAL_DUE}, "interim_report_on"),
        ({"final_report_on": date(2028, 7, 1)}, "final_report_on"),
    ],
)
def test_reports_are_due_in_the_order_of_the_work(changes, field):
    with pytest.raises(InvalidInput) as refusal:
        make(funded_application(), **changes)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    "announced",
    [
        {},
        {"interim_report_on": INTERIM_DUE, "final_report_on": FINAL_DUE},
        {"interim_report_on": date(2027, 7, 2), "final_report_on": date(2027, 8, 31)},
        {"interim_report_on": FINAL_DUE, "final_report_on": FINAL_DUE},
    ],
    ids=["by rule", "by the call", "before the project ends", "on one day"],
)
def test_the_days_offered_for_reports_are_taken(announced, time_machine):
    time_machine.move_to(MADE, tick=False)
    application = funded_application()
    Call.objects.filter(pk=application.call_id).update(**announced)
    application.refresh_from_db()

    form = PrepareContractForm(report_days(application, MADE.date()))

    assert form.is_valid(), form.errors
    assert make(application, **form.cleaned_data).pk


@pytest.mark.parametrize(("on", "offered"), [(INTERIM_DUE, {"final_report_on"}), (FINAL_DUE, set())])
def test_a_day_that_is_over_is_not_offered(on, offered):
    days = report_days(funded_application(), on + timedelta(days=1))

    assert {name for name, day in days.items() if day} == offered


# Awarded in part


def test_awarded_in_part_the_community_first_fits_its_budget():
    contract = prepared_contract(amount=Decimal(600))

    assert (contract.state, contract.number, printed(contract)) == (ContractState.BUDGET, "", None)
    assert obligation_of(contract, Promise.CONTRACT_BUDGET).holder == contract.application.community


def test_the_fitted_budget_is_printed_and_the_first_version_kept():
    contract = prepared_contract(amount=Decimal(600))

    contract = fit_budget(contract=contract, lines=fitted_lines(contract), by=leader_of_contract(contract), now=MADE)

    application = Application.objects.get(pk=contract.application_id)
    assert (contract.state, application.requested) == (ContractState.SIGNING, Decimal(600))
    assert list(contract.budget_versions.values_list("requested", flat=True)) == [Decimal(900), Decimal(600)]
    assert contract.budget_versions.first().lines[0]["amount"] == "900.00"


@pytest.mark.parametrize("requested", ["600.01", "599.99"])
def test_a_cent_off_the_award_is_refused_with_the_difference(requested):
    contract = prepared_contract(amount=Decimal(600))
    lines = lines_of(contract.application.call, Decimal(requested))

    with pytest.raises(InvalidInput, match="0,01"):
        fit_budget(contract=contract, lines=lines, by=leader_of_contract(contract), now=MADE)


# The paper


def test_the_contract_is_printed_from_the_rows():
    contract = prepared_contract(requested=Decimal("1980.00"))
    document = printed(contract)

    render_document(document.pk)

    document.refresh_from_db()
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(read(document.pdf))).pages).replace("\xa0", " ")
    assert "FINANSĒŠANAS LĪGUMS" in text
    for words in (
        contract.number, contract.application.community.name, contract.application.title, "1 980,00 EUR", "792,00 EUR",
        "396,00 EUR", "31.01.2028.", "31.08.2028.", "Dēļi un skrūves", "Soliņu būve", "Neizlietoto finansējumu",
    ):  # fmt: skip
        assert words in text, words


def test_the_annex_names_the_vat_and_what_is_given_in_kind():
    contract = prepared_contract()
    contract.application.budget_lines.filter(kind="cost").update(vat=21)

    body = render_body(printed(contract))

    assert f'<td class="num">21{NBSP}%</td>' in body
    assert "<td>Brīvprātīgais darbs</td>" in body


# Signed


def test_the_signed_file_is_tied_to_the_printed_version():
    contract = prepared_contract()

    copy = receive_contract_copy(contract=contract, upload=signed_file(contract), by=leader_of_contract(contract), now=SIGNED)

    assert copy.document == printed(contract)
    assert obligation_of(contract, Promise.CONTRACT_SIGNING).fulfilled_at == SIGNED
    assert obligation_of(contract, Promise.CONTRACT_COUNTERSIGNING).holder == contract.application.call.unit


def test_another_signed_file_is_refused():
    contract = prepared_contract()
    render_document(printed(contract).pk)
    other = CheckedUpload("cits.edoc", "application/vnd.etsi.asic-e+zip", signed_container({"ligums.pdf": pdf()}))

    with pytest.raises(InvalidInput, match="Parakstītajā failā nav"):
        receive_contract_copy(contract=contract, upload=other, by=leader_of_contract(contract), now=SIGNED)


def test_it_is_not_in_force_before_the_signed_file_is_back():
    contract = prepared_contract()

    with pytest.raises(InvalidInput) as refusal:
        put_into_force(contract=contract, signed_on=SIGNED.date(), by=call_administrator(), now=SIGNED)

    assert refusal.value.field == "paper_reason"


def test_signed_on_paper_it_says_why():
    contract = prepared_contract()

    contract = put_into_force(
        contract=contract, signed_on=SIGNED.date(), paper_reason="Vadītājai nav e-paraksta.", by=call_administrator(), now=SIGNED
    )

    assert contract.state == ContractState.IN_FORCE


def test_in_force_reports_and_the_first_payment_are_promised():
    contract = running_contract()

    assert obligation_of(contract, Promise.CONTRACT_COUNTERSIGNING).fulfilled_at == SIGNED
    interim, final = contract.reports.all()
    assert [obligation_of(one, Promise.REPORT).due_on for one in (interim, final)] == [INTERIM_DUE, FINAL_DUE]
    payment = contract.instalments.get(condition=InstalmentCondition.CONTRACT)
    assert obligation_of(payment, Promise.INSTALMENT).holder == contract.application.call.unit
    assert [obligation_of(one, Promise.INSTALMENT) for one in contract.instalments.exclude(pk=payment.pk)] == [None, None]


def test_a_report_is_reminded_of_two_weeks_three_days_and_a_day_before():
    contract = running_contract()
    promised = obligation_of(contract.reports.first(), Promise.REPORT)

    assert [step.code for step in promised.kind_info.ladder.steps] == ["two-weeks-before", "three-days-before", "day-before"]
    assert promised.next_reminder_at.date() == date(2028, 1, 17)


@pytest.mark.parametrize("iban", ["LV81BANK0000435195001", "LV80BANK"])
def test_an_account_with_a_wrong_check_digit_is_refused(iban):
    contract = prepared_contract()

    with pytest.raises(ValidationError):
        name_account(contract=contract, account_holder="Biedrība", iban=iban, by=leader_of_contract(contract), now=SIGNED)


# Lapsed


def test_given_up_the_money_is_free_for_the_reserve_at_once():
    contract = prepared_contract()
    call = contract.application.call
    before = remaining(call)

    decline_contract(contract=contract, reason="Projekta vadītāja pārceļas.", by=leader_of_contract(contract), now=SIGNED)

    assert remaining(call) - before == Decimal(900)
    assert Application.objects.get(pk=contract.application_id).state == ApplicationState.LAPSED
    assert obligation_of(contract, Promise.CONTRACT_SIGNING).cancelled_at == SIGNED
    assert {part.state for part in contract.instalments.all()} == {InstalmentState.DROPPED}


def test_the_unit_hears_who_waits_for_the_money_of_a_lapsed_award():
    contract = prepared_contract()
    call = contract.application.call
    waiting = submitted_application(call)
    Application.objects.filter(pk=waiting.pk).update(state=ApplicationState.RESERVE)

    decline_contract(contract=contract, reason="Projekta vadītāja pārceļas.", by=leader_of_contract(contract), now=SIGNED)

    message = Message.objects.get(key="grants.award_free")
    assert message.email == call.unit.email
    assert f"1. {waiting.title}, {waiting.community.name}" in message.body
    assert f"/admin/grants/application/?state__exact=reserve&call__id__exact={call.pk}" in message.body


def test_within_the_term_no_award_lapses():
    contract = prepared_contract()

    with pytest.raises(StateConflict):
        lapse_contract(contract=contract, now=SIGNED)


def test_unsigned_after_the_term_the_award_lapses_by_itself(time_machine):
    contract = prepared_contract()
    time_machine.move_to(MADE + timedelta(days=30))

    let_unsigned_awards_lapse()

    contract.refresh_from_db()
    assert (contract.state, contract.lapsed_on) == (ContractState.LAPSED, date(2027, 7, 7))
    assert Message.objects.filter(key="grants.contract_lapsed").exists()


def test_an_award_that_cannot_be_let_go_does_not_keep_the_others(time_machine):
    stuck, other = prepared_contract(), prepared_contract()
    Application.objects.filter(pk=stuck.application_id).update(state=ApplicationState.CLOSED)
    time_machine.move_to(MADE + timedelta(days=30))

    let_unsigned_awards_lapse()

    assert [Contract.objects.get(pk=one.pk).state for one in (stuck, other)] == [ContractState.SIGNING, ContractState.LAPSED]
    assert Heartbeat.objects.get(name="let_unsigned_awards_lapse").result == "1"


def test_signed_in_time_it_waits_for_the_municipality_and_does_not_lapse(time_machine):
    contract = prepared_contract()
    receive_contract_copy(contract=contract, upload=signed_file(contract), by=leader_of_contract(contract), now=SIGNED)
    time_machine.move_to(MADE + timedelta(days=30))

    let_unsigned_awards_lapse()

    assert Contract.objects.get().state == ContractState.SIGNING


def test_an_award_is_given_up_before_a_contract_is_made():
    application = funded_application()
    before = remaining(application.call)
    facts = {"by": leader_of(application.community), "now": MADE}

    contract = decline_award(application=application, reason="Projekta vadītāja pārceļas.", **facts)

    application.refresh_from_db()
    assert (application.state, contract.state, contract.number) == (ApplicationState.LAPSED, ContractState.LAPSED, "")
    assert (contract.lapsed_on, contract.lapse_reason) == (MADE.date(), "Projekta vadītāja pārceļas.")
    assert remaining(application.call) - before == Decimal(900)
    assert {one.key for one in Message.objects.all()} >= {"grants.contract_lapsed", "grants.award_free"}
    with pytest.raises(StateConflict):
        make(application)


def test_an_award_with_a_contract_or_without_a_reason_is_not_given_up_so():
    application = prepared_contract().application
    facts = {"by": call_administrator(), "now": MADE}

    with pytest.raises(StateConflict, match="jau ir sagatavots"):
        decline_award(application=application, reason="Projekta vadītāja pārceļas.", **facts)
    with pytest.raises(InvalidInput) as refusal:
        decline_award(application=funded_application(), reason="Nē.", **facts)

    assert refusal.value.field == "reason"
