from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.models import CoFinancingRequest
from portal.obligations.receipts import receipt_of
from tests.factories.cofinancing import REASON, CoFinancingFundFactory, ask_share
from tests.factories.communities import CommunityFactory
from tests.factories.files import pdf, upload
from tests.factories.grants import call_administrator
from tests.factories.portal import PersonFactory

ASK = "/lidzfinansejums/pieteikt/"


@pytest.fixture
def fund(municipality):
    return CoFinancingFundFactory()


@pytest.fixture
def leader(client, fund):
    person = PersonFactory()
    person.led = CommunityFactory(leader=person)
    client.force_login(person)
    return person


def form(leader, **typed) -> dict:
    given = {
        "community": leader.led.pk,
        "title": "Upes takas atjaunošana",
        "programme": "LEADER",
        "programme_deadline": f"{timezone.localdate() + timedelta(days=60):%Y-%m-%d}",
        "summary": "Taka savieno trīs ciemus.",
        "project_total": "20 000,00",
        "requested": "3 000,00",
        "form_token": uuid4(),
    }
    return given | typed


@pytest.mark.rule("S4-117")
def test_everybody_reads_the_rules_and_what_is_left(client, fund):
    page = client.get("/lidzfinansejums/").text

    assert fund.rules in page
    assert "10\u00a0000,00" in page


def test_a_leader_asks_and_sees_the_number_and_the_clock(client, leader):
    answer = client.post(ASK, form(leader, attachment=upload("apraksts.pdf", pdf())), follow=True)

    asked = CoFinancingRequest.objects.get()
    assert answer.redirect_chain[-1][0] == asked.get_absolute_url()
    assert asked.attachment.original_name == "apraksts.pdf"
    assert "Pašvaldība izlemj pirms programmas termiņa." in answer.text
    assert receipt_of(asked).number in answer.text.replace("\u2011", "-")
    description = f"{asked.get_absolute_url()}apraksts/"
    assert f'<a href="{description}">apraksts.pdf</a>' in answer.text
    assert b"".join(client.get(description)) == pdf()


def test_a_refusal_keeps_all_that_was_typed(client, leader):
    answer = client.post(ASK, form(leader, requested="5000"))

    assert answer.status_code == 422
    assert "Taka savieno trīs ciemus." in answer.text
    assert "Var apsolīt ne vairāk kā" in answer.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"requested": "-5"}, "Summa nevar būt negatīva."),
        ({"project_total": "trīs"}, "Ierakstiet skaitli, piemēram, 1250,00."),
    ],
)
def test_what_is_no_sum_is_refused_with_a_sentence(client, leader, typed, sentence):
    assert sentence in client.post(ASK, form(leader, **typed)).text


def test_nobody_asks_in_the_name_of_anothers_community(client, leader):
    answer = client.post(ASK, form(leader, community=CommunityFactory().pk))

    assert answer.status_code == 422
    assert not CoFinancingRequest.objects.exists()


def test_the_community_tells_what_the_programme_decided(client, leader, now):
    asked = ask_share(community=leader.led, by=leader, now=now)
    client.force_login(call_administrator())
    client.post(
        reverse("admin:grants_cofinancingrequest_step", args=[asked.pk, "solit"]), {"amount": "3000,00", "reason": REASON}
    )
    client.force_login(leader)

    page = client.post(f"/mans/lidzfinansejums/{asked.pk}/rezultats/", {"is_won": "1", "note": "Atbalstīts."}, follow=True)

    asked.refresh_from_db()
    assert asked.state == "won"
    assert "Atbalstīts." in page.text
    assert asked.title in client.get("/lidzfinansejums/").text


def test_strangers_do_not_see_a_request(client, fund, now):
    asked = ask_share(now=now)
    client.force_login(PersonFactory())

    assert client.get(asked.get_absolute_url()).status_code == 404


def test_the_communitys_desk_shows_what_it_asked(client, leader):
    asked = ask_share(community=leader.led, by=leader)

    page = client.get(reverse("communities:desk", args=[leader.led.slug])).text

    assert asked.title in page
    assert asked.get_absolute_url() in page
