"""The officers' way through the admin, from the award to the accepted report."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.actions.change_request import request_end
from grants.enums import ContractState, InstalmentState, ReportState
from grants.forms.contract import AcceptReportForm
from grants.models import Contract, ProjectReport
from portal.ui.panels import Slot, gather
from portal.ui.queues import panels_of
from portal.ui.templatetags.portal_ui import money
from tests.desks import page_of, step_of
from tests.factories.contract import (
    FINISHING,
    MADE,
    PAYING,
    REPORTING,
    SIGNED,
    accepted,
    accountant,
    asked_change,
    funded_application,
    half_to_come_back,
    handed_in,
    leader_of_contract,
    pay,
    prepared_contract,
    prepared_instalment,
    running_contract,
    signed_file,
)
from tests.factories.files import upload
from tests.factories.grants import call_administrator

ANSWER = (
    "Piekrītam: applūdušais krasts pavasarī nebija darbam derīgs, tāpēc termiņu pagarinām par mēnesi; "
    "tāmes summa un pārskata saturs nemainās."
)

ENDED = "Līgumu izbeidzam, jo vadītāja pārcēlusies un darbus nav kam turpināt; pārējā nauda jāatmaksā pašvaldībai."


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(MADE, tick=False)


@pytest.fixture
def office(client, time_machine):
    """Signs an officer in at an instant."""

    def sign_in(now=MADE, by=None):
        time_machine.move_to(now, tick=False)
        client.force_login(by or call_administrator())
        return client

    return sign_in


def test_a_contract_is_made_in_one_step_with_the_days_filled_in(office):
    application = funded_application()
    client = office()

    asked = client.get(step_of(application, "ligums")).context["form"]
    response = client.post(step_of(application, "ligums"), {name: f"{day:%Y-%m-%d}" for name, day in asked.initial.items()})

    contract = Contract.objects.get()
    assert response.url == page_of(contract)
    assert contract.state == ContractState.SIGNING


def test_the_queue_names_supported_projects_without_a_contract(office, rf):
    application = funded_application()
    request = rf.get("/")
    request.user = call_administrator()

    panels = panels_of(gather(Slot.ADMIN_TASKS, request, now=MADE))

    assert step_of(application, "ligums") in [row["url"] for panel in panels for row in panel.context["rows"]]


def test_the_signed_copy_is_taken_and_the_contract_put_into_force(office):
    contract = prepared_contract()
    client, file = office(SIGNED), signed_file(contract)

    refused = client.post(step_of(contract, "speka"), {"signed_on": f"{SIGNED:%Y-%m-%d}"})
    client.post(step_of(contract, "kopija"), {"file": upload("ligums.edoc", file.content)})
    client.post(step_of(contract, "speka"), {"signed_on": f"{SIGNED:%Y-%m-%d}"})

    contract.refresh_from_db()
    assert refused.status_code == 422
    assert contract.state == ContractState.IN_FORCE


def test_a_payment_goes_out_from_the_page_of_the_contract(office):
    contract = running_contract()
    instalment = contract.instalments.first()
    prepare = step_of(instalment, "sagatavot")
    client = office(PAYING)

    assert prepare in client.get(page_of(contract)).content.decode()
    client.post(prepare)
    client = office(PAYING, by=accountant())
    client.post(step_of(instalment, "apstiprinat"), {"paid_on": f"{PAYING:%Y-%m-%d}"})

    instalment.refresh_from_db()
    assert instalment.state == InstalmentState.PAID


def test_the_officer_who_runs_contracts_does_not_approve_payments(office):
    instalment = prepared_instalment(running_contract())

    response = office(PAYING).post(step_of(instalment, "apstiprinat"), {"paid_on": f"{PAYING:%Y-%m-%d}"})

    assert response.status_code == 403


def test_payments_to_approve_wait_in_the_accountants_queue(rf):
    instalment = prepared_instalment(running_contract())
    request = rf.get("/")
    request.user = accountant()

    panels = panels_of(gather(Slot.ADMIN_TASKS, request, now=PAYING))

    assert [row["url"] for panel in panels for row in panel.context["rows"]] == [step_of(instalment, "apstiprinat")]


def test_a_change_is_answered_beside_its_difference(office):
    change = asked_change(running_contract())
    client = office(PAYING)

    page = client.get(step_of(change, "atbildet")).content.decode()
    desk = client.get(page_of(change)).content.decode()
    client.post(step_of(change, "atbildet"), {"is_approved": "ja", "answer": ANSWER})

    change.refresh_from_db()
    assert "<ins>" in page
    assert (change.reason in page, change.reason in desk) == (True, True)
    assert change.state == "approved"


def test_a_report_is_asked_back_about_named_parts(office):
    report = handed_in(running_contract(), "interim")
    client = office(REPORTING + timedelta(days=1))

    refused = client.post(step_of(report, "jautat"), {"question": "Kāpēc trūkst čeku par dēļiem?", "until": "2028-02-10"})
    client.post(
        step_of(report, "jautat"),
        {"asked_about": ["receipts"], "question": "Kāpēc trūkst čeku par dēļiem?", "until": "2028-02-10"},
    )

    report.refresh_from_db()
    assert set(refused.context["form"].errors) == {"asked_about"}
    assert report.state == ReportState.QUESTIONED


def test_accepting_a_report_asks_for_an_account_only_when_money_comes_back(office):
    contract = running_contract()
    pay(contract)
    interim = accepted(contract, "interim")
    report = handed_in(contract, "final", actual=("100",), why="Gandrīz viss ziedots.")
    client = office(FINISHING + timedelta(days=1))

    assert AcceptReportForm(thing=interim).fields == {}
    assert client.get(step_of(report, "pienemt")).context["to_return"] == Decimal(260)
    refused = client.post(step_of(report, "pienemt"), {})
    wrong = client.post(step_of(report, "pienemt"), {"return_iban": "LV93XDEM0000000000001"})
    client.post(step_of(report, "pienemt"), {"return_iban": "LV92 XDEM 0000 0000 0000 1"})

    contract.refresh_from_db()
    assert set(refused.context["form"].errors) == set(wrong.context["form"].errors) == {"return_iban"}
    assert (contract.state, contract.to_return) == (ContractState.SETTLING, Decimal(260))


def test_money_that_came_back_is_noted(office):
    contract = half_to_come_back()
    client = office(FINISHING + timedelta(days=20))

    asked = client.get(step_of(contract, "atmaksats")).content.decode()
    client.post(step_of(contract, "atmaksats"), {"returned_on": "2028-09-04"})

    contract.refresh_from_db()
    assert money(contract.to_return) in asked
    assert contract.state == ContractState.CLOSED


def test_late_reports_are_filtered(office):
    handed_in(running_contract(), "interim")
    late = handed_in(running_contract(), "interim", now=REPORTING + timedelta(days=30))
    overdue = running_contract().reports.get(kind="interim")
    client = office(REPORTING + timedelta(days=40))
    address = reverse("admin:grants_projectreport_changelist")

    came_late = client.get(address, {"laiks": "velu"}).context["cl"].result_list
    missing = client.get(address, {"laiks": "kavejas"}).context["cl"].result_list

    assert ([one.pk for one in came_late], [one.pk for one in missing]) == ([late.pk], [overdue.pk])


@pytest.mark.parametrize("make", [prepared_contract, running_contract])
def test_nothing_official_is_typed_over(office, make):
    contract = make()
    client = office(SIGNED)

    response = client.post(page_of(contract), {"amount": "9000", "state": "closed"})

    contract.refresh_from_db()
    assert response.status_code == 403
    assert contract.amount == Decimal(900)


def test_the_contracts_are_downloaded(office):
    contract = running_contract()

    text = office(SIGNED).get(reverse("admin:grants_contract_export", args=["csv"])).content.decode()

    assert contract.number in text


def test_a_file_of_more_rows_than_a_worker_can_hold_is_refused_and_the_filter_stays(office, monkeypatch):
    monkeypatch.setattr("portal.ui.admin.MOST_EXPORTED", 0)
    running_contract()

    page = office(SIGNED).get(reverse("admin:grants_contract_export", args=["csv"]), {"q": ""}, follow=True)

    assert page.redirect_chain == [(reverse("admin:grants_contract_changelist") + "?q=", 302)]
    assert "Vienā failā ir ne vairāk kā 0 rindu. Vispirms sašauriniet sarakstu ar filtru." in page.text


def test_the_payments_are_downloaded_with_what_paying_needs(office):
    instalment = prepared_instalment(running_contract())

    heading, *rows = (
        office(PAYING).get(reverse("admin:grants_instalment_export", args=["csv"])).content.decode("utf-8-sig").splitlines()
    )

    assert heading == 'Līgums,Projekts,Pieteicējs,Maksājums,"Summa, EUR",Konta īpašnieks,Konts (IBAN),Samaksāts,Statuss'
    assert f"{instalment.amount},{instalment.account_holder},{instalment.iban},," in rows[0]


def test_the_register_of_applications_is_downloaded_with_what_was_asked_for(office):
    application = running_contract().application

    text = office(SIGNED).get(reverse("admin:grants_application_export", args=["csv"])).content.decode()

    assert f"{application.title},{application.community.name}" in text
    assert f",{application.requested},{application.total}," in text


def test_a_report_that_is_asked_about_is_not_accepted(office):
    report = handed_in(running_contract(), "interim")
    ProjectReport.objects.filter(pk=report.pk).update(state="questioned", question="Kur čeki?", question_due_on="2028-02-10")

    response = office(REPORTING).post(step_of(report, "pienemt"), {})

    assert response.status_code == 422


def test_an_officer_notes_that_the_community_gives_the_grant_up(office):
    contract = prepared_contract()

    office(SIGNED).post(step_of(contract, "atteikums"), {"reason": "Kopienas vēstule, 14.06.2027."})

    contract.refresh_from_db()
    assert (contract.state, contract.lapse_reason) == (ContractState.LAPSED, "Kopienas vēstule, 14.06.2027.")


def test_an_officer_ends_a_contract_early_and_wrong_sums_lose_nothing(office):
    contract = running_contract()
    pay(contract)
    client, address = office(PAYING + timedelta(days=9)), step_of(contract, "izbeigt")
    typed = {"ended_on": "2027-06-30", "to_return": "360,01", "return_iban": "LV92 XDEM 0000 0000 0000 1", "reason": ENDED}

    asked = client.get(address).content.decode()
    refused = client.post(address, typed)
    client.post(address, {**typed, "to_return": "200,00"})

    contract.refresh_from_db()
    assert money(Decimal(360)) in asked
    assert (refused.status_code, set(refused.context["form"].errors), ENDED in refused.text) == (422, {"to_return"}, True)
    assert (contract.state, contract.to_return) == (ContractState.ENDED, Decimal(200))
    assert step_of(contract, "atmaksats") in client.get(page_of(contract)).content.decode()


def test_a_wish_to_end_a_contract_is_agreed_to_by_ending_it(office):
    contract = running_contract()
    change = request_end(
        contract=contract, reason="Vadītāja pārcēlās, soliņus nav kam būvēt.", by=leader_of_contract(contract), now=PAYING
    )
    client = office(PAYING + timedelta(days=9))

    answering = client.get(step_of(change, "atbildet"))
    client.post(step_of(change, "izbeigt"), {"ended_on": "2027-06-30", "to_return": "0", "reason": ENDED})

    contract.refresh_from_db()
    change.refresh_from_db()
    assert step_of(change, "izbeigt") in answering.content.decode()
    assert [value for value, _label in answering.context["form"].fields["is_approved"].choices] == ["ne"]
    assert (contract.state, change.state) == (ContractState.ENDED, "approved")


def test_a_last_report_is_accepted_once_the_request_for_a_change_is_answered(office):
    contract = running_contract()
    accepted(contract, "interim")
    asked_change(contract)
    report = handed_in(contract, "final")

    response = office(FINISHING).post(step_of(report, "pienemt"), {})

    report.refresh_from_db()
    assert "Uz lūgumu grozīt šo līgumu vēl nav atbildēts." in response.text
    assert report.state == ReportState.SUBMITTED


def test_an_officer_notes_that_an_award_is_given_up_before_its_contract_is_made(office):
    application = funded_application()
    client = office(SIGNED)

    client.post(step_of(application, "atteikums"), {"reason": "Kopienas vēstule, 14.06.2027."})
    twice = client.post(step_of(application, "atteikums"), {"reason": "Kopienas vēstule, 14.06.2027."})

    application.refresh_from_db()
    assert (application.state, application.contract.lapse_reason) == ("lapsed", "Kopienas vēstule, 14.06.2027.")
    assert twice.status_code == 422


def test_ineligible_costs_are_cut_when_the_last_report_is_accepted(office):
    contract = running_contract()
    accepted(contract, "interim")
    report = handed_in(contract, "final")
    why = "Degvielas čeki nav attiecināmi: konkursa nolikums degvielu neparedz."
    client = office(FINISHING)

    refused = client.post(step_of(report, "pienemt"), {"ineligible": "1 000,00", "ineligible_reason": why})
    no_sum = client.post(step_of(report, "pienemt"), {"ineligible_reason": why})
    client.post(step_of(report, "pienemt"), {"ineligible": "100,00", "ineligible_reason": why})
    client.force_login(leader_of_contract(contract))
    page = client.get(report.get_absolute_url()).text

    contract.refresh_from_db()
    for one in (refused, no_sum):
        assert (set(one.context["form"].errors), why in one.text) == ({"ineligible"}, True)
    assert contract.used == Decimal(800)
    assert (why in page, money(Decimal(800)) in page) == (True, True)
