import pytest
from django.urls import reverse

from communities.enums import AgreementState, CommunityStage, PracticeState
from communities.models import Community
from portal.accounts.roles import Role
from tests.desks import step_of
from tests.factories.communities import (
    AgreementFactory,
    CommunityFactory,
    GoodPracticeFactory,
    NeighbourhoodFactory,
)
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def coordinator(client, municipality):
    """The participation coordinator, signed in."""
    officer = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(officer)
    return officer


@pytest.mark.rule("S4-19")
def test_an_officer_verifies_a_registered_community(client, coordinator):
    community = CommunityFactory(stage=CommunityStage.FORMING, verified_at=None, verified_by=None)

    client.post(step_of(community, "apstiprinat"), {"stage": CommunityStage.ACTIVE})

    community.refresh_from_db()
    assert (community.stage, community.verified_by) == (CommunityStage.ACTIVE, coordinator)


@pytest.mark.rule("S4-19")
@pytest.mark.rule("S4-145")
@pytest.mark.usefixtures("coordinator")
def test_what_an_officer_enters_is_an_identified_community(client):
    record = {
        "name": "Odukalna ļaudis",
        "slug": "odukalna-laudis",
        "kind": "territorial",
        "legal_form": "informal",
        "uniting": "Kalns.",
        "neighbourhoods": [NeighbourhoodFactory().pk],
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }

    client.post(reverse("admin:communities_community_add"), record)

    assert Community.objects.get().stage == CommunityStage.IDENTIFIED
    assert not Community.objects.public().exists()


@pytest.mark.rule("S4-76")
@pytest.mark.usefixtures("coordinator")
def test_a_card_is_sent_back_with_a_reason_only(client):
    card = GoodPracticeFactory()

    refused = client.post(step_of(card, "atdot"), {"reason": ""})
    client.post(step_of(card, "atdot"), {"reason": "Pielieciet, cik cilvēku piedalījās."})

    card.refresh_from_db()
    assert refused.status_code == 422
    assert card.state == PracticeState.RETURNED


def test_an_agreement_is_put_into_force_by_the_lawyer_alone(client, coordinator, now):
    agreement = AgreementFactory(state=AgreementState.SIGNING)
    signed = {"signed_on": f"{now:%Y-%m-%d}", "paper_reason": "Parakstīts klātienē."}

    refused = client.post(step_of(agreement, "speka"), signed)
    client.force_login(OfficerFactory(roles=[Role.LAWYER]))
    client.post(step_of(agreement, "speka"), signed)

    agreement.refresh_from_db()
    assert refused.status_code == 403
    assert agreement.state == AgreementState.IN_FORCE


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_others_read_the_register_and_change_nothing(client, role):
    community = CommunityFactory()
    client.force_login(OfficerFactory(roles=[role]))
    page = reverse("admin:communities_community_change", args=[community.pk])

    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "Cits"}).status_code == 403
    assert client.post(step_of(community, "neaktiva")).status_code == 403


def test_an_agreement_is_typed_over_only_while_it_is_a_draft(client, coordinator):
    published = AgreementFactory(state=AgreementState.PUBLISHED)

    response = client.post(reverse("admin:communities_agreement_change", args=[published.pk]), {"title": "Cits"})

    assert response.status_code == 403
