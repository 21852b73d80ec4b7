"""A community's contract and reports, as the browser sends them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from communities.enums import MemberRole
from grants.actions.report import ask_back_report
from grants.enums import ChangeState, ContractState, ReportState
from grants.forms.report import ReportForm
from grants.models import Application, ChangeRequest, Contract, ProjectReport
from grants.queries.contract import printed
from portal.documents.actions import render_document
from portal.ui.templatetags.portal_ui import day, money
from tests.factories.communities import MembershipFactory
from tests.factories.contract import (
    FINISHING,
    MADE,
    REPORTING,
    SIGNED,
    TEXTS,
    accepted,
    finished_contract,
    half_to_come_back,
    handed_in,
    leader_of_contract,
    pay,
    prepared_contract,
    running_contract,
    signed_file,
)
from tests.factories.files import pdf, picture, signed_container, upload
from tests.factories.grants import call_administrator
from tests.factories.portal import PersonFactory


@pytest.fixture(autouse=True)
def _in_time(municipality, time_machine):
    time_machine.move_to(MADE + timedelta(hours=1), tick=False)


@pytest.fixture
def enter(client, time_machine):
    """The client of the leader of a contract's community, at an instant."""

    def sign_in(contract, now=REPORTING):
        time_machine.move_to(now, tick=False)
        client.force_login(leader_of_contract(contract))
        return client

    return sign_in


def at(name: str, thing, *more) -> str:
    return reverse(f"grants:{name}", args=[thing.pk, *more])


def typed_budget(contract, price: str, item: str = "Dēļi un skrūves") -> dict[str, str]:
    call = contract.application.call
    return {
        "cost-0-category": str(call.cost_categories.get(is_administration=False).pk),
        "cost-0-item": item, "cost-0-quantity": "1", "cost-0-price": price,
        "kind-0-rate": str(call.in_kind_rates.get().pk), "kind-0-item": "Soliņu būve", "kind-0-quantity": "10",
        "turpinat": "talak",
    }  # fmt: skip


def typed_report(report: ProjectReport, *actual: str, **changes: str) -> dict[str, str]:
    lines = list(report.contract.application.budget_lines.select_related("category").order_by("position"))
    form = ReportForm(report=report, lines=lines)
    sums = dict(zip((field.html_name for _line, field, _why in form.line_fields), actual or ("900,00", "100"), strict=True))
    people = {"reached-children": "12", "reached-others": "30"}
    change = {"stage-community": "change", "change-community": "Kaimiņi kopā kopj krastu"}
    return {**TEXTS, **sums, **people, **change, "revision": "0", "turpinat": "iesniegt"} | changes


# The contract


def test_the_community_fits_its_budget_and_the_contract_is_made(enter):
    contract = prepared_contract(amount=Decimal(600))
    desk = enter(contract, MADE)

    refused = desk.post(at("contract_budget", contract), typed_budget(contract, "600,01"))
    response = desk.post(at("contract_budget", contract), typed_budget(contract, "600,00"))

    assert (refused.status_code, refused.context["form"].costs[0]["price"].value()) == (422, "600,01")
    assert response.url == contract.get_absolute_url()
    contract.refresh_from_db()
    assert (contract.state, contract.number) == (ContractState.SIGNING, "KNP-L-2027/1")


def test_counting_again_changes_nothing(enter):
    contract = prepared_contract(amount=Decimal(600))

    enter(contract, MADE).post(at("contract_budget", contract), {**typed_budget(contract, "600,00"), "turpinat": "seit"})

    assert Contract.objects.get().state == ContractState.BUDGET


def test_the_leader_sends_the_signed_file_back(enter):
    contract = prepared_contract()
    file = signed_file(contract)

    response = enter(contract, SIGNED).post(
        at("contract_sign", contract), {"file": upload("ligums.edoc", file.content)}, follow=True
    )

    page = response.content.decode()
    assert "ligums.edoc" in page
    assert str(contract.status.next_step) not in page


def test_another_file_is_refused_beside_the_field(enter):
    contract = prepared_contract()
    render_document(printed(contract).pk)
    other = upload("cits.edoc", signed_container({"ligums.pdf": pdf()}))

    response = enter(contract, SIGNED).post(at("contract_sign", contract), {"file": other})

    assert response.status_code == 422
    assert response.context["copy_form"].errors["file"]


def test_an_account_with_a_wrong_digit_is_refused_and_what_was_typed_stays(enter):
    contract = prepared_contract()
    typed = {"account_holder": "Biedrība", "iban": "LV81 BANK 0000 4351 9500 1"}

    response = enter(contract, SIGNED).post(at("contract_account", contract), typed)

    assert response.status_code == 422
    assert "LV81" in response.content.decode()


