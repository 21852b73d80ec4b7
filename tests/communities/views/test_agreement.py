"""The public pages of agreements, and marking a commitment as kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communities.actions.agreement import publish_agreement, put_into_force
from communities.enums import AgreementKind, AgreementState, CommitmentParty, MemberRole
from communities.models import Agreement
from portal.accounts.roles import Role
from tests.factories.communities import AgreementFactory, CommitmentFactory, CommunityFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
KEPT = {"note": "Krasts sakopts, 20 talcinieki."}


@pytest.fixture
def commitment(now):
    """A promise of the community with a running clock."""
    agreement = AgreementFactory(state=AgreementState.SIGNING, community=CommunityFactory(leader=PersonFactory()))
    commitment = CommitmentFactory(agreement=agreement, text="Sakopt krastu.", due_on=now.date() + timedelta(days=9))
    put_into_force(agreement=agreement, signed_on=now.date(), paper_reason="Parakstīts klātienē.", by=None, now=now)
    return commitment


def kept_page(commitment) -> str:
    return reverse("communities:commitment_kept", args=[commitment.agreement.slug, commitment.pk])


def listed(client, **query) -> list[str]:
    return [str(row) for row in client.get(reverse("communities:agreement_list"), query).context["lines"]]


@pytest.mark.rule("S4-52")
@pytest.mark.rule("S4-133")
def test_everybody_sees_what_was_promised_with_its_clock(client, commitment):
    text = client.get(f"/vienosanas/{commitment.agreement.slug}/").text

    assert "Sakopt krastu." in text
    assert '<div class="clock' in text
    assert f"{commitment.due_on:%d.%m.%Y}." in text


@pytest.mark.rule("S4-133")
def test_the_side_that_promised_says_that_it_is_kept_and_everybody_reads_how(client, commitment, now):
    client.force_login(commitment.agreement.community.memberships.leaders().get().user)

    client.post(kept_page(commitment), {**KEPT, "kept_on": f"{now:%Y-%m-%d}"})

    client.logout()
    assert KEPT["note"] in client.get(f"/vienosanas/{commitment.agreement.slug}/").text


def test_a_day_in_the_future_is_refused_and_the_note_stays(client, commitment, now):
    client.force_login(commitment.agreement.community.memberships.leaders().get().user)

    response = client.post(kept_page(commitment), {**KEPT, "kept_on": f"{now + timedelta(days=3):%Y-%m-%d}"})

    assert response.status_code == 422
    assert "Izvēlieties dienu no parakstīšanas līdz šodienai." in response.text
    assert KEPT["note"] in response.text


@pytest.mark.parametrize(
    ("party", "who", "status"),
    [
        (CommitmentParty.COMMUNITY, "editor", 200),
        (CommitmentParty.COMMUNITY, "member", 403),
        (CommitmentParty.COMMUNITY, "officer", 403),
        (CommitmentParty.COMMUNITY, "lawyer", 200),
        (CommitmentParty.MUNICIPALITY, "editor", 403),
        (CommitmentParty.MUNICIPALITY, "officer", 200),
        (CommitmentParty.MUNICIPALITY, "stranger", 403),
    ],
)
def test_a_commitment_is_marked_by_the_side_that_holds_it_or_by_the_keepers_of_agreements(client, commitment, party, who, status):
    Agreement.objects.filter(pk=commitment.agreement_id).update(unit=(unit := UnitFactory()))
    type(commitment).objects.filter(pk=commitment.pk).update(party=party)
    people = {
        "editor": lambda: MembershipFactory(community=commitment.agreement.community, role=MemberRole.EDITOR).user,
        "member": lambda: MembershipFactory(community=commitment.agreement.community, role=MemberRole.MEMBER).user,
        "officer": lambda: OfficerFactory(roles=[Role.OFFICER]),
        "lawyer": lambda: OfficerFactory(roles=[Role.LAWYER]),
        "stranger": PersonFactory,
    }
    person = people[who]()
    if who == "officer":
        unit.members.add(person)
    client.force_login(person)

    assert client.get(kept_page(commitment)).status_code == status


def test_a_published_draft_says_until_when_remarks_are_welcome_and_to_whom(client, now):
    agreement = AgreementFactory(kind=AgreementKind.PARTICIPATION, agreed=True, unit=UnitFactory(email="vide@example.lv"))
    publish_agreement(agreement=agreement, by=None, now=now)

    text = client.get(f"/vienosanas/{agreement.slug}/").text

    assert f"{now + timedelta(days=10):%d.%m.%Y}." in text
    assert "vide@example.lv" in text
    assert agreement.reasons in text


@pytest.mark.rule("S4-29")
def test_the_benefits_chosen_stand_on_the_page(client, now):
    agreement = AgreementFactory(state=AgreementState.IN_FORCE, signed_on=now.date(), benefits=["compromise"])

    assert "Kompromiss konflikta vietā" in client.get(f"/vienosanas/{agreement.slug}/").text


def test_agreements_are_filtered_by_their_state_of_today(client, now):
    today = now.date()
    facts = {"state": AgreementState.IN_FORCE, "signed_on": today - timedelta(days=9), "valid_from": today - timedelta(days=9)}
    AgreementFactory(title="Spēkā esošais", **facts)
    AgreementFactory(title="Vakar beidzies", valid_to=today - timedelta(days=1), **facts)

    assert listed(client, stavoklis="in_force") == ["Spēkā esošais"]
    assert listed(client, stavoklis="expired") == ["Vakar beidzies"]


def test_an_export_says_expired_of_what_is_over_by_the_clock(client, now):
    yesterday = now.date() - timedelta(days=1)
    AgreementFactory(
        state=AgreementState.IN_FORCE, signed_on=yesterday, valid_from=yesterday - timedelta(days=9), valid_to=yesterday
    )

    content = client.get(reverse("communities:agreement_list"), {"formats": "csv"}).content.decode("utf-8-sig")

    assert "beidzies" in content
