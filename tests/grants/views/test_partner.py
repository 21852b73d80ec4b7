import pytest
from django.urls import reverse

from communities.enums import MemberRole
from grants.actions.partner import name_partner
from grants.models import ApplicationPartner
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.grants import IN_TIME, leader_of
from tests.factories.portal import PersonFactory


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def neighbours(db):
    return CommunityFactory(leader=PersonFactory(), name="Ozolu iela")


@pytest.fixture
def partner(draft, neighbours, leader) -> ApplicationPartner:
    return name_partner(application=draft, community=neighbours, role="Aizdod zāģi.", by=leader, now=IN_TIME)


def section(draft) -> str:
    return reverse("grants:application_section", args=[draft.pk, "partneri"])


@pytest.mark.rule("S1-25")
def test_a_name_of_the_portal_is_that_community_and_another_an_organisation(client, draft, leader, neighbours):
    client.force_login(leader)

    for name in (" ozolu IELA ", "Biedrība „Krasts”"):
        client.post(section(draft), {"name": name, "role": "Aizdod zāģi."})

    assert list(draft.partners.values_list("name", "community")) == [
        ("Ozolu iela", neighbours.pk), ("Biedrība „Krasts”", None)
    ]  # fmt: skip


def test_a_refusal_keeps_what_was_typed(client, draft, leader):
    client.force_login(leader)

    page = client.post(section(draft), {"name": draft.community.name, "role": "Darām visu paši."})

    assert page.status_code == 422
    assert "Darām visu paši." in page.text
    assert "Tas ir pats pieteicējs." in page.text


@pytest.mark.rule("S1-25")
def test_the_partners_leader_confirms_with_one_click(client, partner, neighbours):
    client.force_login(leader_of(neighbours))
    page = reverse("grants:partner_confirm", args=[partner.pk])

    assert "Aizdod zāģi." in client.get(page).text
    client.post(page, {"atbilde": "piekrist"})

    partner.refresh_from_db()
    assert partner.confirmed_by == leader_of(neighbours)


def test_a_member_of_the_partner_reads_and_does_not_confirm(client, partner, neighbours):
    client.force_login(MembershipFactory(community=neighbours, role=MemberRole.EDITOR).user)
    page = reverse("grants:partner_confirm", args=[partner.pk])

    assert client.get(page).status_code == 200
    assert client.post(page, {"atbilde": "piekrist"}).status_code == 403


def test_the_applicant_itself_confirms_nothing(client, partner, leader):
    client.force_login(leader)

    assert client.get(reverse("grants:partner_confirm", args=[partner.pk])).status_code == 404


def test_the_confirmation_waits_among_what_the_leader_has_to_do(client, partner, neighbours):
    client.force_login(leader_of(neighbours))

    page = client.get(reverse("pages:mans"))

    assert reverse("grants:partner_confirm", args=[partner.pk]) in page.text


def test_a_partner_is_taken_off_the_list(client, draft, leader, partner):
    client.force_login(leader)

    client.post(reverse("grants:partner_remove", args=[draft.pk, partner.pk]))

    assert not draft.partners.exists()