def test_the_account_is_kept_without_blanks(enter):
    contract = prepared_contract()

    enter(contract, SIGNED).post(
        at("contract_account", contract), {"account_holder": "Biedrība", "iban": "LV80 BANK 0000 4351 9500 1"}
    )

    contract.refresh_from_db()
    assert contract.iban == "LV80BANK0000435195001"


def test_the_grant_is_given_up_with_a_reason(enter):
    contract = prepared_contract()
    desk = enter(contract, SIGNED)

    refused = desk.post(at("contract_decline", contract), {"reason": "Nē."})
    desk.post(at("contract_decline", contract), {"reason": "Projekta vadītāja pārceļas uz citu novadu."})

    assert refused.status_code == 422
    assert Contract.objects.get().state == ContractState.LAPSED


def test_an_editor_writes_but_does_not_bind_the_community(client):
    contract = prepared_contract()
    editor = MembershipFactory(community=contract.application.community, role=MemberRole.EDITOR).user
    client.force_login(editor)

    assert client.get(at("contract_detail", contract)).status_code == 200
    assert client.post(at("contract_decline", contract), {"reason": "Nevēlamies turpināt darbu."}).status_code == 403


def test_another_communitys_contract_does_not_exist(client):
    contract = prepared_contract()
    client.force_login(PersonFactory())

    assert client.get(at("contract_detail", contract)).status_code == 404


def test_what_is_to_come_back_says_where_to_and_by_when(enter):
    contract = half_to_come_back()

    page = enter(contract, REPORTING + timedelta(days=220)).get(contract.get_absolute_url()).content.decode()

    for words in (money(Decimal(270)), "LV92XDEM0000000000001", contract.number, f"{contract.return_by:%d.%m.%Y}."):
        assert words in page


def test_the_desk_of_the_community_leads_to_its_contract(enter):
    contract = running_contract()

    page = enter(contract).get(reverse("communities:desk", args=[contract.application.community.slug])).content.decode()

    assert f'href="{contract.get_absolute_url()}"' in page


# Changes


def test_a_change_is_asked_for_and_shown_before_and_after(enter):
    contract = running_contract()
    typed = typed_budget(contract, "900,00", item="Dēļi, skrūves un krāsa")
    typed |= {"starts_on": "2027-07-01", "ends_on": "2028-07-31", "work": contract.work}
    typed["reason"] = "Krāsu veikals dod kopā ar dēļiem, tāpēc rinda jāpārsauc."

    response = enter(contract, SIGNED).post(at("change_create", contract), typed, follow=True)

    page = response.content.decode()
    assert "<del>" in page
    assert "Dēļi, skrūves un krāsa" in page
    assert ChangeRequest.objects.get().state == ChangeState.PROPOSED


def test_a_change_above_the_sum_is_refused_and_nothing_typed_is_lost(enter):
    contract = running_contract()
    typed = typed_budget(contract, "950,00") | {"starts_on": "2027-07-01", "ends_on": "2028-07-31", "work": "Soliņi."}

    response = enter(contract, SIGNED).post(
        at("change_create", contract), typed | {"reason": "Viss ir kļuvis dārgāks nekā bija."}
    )

    assert response.status_code == 422
    assert response.context["budget"].costs[0]["price"].value() == "950,00"
    assert not ChangeRequest.objects.exists()


# Reports


def test_a_blank_report_shows_every_row_of_the_budget_and_no_error(enter):
    contract = running_contract()

    page = enter(contract).get(at("report_form", contract.reports.first())).content.decode()

    assert "Dēļi un skrūves" in page
    assert "error-summary" not in page


@pytest.mark.rule("S1-12")
@pytest.mark.rule("S1-13")
@pytest.mark.rule("S1-14")
@pytest.mark.rule("S1-15")
def test_each_level_of_change_says_what_it_asks_for(enter):
    contract = running_contract()

    page = enter(contract).get(at("report_form", contract.reports.first()))

    asked = [(str(label), bool(str(help_text))) for label, help_text, _stage, _text in page.context["form"].level_fields]
    assert asked == [("cilvēks", True), ("kopiena", True), ("organizācijas", True), ("politika", True)]


def test_autosave_keeps_what_is_typed_and_counts_what_is_used(enter):
    contract = running_contract()
    report = contract.reports.first()

    answer = enter(contract).post(at("report_autosave", report), typed_report(report, "450,00", "x")).json()

    assert answer["revision"] == 1
    assert money(Decimal(450)) in answer["sums"]
    report.draft.refresh_from_db()
    assert report.draft.data["done"] == TEXTS["done"]


