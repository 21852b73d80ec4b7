import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import MemberRole
from participation.actions.draft_decision import attach_draft_file, invite_to_committee
from participation.models import CommitteeInvitation, DraftDecision, OpinionRequest
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.draft_decision import DraftDecisionFactory, ask, hand_in
from tests.factories.files import stored_file
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def place(municipality):
    return NeighbourhoodFactory()


@pytest.fixture
def leader(client, place):
    """Leads the one community of the affected place, signed in."""
    person = PersonFactory()
    CommunityFactory(neighbourhoods=[place], leader=person)
    client.force_login(person)
    return person


@pytest.fixture
def draft(place, leader) -> DraftDecision:
    return DraftDecisionFactory(neighbourhoods=[place])


def decline(request: OpinionRequest) -> str:
    return reverse("participation:request_decline", args=[request.pk])


def answer(invitation: CommitteeInvitation) -> str:
    return reverse("participation:invitation_answer", args=[invitation.pk])


def invite(draft: DraftDecision) -> CommitteeInvitation:
    hand_in(draft)
    return invite_to_committee(draft=draft, by=OfficerFactory(), now=timezone.now())[0]


def test_an_unpublished_draft_is_for_officers(client, place):
    draft = DraftDecisionFactory(neighbourhoods=[place], published_at=None)
    guest = client.get(draft.get_absolute_url()).status_code
    client.force_login(OfficerFactory())

    assert (guest, client.get(draft.get_absolute_url()).status_code) == (404, 200)


@pytest.mark.rule("S4-85")
def test_a_community_is_led_from_its_desk_to_the_opinion(client, draft, leader, time_machine):
    ask(draft)
    draft.refresh_from_db()
    time_machine.move_to(draft.consultation.opens_at)
    client.force_login(leader)

    desk = client.get(reverse("communities:desk", args=[leader.memberships.get().community.slug])).text
    page = client.get(draft.get_absolute_url()).text

    assert draft.get_absolute_url() in desk
    assert reverse("participation:opinion_create", args=[draft.consultation.slug]) in page


def test_a_leader_declines_in_the_communitys_name(client, draft):
    asked = ask(draft)[0]

    client.post(decline(asked), {"reason": "Mūs tas neskar."})

    assert OpinionRequest.objects.get().reason == "Mūs tas neskar."
    assert "Mūs tas neskar." in client.get(draft.get_absolute_url()).text


def test_declining_too_late_is_told_and_what_was_typed_stays(client, draft, leader, time_machine):
    asked = ask(draft)[0]
    draft.refresh_from_db()
    time_machine.move_to(draft.consultation.closes_at)
    client.force_login(leader)

    response = client.post(decline(asked), {"reason": "Mūs tas neskar."})

    assert response.status_code == 422
    assert "Mūs tas neskar." in response.text
    assert response.context["form"].non_field_errors()


@pytest.mark.rule("S4-84")
def test_a_leader_answers_the_invitation(client, draft):
    invitation = invite(draft)

    client.post(answer(invitation), {"atbilde": "bus"})

    invitation.refresh_from_db()
    assert invitation.is_coming is True


@pytest.mark.parametrize(("role", "status"), [(MemberRole.MEMBER, 403), (None, 404)], ids=["plain member", "stranger"])
def test_others_answer_nothing_for_the_community(client, draft, role, status):
    invitation, person = invite(draft), PersonFactory()
    if role:
        MembershipFactory(community=invitation.community, user=person, role=role)
    client.force_login(person)

    assert client.post(answer(invitation), {"atbilde": "bus"}).status_code == status
    assert CommitteeInvitation.objects.get().is_coming is None


def test_the_file_of_a_public_draft_can_be_read(client, draft, now):
    address = reverse("participation:draft_decision_file", args=[draft.slug])
    without = client.get(address).status_code
    attach_draft_file(draft=draft, file=stored_file("projekts.pdf"), by=OfficerFactory(), now=now)

    response = client.get(address)

    assert (without, response.status_code) == (404, 200)
    assert response.getvalue()


def test_the_list_tells_the_stage(client, draft):
    hand_in(draft)

    page = client.get(reverse("participation:draft_decision_list"), {"posms": "submitted"}).text
    empty = client.get(reverse("participation:draft_decision_list"), {"posms": "decided"}).text

    assert draft.title in page
    assert draft.title not in empty
