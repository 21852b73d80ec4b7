import pytest
from django.utils import timezone

from communities.actions.community import change_stage, send_community_again
from communities.actions.verification import return_community
from communities.enums import CommunityStage, LegalForm, MemberRole, Promise, Verification
from communities.models import Community, Invitation
from communities.workflow import COMMUNITY
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation, Receipt
from portal.obligations.queries import obligation_of
from portal.ui.search import find
from portal.ui.visibility import Visibility
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.membership import RETURN_REASON, registered
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")

NUMBER = "40008999014"


@pytest.mark.rule("S4-19")
def test_a_resident_registers_a_community_and_leads_it():
    resident = PersonFactory()

    community = registered(resident)

    assert community.memberships.leaders().get().user == resident
    assert not Community.objects.public().exists()


@pytest.mark.rule("S4-44")
def test_who_registers_declares_openness(now):
    assert registered(now=now).declared_at == now

    with pytest.raises(InvalidInput) as refused:
        registered(name="Cita", declared=False)

    assert refused.value.field == "declared"


@pytest.mark.rule("S4-146")
def test_a_second_person_is_invited_as_contact():
    resident = PersonFactory()

    community = registered(resident, second_person="kaimins@example.lv")

    invitation = community.invitations.get()
    assert (invitation.email, invitation.role, invitation.invited_by) == ("kaimins@example.lv", MemberRole.CONTACT, resident)


@pytest.mark.rule("S4-146")
def test_nobody_is_the_second_person_to_oneself():
    resident = PersonFactory(email="viens@example.lv")

    with pytest.raises(InvalidInput, match="Norādiet cita cilvēka adresi") as refused:
        registered(resident, second_person="Viens@example.lv")

    assert refused.value.field == "second_person"
    assert not Community.objects.exists()


@pytest.mark.rule("S4-19")
def test_verification_is_promised_by_the_unit_of_the_place(time_machine):
    time_machine.move_to("2026-11-23T10:00:00+02:00")
    UnitFactory()
    contact = ContactPersonFactory()

    community = registered(neighbourhoods=[contact.neighbourhood])

    promise = obligation_of(community, Promise.VERIFICATION)
    assert (promise.holder, promise.visibility) == (contact.unit, Visibility.STAFF)
    assert f"{promise.due_on:%d.%m.%Y}" == "07.12.2026"


def test_the_receipt_reaches_the_registrant_with_number_and_day(now):
    resident = PersonFactory()

    community = registered(resident, now=now)

    letter = Message.objects.get(key="communities.community_received")
    promise = obligation_of(community, Promise.VERIFICATION)
    assert letter.email == resident.email
    assert Receipt.objects.get().number in letter.subject
    assert f"{promise.due_on:%d.%m.%Y.}" in letter.subject


@pytest.mark.rule("S4-04")
def test_a_community_without_a_neighbourhood_is_refused():
    with pytest.raises(InvalidInput, match="vismaz vienu apkaimi") as refused:
        registered(neighbourhoods=[])

    assert refused.value.field == "neighbourhoods"
    assert not Community.objects.exists()


@pytest.mark.rule("S4-05")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [("40008999015", "Reģistrācijas numurs nav pareizs"), ("", "jānorāda reģistrācijas numurs")],
    ids=["wrong check digit", "missing"],
)
def test_a_registered_organisation_needs_its_number(number, sentence):
    with pytest.raises(InvalidInput, match=sentence) as refused:
        registered(legal_form=LegalForm.ASSOCIATION, registration_number=number)

    assert refused.value.field == "registration_number"
    assert not Community.objects.exists()


def test_an_organisation_is_registered_once():
    CommunityFactory(legal_form=LegalForm.FOUNDATION, registration_number=NUMBER)

    with pytest.raises(InvalidInput, match="jau ir reģistrēta") as refused:
        registered(legal_form=LegalForm.ASSOCIATION, registration_number=NUMBER)

    assert refused.value.field == "registration_number"


def test_the_form_sent_twice_gives_one_community():
    resident = PersonFactory()

    assert registered(resident) == registered(resident)
    assert Invitation.objects.count() == Obligation.objects.count() == 1


def test_communities_of_one_name_get_addresses_of_their_own():
    slugs = [registered(name="Ķekavas ļaudis").slug for _ in range(2)]

    assert slugs == ["kekavas-laudis", "kekavas-laudis-2"]


def test_a_dash_between_two_places_keeps_them_apart_in_the_address():
    assert registered(name="Ceļš Daugmale–Ķekava").slug == "cels-daugmale-kekava"


def test_an_unverified_community_is_not_found_by_residents():
    registered()

    assert not find("upes kaimiņi", PersonFactory()).exists()
    assert find("upes kaimiņi", OfficerFactory()).exists()


def test_what_was_corrected_is_verified_anew(now):
    community, place = registered(), NeighbourhoodFactory()
    return_community(community=community, reason=RETURN_REASON, by=OfficerFactory(), now=now)

    community = send_community_again(
        community=community, neighbourhoods=[place], name="Upes ļaudis", uniting="Misas krasts.", by=None, now=timezone.now()
    )

    assert (community.verification, community.return_reason) == (Verification.WAITING, "")
    assert (community.name, list(community.neighbourhoods.all())) == ("Upes ļaudis", [place])
    assert Obligation.objects.open().about(community).count() == 1


def test_only_what_was_sent_back_is_sent_again(now):
    community = registered()

    with pytest.raises(StateConflict):
        send_community_again(community=community, neighbourhoods=[NeighbourhoodFactory()], name="Cits", by=None, now=now)


@pytest.mark.parametrize(
    ("stage", "target"),
    [(stage, target) for stage in COMMUNITY.statuses for target in COMMUNITY.statuses if not COMMUNITY.allows(stage, target)],
)
def test_a_stage_that_cannot_follow_is_refused(now, stage, target):
    community = CommunityFactory(stage=stage)

    with pytest.raises(StateConflict):
        change_stage(community=community, stage=target, by=None, now=now)

    community.refresh_from_db()
    assert community.stage == stage


def test_an_unverified_community_changes_no_stage(now):
    with pytest.raises(StateConflict, match="vēl nav apstiprināta"):
        change_stage(community=registered(), stage=CommunityStage.ACTIVE, by=None, now=now)


def test_a_community_that_rests_stays_public_and_its_leader_hears_of_it(now):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    MembershipFactory(community=community)

    change_stage(community=community, stage=CommunityStage.INACTIVE, by=None, now=now)

    assert Community.objects.public().get().stage == CommunityStage.INACTIVE
    letter = Message.objects.get()
    assert (letter.key, letter.email) == ("communities.community_stage_changed", leader.email)
    assert "neaktīva" in letter.body


def test_a_community_called_like_a_page_of_the_portal_gets_an_address_of_its_own():
    community = registered(PersonFactory(), name="Reģistrēt")

    assert community.slug == "registret-2"