def test_the_draft_comes_back_as_it_was_typed(enter):
    contract = running_contract()
    report = contract.reports.first()
    desk = enter(contract)
    desk.post(at("report_autosave", report), {"done": "Puse darba", "reached-men": "daudz", "revision": "0"})

    page = desk.get(at("report_form", report)).content.decode()

    assert "Puse darba" in page
    assert 'value="daudz"' in page


def test_two_people_in_one_report_lose_nothing(enter, client):
    contract = running_contract()
    report = contract.reports.first()
    desk = enter(contract)
    desk.post(at("report_autosave", report), {"done": "Pirmā teksts", "revision": "0"})

    response = desk.post(at("report_form", report), {"done": "Otrā teksts", "revision": "0", "turpinat": "seit"})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Pirmā teksts" in page
    assert "Otrā teksts" in page


def test_a_report_is_handed_in_with_its_receipt_and_photo(enter):
    contract = running_contract()
    pay(contract)
    report = contract.reports.get(kind="interim")
    desk = enter(contract)
    desk.post(
        at("report_receipt_add", report), {"ceks-what": "Dēļi", "ceks-amount": "900", "ceks-file": upload("čeks.pdf", pdf())}
    )
    desk.post(at("report_photo_add", report), {"foto-alt": "Seši soliņi", "foto-file": upload("s.png", picture())})

    response = desk.post(at("report_form", report), typed_report(report), follow=True)

    report.refresh_from_db()
    assert report.state == ReportState.SUBMITTED
    assert "Kaimiņi kopā kopj krastu" in response.content.decode()


def test_the_last_report_says_at_once_what_of_the_paid_money_comes_back(enter):
    contract = running_contract()
    pay(contract)
    accepted(contract, "interim")
    report = contract.reports.get(kind="final")
    desk = enter(contract, FINISHING)

    sums = desk.post(at("report_autosave", report), typed_report(report, "100", "100")).json()["sums"]
    handed_in(contract, "final", actual=("100",), why="Gandrīz viss ziedots.")
    page = desk.get(at("report_detail", report)).content.decode()

    assert money(260) in sums
    assert money(260) in page


def test_a_report_asked_back_names_the_day_of_the_answer(enter):
    contract = running_contract()
    report = handed_in(contract, "interim")
    until = REPORTING.date() + timedelta(days=20)
    ask_back_report(
        report=report, asked_about=["money"], question="Paskaidrojiet, kāpēc dēļi maksāja tik daudz.", until=until,
        by=call_administrator(), now=REPORTING + timedelta(days=1),
    )  # fmt: skip

    page = enter(contract, REPORTING + timedelta(days=2)).get(at("report_detail", report)).content.decode()

    assert f'<span class="muted">līdz {day(until)}</span>' in page


def test_what_is_missing_is_said_where_it_is_missing_and_all_typed_is_kept(enter):
    contract = running_contract()
    report = contract.reports.get(kind="final")

    response = enter(contract).post(at("report_form", report), typed_report(report, learned=""))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"learned"}
    report.draft.refresh_from_db()
    assert report.draft.data["done"] == TEXTS["done"]


@pytest.mark.parametrize("typed", ["-5", "1.250", "1250,555"])
def test_a_sum_that_is_none_is_refused_at_its_row(enter, typed):
    contract = running_contract()
    report = contract.reports.get(kind="interim")

    response = enter(contract).post(at("report_form", report), typed_report(report, typed, "100"))

    (name,) = response.context["form"].errors
    assert name.startswith("actual-cost-")


def test_a_stage_without_its_sign_is_asked_for(enter):
    contract = running_contract()
    report = contract.reports.get(kind="interim")

    response = enter(contract).post(at("report_form", report), typed_report(report, **{"stage-policy": "reach"}))

    assert set(response.context["form"].errors) == {"change-policy"}


def test_what_is_ticked_is_kept_while_it_is_typed(enter):
    contract = running_contract()
    accepted(contract, "interim")
    report = contract.reports.get(kind="final")
    desk = enter(contract)
    desk.post(at("report_autosave", report), typed_report(report, **{"led-to-ties": "on"}))

    page = desk.get(at("report_form", report))

    assert [field.html_name for field in page.context["form"].result_fields if field.value()] == ["led-to-ties"]


