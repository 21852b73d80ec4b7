import json

import pytest
from django.utils import timezone

from communities.enums import MemberRole
from portal.accounts.models import User
from portal.notifications.actions import notify
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.participation import ConsultationFactory, give_opinion
from tests.factories.portal import PersonFactory
from tests.portal.accounts.sign_in import sign_in


@pytest.fixture
def signed_in(client, resident):
    sign_in(client, resident.email)
    return resident


def test_the_profile_is_saved_and_says_so(client, signed_in):
    response = client.post("/mans/profils/", {"name": "Ilze Bērziņa", "language": "lv", "phone": ""}, follow=True)

    assert User.objects.get(pk=signed_in.pk).name == "Ilze Bērziņa"
    assert "Saglabāts." in response.text


def test_a_profile_without_a_name_is_refused_and_the_rest_stays_typed(client, signed_in):
    response = client.post("/mans/profils/", {"name": "  ", "language": "lv", "phone": "+371 20 000 000"})

    assert response.context["form"].errors["name"]
    assert 'value="+371 20 000 000"' in response.text
    assert User.objects.get(pk=signed_in.pk).name == "Ilze Kalniņa"


def test_own_data_holds_what_the_kernel_and_the_apps_know(client, signed_in):
    MembershipFactory(community=CommunityFactory(name="Upmalas kopiena"), user=signed_in, role=MemberRole.MEMBER)
    give_opinion(ConsultationFactory(title="Gājēju celiņš"), by=signed_in, text="Vajag drošu ceļu uz skolu.")
    notify("accounts.account_opened", subject=signed_in, now=timezone.now())

    response = client.post("/mans/profils/dati/")

    assert response["Content-Disposition"] == 'attachment; filename="mani-dati.json"'
    data = json.loads(response.content)
    assert data["person"] == "ilze@example.lv"
    assert data["account"]["name"] == "Ilze Kalniņa"
    assert data["memberships"][0]["community"] == "Upmalas kopiena"
    assert data["opinions"][0]["text"] == "Vajag drošu ceļu uz skolu."
    assert data["acts"][0]["what"] == "participation.opinion.submitted"
    assert "Jums atvērts konts kopienu portālā" in [message["subject"] for message in data["messages"]]
    assert [session["address"] for session in data["sessions"]] == ["127.0.0.1"]


def test_own_data_hold_nothing_of_others(client, signed_in):
    give_opinion(by=PersonFactory(), text="Cita cilvēka vārdi.")

    assert "Cita cilvēka vārdi." not in client.post("/mans/profils/dati/").text


def test_own_data_are_not_given_by_a_mere_link(client, signed_in):
    assert client.get("/mans/profils/dati/").status_code == 405


def test_an_account_is_erased_only_after_the_box_is_ticked(client, signed_in):
    response = client.post("/mans/profils/dzest/", {})

    assert response.status_code == 422
    assert "atzīmējiet izvēles rūtiņu" in response.text
    assert User.objects.get(pk=signed_in.pk).erased_at is None


def test_an_erased_person_is_signed_out_and_told_so(client, signed_in):
    response = client.post("/mans/profils/dzest/", {"confirm": "on"}, follow=True)

    assert response.redirect_chain == [("/", 302)]
    assert "Jūsu konts ir slēgts" in response.text
    assert User.objects.get(pk=signed_in.pk).erased_at is not None


def test_the_refusal_to_erase_names_the_community_to_hand_over(client, signed_in):
    MembershipFactory(community=CommunityFactory(name="Upmalas kopiena", leader=signed_in))

    response = client.post("/mans/profils/dzest/", {"confirm": "on"})

    assert response.status_code == 422
    assert "Upmalas kopiena" in response.text
