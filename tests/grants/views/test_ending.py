"""The end of a contract before its term, as its community and everybody see it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from communities.enums import MemberRole
from grants.actions.change_request import request_end
from grants.actions.ending import end_contract
from grants.models import ChangeRequest
from portal.ui.templatetags.portal_ui import day
from tests.factories.communities import MembershipFactory
from tests.factories.contract import REPORTING, funded_application, leader_of_contract, pay, running_contract
from tests.factories.grants import call_administrator, leader_of


@pytest.fixture(autouse=True)
def _in_time(municipality, time_machine):
    time_machine.move_to(REPORTING, tick=False)


@pytest.fixture
def enter(client):
    """The client of the leader of a contract's community."""

    def sign_in(contract):
        client.force_login(leader_of_contract(contract))
        return client

    return sign_in


def at(name: str, thing) -> str:
    return reverse(f"grants:{name}", args=[thing.pk])


def test_only_the_leader_asks_to_end_the_contract_and_says_why(enter, client):
    contract = running_contract()
    why = "Vadītāja pārcēlās uz citu novadu, un soliņus vairs nav kam būvēt."
    desk = enter(contract)

    refused = desk.post(at("end_ask", contract), {"reason": "Nevaram."})
    response = desk.post(at("end_ask", contract), {"reason": why})
    client.force_login(MembershipFactory(community=contract.application.community, role=MemberRole.EDITOR).user)
    editors = client.post(at("end_ask", contract), {"reason": why})

    change = ChangeRequest.objects.get()
    assert (refused.status_code, "Nevaram." in refused.text) == (422, True)
    assert response.url == change.get_absolute_url()
    assert (change.wants_end, editors.status_code) == (True, 403)


def test_a_contract_that_was_ended_says_so_to_its_community_and_on_the_public_page(enter):
    contract = running_contract()
    pay(contract)
    why = "Līgumu izbeidzam, jo vadītāja pārcēlusies un darbus nav kam turpināt; dēļi jau nopirkti."
    facts = {"ended_on": REPORTING.date(), "reason": why, "to_return": Decimal(100), "return_iban": "LV92XDEM0000000000001"}
    change = request_end(
        contract=contract, reason="Vadītāja pārcēlās, soliņus nav kam būvēt.", by=leader_of_contract(contract), now=REPORTING
    )
    end_contract(contract=contract, **facts, by=call_administrator(), now=REPORTING)
    desk = enter(contract)

    pages = [desk.get(one).text for one in (contract.get_absolute_url(), contract.application.get_absolute_url())]
    request = desk.get(change.get_absolute_url()).text
    public = desk.get(at("project_detail", contract.application)).text

    assert [why in page for page in (*pages, request, public)] == [True, True, True, False]
    assert "LV92XDEM0000000000001" in pages[0]
    assert at("report_form", contract.reports.first()) not in pages[0]
    assert ("izbeigts pirms termiņa" in public, day(REPORTING) in public) == (True, True)
    assert desk.get(at("end_ask", contract)).status_code == 404


def test_a_leader_gives_an_award_up_before_its_contract_is_made(client):
    application = funded_application()
    client.force_login(leader_of(application.community))

    offered = client.get(application.get_absolute_url()).text
    refused = client.post(at("application_decline", application), {"reason": "Nē."})
    client.post(at("application_decline", application), {"reason": "Projekta vadītāja pārceļas."})
    page = client.get(application.get_absolute_url()).text
    twice = client.post(at("application_decline", application), {"reason": "Projekta vadītāja pārceļas."}, follow=True)

    application.refresh_from_db()
    assert (at("application_decline", application) in offered, at("application_decline", application) in page) == (True, False)
    assert (refused.status_code, "Nē." in refused.text) == (422, True)
    assert (application.state, "Projekta vadītāja pārceļas." in page) == ("lapsed", True)
    assert "atteikties vairs nevar" in twice.text


def test_an_editor_does_not_give_an_award_up(client):
    application = funded_application()
    client.force_login(MembershipFactory(community=application.community, role=MemberRole.EDITOR).user)

    response = client.post(at("application_decline", application), {"reason": "Projekta vadītāja pārceļas."})

    assert response.status_code == 403
    assert at("application_decline", application) not in client.get(application.get_absolute_url()).text