def test_two_who_tick_something_else_read_it_in_words(enter):
    contract = running_contract()
    accepted(contract, "interim")
    report = contract.reports.get(kind="final")
    desk = enter(contract)
    desk.post(at("report_form", report), typed_report(report, turpinat="seit", **{"led-to-ties": "on"}))

    response = desk.post(at("report_form", report), typed_report(report, turpinat="seit", **{"led-to-art": "on"}))

    assert response.status_code == 409
    assert [(one["theirs"], one["mine"]) for one in response.context["differences"]] == [("jā", ""), ("", "jā")]


def test_the_page_of_the_project_and_its_report_say_what_it_led_to(enter):
    contract = finished_contract(led_to=["places"])
    report = contract.reports.get(kind="final")

    told = enter(contract).get(report.get_absolute_url())
    public = Client().get(reverse("grants:project_detail", args=[contract.application.pk]))

    assert "Atdzīvojusies aizmirsta vieta" in told.text
    assert "Atdzīvojusies aizmirsta vieta" in public.text


def test_typed_sums_stay_with_their_rows_when_the_budget_changes(enter):
    contract = running_contract()
    report = contract.reports.first()
    desk = enter(contract)
    desk.post(at("report_autosave", report), typed_report(report, "450,00", "50,00"))
    lines = contract.application.budget_lines.order_by("position")
    again = list(lines)
    contract.application.budget_lines.all().delete()
    for position, line in enumerate(reversed(again), start=1):
        line.pk, line.position = None, position
        line.save(force_insert=True)

    form = desk.get(at("report_form", report)).context["form"]

    assert {line.item: field.value() for line, field, _why in form.line_fields} == {
        "Dēļi un skrūves": "450,00", "Soliņu būve": "50,00",
    }  # fmt: skip


def test_receipts_are_private(client):
    contract = running_contract()
    report = handed_in(contract, "interim")
    client.force_login(PersonFactory())

    assert client.get(at("report_receipt", report, report.receipts.get().pk)).status_code == 404


def test_a_report_handed_in_is_shown_not_edited(enter):
    contract = running_contract()
    report = handed_in(contract, "interim")

    assert enter(contract).get(at("report_form", report)).url == report.get_absolute_url()


# The public register


@pytest.mark.rule("S4-102")
@pytest.mark.rule("S1-24")
def test_the_public_page_tells_who_what_where_and_what_came_of_it(client):
    contract = finished_contract()
    application = Application.objects.get(pk=contract.application_id)

    page = client.get(reverse("grants:project_detail", args=[application.pk])).content.decode()

    for words in (
        application.title, application.community.name, money(Decimal(900)), TEXTS["summary"], TEXTS["learned"], "0 soliņu",
        "6 soliņi", "Kaimiņi kopā kopj upes krastu",
    ):  # fmt: skip
        assert words in page


def test_photos_are_public_once_the_report_is_accepted(client, enter):
    contract = running_contract()
    report = contract.reports.get(kind="interim")
    desk = enter(contract)
    desk.post(at("report_photo_add", report), {"foto-alt": "Seši soliņi", "foto-file": upload("s.png", picture())})
    address = reverse("grants:project_photo", args=[contract.application_id, report.photos.get().pk])
    client.logout()

    before = client.get(address).status_code
    accepted(contract, "interim")

    shown = client.get(address)
    assert (before, shown["Content-Type"], bool(shown.getvalue())) == (404, "image/png", True)
    shown.close()


def test_a_lapsed_award_is_no_funded_project(client, enter):
    contract = prepared_contract()
    enter(contract, SIGNED).post(at("contract_decline", contract), {"reason": "Projekta vadītāja pārceļas uz citu novadu."})

    assert client.get(reverse("grants:project_detail", args=[contract.application_id])).status_code == 404


@pytest.mark.rule("S4-102")
def test_the_register_is_filtered_by_state_and_sorted_by_sum(client):
    small, large = finished_contract(requested=Decimal(500)), finished_contract(requested=Decimal(900))
    running_contract(requested=Decimal(700))
    address = reverse("grants:project_list")

    finished = client.get(address, {"statuss": "closed", "kartot": "summa"}).context["lines"]

    assert [one.pk for one in finished] == [large.application_id, small.application_id]


def test_the_export_is_safe_against_formulas(client):
    contract = finished_contract()
    Application.objects.filter(pk=contract.application_id).update(title="=SUM(A1:A9)")

    text = client.get(reverse("grants:project_list"), {"formats": "csv"}).content.decode()

    assert "=SUM(A1:A9)" in text
    assert not any(cell.startswith("=") for line in text.splitlines() for cell in line.split(","))
