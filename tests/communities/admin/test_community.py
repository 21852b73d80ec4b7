import pytest
from django.contrib import admin
from django.urls import reverse

from communities.enums import CommunityStage, Verification
from communities.models import Membership
from portal.accounts.roles import Role
from portal.audit.desks import IndexedAdmin
from portal.audit.models import Event
from portal.audit.wording import WORDING
from portal.notifications.models import Message
from tests.desks import step_of
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.membership import RETURN_REASON, HandoverFactory, registered
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality", "coordinator")


@pytest.fixture
def coordinator(client):
    officer = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(officer)
    return officer


def desk(community, page="change") -> str:
    return reverse(f"admin:communities_community_{page}", args=[community.pk])


def test_the_queue_on_the_start_page_holds_what_waits(client):
    registered(name="Gaidītāji")
    CommunityFactory(name="Sen apstiprinātie")

    page = client.get(reverse("admin:index")).text

    assert "Gaidītāji" in page
    assert "Sen apstiprinātie" not in page


def test_the_list_is_narrowed_to_what_waits(client, now):
    waiting, returned = (
        registered(),
        CommunityFactory(verified_at=None, verified_by=None, returned_at=now, return_reason="Kāpēc."),
    )
    CommunityFactory()
    CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None)
    address = reverse("admin:communities_community_changelist")

    found = {state: list(client.get(address, {"parbaude": state}).context["cl"].result_list) for state in ("waiting", "returned")}

    assert found == {"waiting": [waiting], "returned": [returned]}


def test_a_step_that_somebody_else_has_done_asks_for_nothing_and_loses_nothing(client):
    community = registered()
    opened = client.get(step_of(community, "atdot")).text
    client.post(step_of(community, "atdot"), {"reason": RETURN_REASON})

    again = client.get(step_of(community, "atdot")).text
    late = client.post(step_of(community, "atdot"), {"reason": f"Otrs vārds. {RETURN_REASON}"})

    assert 'name="reason"' in opened
    assert 'name="reason"' not in again
    assert "Pašlaik šo soli veikt nevar" in again
    assert late.status_code == 422
    assert "Otrs vārds." in late.text


def test_a_community_is_sent_back_with_a_reason_of_substance(client):
    community = registered()

    refused = client.post(step_of(community, "atdot"), {"reason": "Paldies."})
    client.post(step_of(community, "atdot"), {"reason": RETURN_REASON})

    community.refresh_from_db()
    assert refused.status_code == 422
    assert (community.verification, community.return_reason) == (Verification.RETURNED, RETURN_REASON)


@pytest.mark.rule("S4-145")
def test_somebody_is_asked_to_lead_an_identified_community(client):
    known = CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None)

    client.post(step_of(known, "uzaicinat-lideri"), {"email": "lidere@example.lv"})

    assert known.invitations.get().role == "leader"
    assert Message.objects.get().email == "lidere@example.lv"


@pytest.mark.rule("S4-19")
def test_an_identified_community_is_not_verified_for_people_who_have_not_asked(client):
    known = CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None)

    page = client.post(step_of(known, "apstiprinat"), {"stage": "active"})

    assert page.status_code == 422
    known.refresh_from_db()
    assert known.verified_at is None


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("sakt", "inactive", "forming"), ("aktiva", "forming", "active"), ("neaktiva", "active", "inactive")],
)
def test_a_stage_is_changed_by_its_step(client, name, before, after):
    community = CommunityFactory(stage=before)

    client.post(step_of(community, name))

    community.refresh_from_db()
    assert community.stage == after


def test_an_officer_hands_over_for_a_leader_who_is_gone(client):
    leader = MembershipFactory(role="leader")
    member = MembershipFactory(community=leader.community)

    client.post(step_of(leader.community, "nodot-vadibu"), {"successor": member.pk, "leader_leaves": "on"})
    client.post(step_of(leader.community, "apstiprinat-nodosanu"))

    assert list(Membership.objects.current().filter(community=leader.community)) == list(Membership.objects.leaders()) == [member]


def test_an_officer_calls_a_handover_off(client):
    handover = HandoverFactory()

    client.post(step_of(handover.community, "atcelt-nodosanu"))

    assert Membership.objects.leaders().get() == handover.leader


@pytest.mark.parametrize("name", ["apstiprinat-nodosanu", "atcelt-nodosanu"])
def test_a_handover_that_no_longer_waits_is_said_so(client, name):
    page = client.post(step_of(CommunityFactory(), name))

    assert page.status_code == 422
    assert "Vadības nodošana vairs negaida apstiprinājumu." in page.text


def test_the_page_tells_what_happened_and_who_leads_next(client):
    handover = HandoverFactory()
    registered_one = registered()

    assert handover.successor.user.name in client.get(desk(handover.community)).text
    assert "Kopiena reģistrēta" in client.get(desk(registered_one)).text


def typed(client, community, **changed) -> dict:
    """What the browser sends for the page as it stands, with something typed over."""
    form = client.get(desk(community)).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if name in form.fields and value not in (None, False, [])}
    places = [place.pk for place in community.neighbourhoods.all()]
    formset = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    return {**values, "neighbourhoods": places, **formset, **changed}


def test_what_an_officer_types_over_is_a_named_act(client, coordinator):
    community = CommunityFactory()

    client.post(desk(community), typed(client, community, name="Upes ļaudis"))

    event = Event.objects.of(community).get()
    assert (event.name, event.actor_id, event.data) == ("communities.community.edited", coordinator.pk, {"fields": ["name"]})
    assert event.context_id


@pytest.mark.rule("S4-05")
def test_an_officer_types_a_number_with_spaces_too(client):
    community = CommunityFactory()

    client.post(desk(community), typed(client, community, legal_form="association", registration_number="4000 8999 014"))

    community.refresh_from_db()
    assert community.registration_number == "40008999014"


@pytest.mark.parametrize("change", [True, False], ids=["edited", "entered"])
def test_every_desk_has_words_for_what_is_typed_there(change):
    names = {one.name_of_act(change) for one in admin.site._registry.values() if isinstance(one, IndexedAdmin)}

    assert "communities.community." + ("edited" if change else "entered") in names
    assert names <= set(WORDING)
