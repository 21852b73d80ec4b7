import pytest
from django.urls import reverse

from communities.enums import MemberRole
from grants.actions.idea import invite_idea, offer_help, support_idea
from grants.models import Idea, IdeaOffer
from tests.factories.applying import ANSWERED, IDEA_TIME, IDEAS_UNTIL, handed_in_idea, two_round_call
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.contract import accountant
from tests.factories.grants import call_administrator, leader_of
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture(autouse=True)
def _in_time(time_machine, settings):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(IDEA_TIME, tick=False)


@pytest.fixture
def ideas_call(municipality):
    return two_round_call()


@pytest.fixture
def idea(ideas_call) -> Idea:
    return handed_in_idea(ideas_call)


def typed(community, **changes) -> dict:
    return {
        "community": community.pk, "title": "Maizes krāsns", "neighbourhood": community.neighbourhoods.first().pk,
        "summary": "Kopīga krāsns.", "need": "Kaimiņi nepazīst cits citu.", "estimate": "1 250,00", "is_public": "on",
        "form_token": "11111111-1111-4111-8111-111111111111",
    } | changes  # fmt: skip


def address(name: str, idea: Idea) -> str:
    return reverse(f"grants:{name}", args=[idea.pk])


@pytest.mark.rule("S4-114")
def test_a_leader_hands_in_an_idea_and_finds_its_number(client, ideas_call):
    community = CommunityFactory(leader=PersonFactory())
    client.force_login(leader_of(community))

    page = client.post(reverse("grants:idea_create", args=[ideas_call.slug]), typed(community), follow=True)

    idea = Idea.objects.get()
    assert (idea.estimate, idea.community) == (1250, community)
    assert page.context["receipt"].number in page.text


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(client, ideas_call):
    community = CommunityFactory(leader=PersonFactory())
    client.force_login(leader_of(community))

    page = client.post(
        reverse("grants:idea_create", args=[ideas_call.slug]), typed(community, estimate="3000,01", title="Krāsns visiem")
    )

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["estimate"])
    assert "Krāsns visiem" in page.text
    assert not Idea.objects.exists()


def test_after_the_first_round_the_form_is_closed(client, ideas_call, time_machine):
    time_machine.move_to(IDEAS_UNTIL, tick=False)
    community = CommunityFactory(leader=PersonFactory())
    client.force_login(leader_of(community))

    page = client.get(reverse("grants:idea_create", args=[ideas_call.slug]))

    assert "Šajā konkursā idejas pašlaik nepieņem." in page.text


def test_the_list_shows_what_its_authors_show(client, ideas_call, idea):
    kept = handed_in_idea(ideas_call, title="Klusā ideja", is_public=False)

    page = client.get(reverse("grants:idea_list") + f"?konkurss={ideas_call.slug}")

    assert idea.title in page.text
    assert kept.title not in page.text


def test_an_idea_names_its_call_unless_the_list_is_of_that_call(client, ideas_call, idea, settings):
    settings.PAGE_CACHE_SECONDS = 30
    address, name = reverse("grants:idea_list"), f"<span>{ideas_call.title}</span>"

    for query, is_named in (("", True), (f"?konkurss={ideas_call.slug}", False), ("?no=foruma", True)):
        page = client.get(address + query)
        assert idea.title in page.text
        assert (name in page.text) is is_named


def test_a_kept_idea_is_not_there_for_others_and_is_there_for_its_community(client, ideas_call):
    kept = handed_in_idea(ideas_call, is_public=False)

    assert client.get(kept.get_absolute_url()).status_code == 404
    client.force_login(leader_of(kept.community))
    assert client.get(kept.get_absolute_url()).status_code == 200


@pytest.mark.rule("S0-67")
def test_a_signed_in_resident_says_we_need_this_and_takes_it_back(client, idea):
    client.force_login(PersonFactory())

    page = client.post(address("idea_support", idea), {"comment": "Bērniem nav kur mācīties ārā."}, follow=True)
    assert page.context["idea"].support_count == 1
    assert "Bērniem nav kur mācīties ārā." in page.text

    page = client.post(address("idea_support", idea), {"atsaukt": "1"}, follow=True)
    assert page.context["idea"].support_count == 0


@pytest.mark.rule("S0-67")
def test_names_of_residents_are_not_shown(client, idea):
    resident = PersonFactory(name="Skaidrīte Liepa")
    support_idea(idea=idea, comment="Vajag.", by=resident, now=IDEA_TIME)

    page = client.get(idea.get_absolute_url())

    assert "Vajag." in page.text
    assert "Skaidrīte" not in page.text


def test_support_after_the_answer_gets_a_sentence(client, idea):
    invite_idea(idea=idea, by=call_administrator(), now=ANSWERED)
    client.force_login(PersonFactory())

    page = client.post(address("idea_support", idea), {"comment": "Par vēlu"})

    assert page.status_code == 422
    assert "Par šo ideju iedzīvotājiem vairs nejautā." in page.text


def test_help_is_offered_answered_and_only_then_are_addresses_shown(client, idea):
    helper = PersonFactory()
    client.force_login(helper)
    page = client.post(address("offer_create", idea), {"kind": "room", "text": "Varam dot šķūni vakaros."}, follow=True)
    offer = IdeaOffer.objects.get()
    leader = leader_of(idea.community)
    assert leader.email not in page.text

    client.force_login(leader)
    before = client.get(reverse("grants:offer_detail", args=[offer.pk]))
    after = client.post(
        reverse("grants:offer_detail", args=[offer.pk]), {"decision": "ja", "reply": "Labprāt, rīt piezvanīšu."}, follow=True
    )

    assert helper.email not in before.text
    assert helper.email in after.text


def test_an_offer_is_there_only_for_its_two_sides(client, idea):
    offer = offer_help(idea=idea, kind="room", text="Varam dot šķūni vakaros.", by=PersonFactory(), now=IDEA_TIME)
    page = reverse("grants:offer_detail", args=[offer.pk])

    client.force_login(MembershipFactory(community=idea.community, role=MemberRole.MEMBER).user)
    assert (client.get(page).status_code, client.post(page).status_code) == (200, 403)
    client.force_login(PersonFactory())
    assert client.get(page).status_code == 404


def test_the_invited_community_finds_its_way_to_the_full_application(client, idea, time_machine):
    invite_idea(idea=idea, condition="Pievienojiet piekrišanu.", by=call_administrator(), now=ANSWERED)
    time_machine.move_to(ANSWERED, tick=False)
    client.force_login(leader_of(idea.community))

    page = client.get(idea.get_absolute_url())

    assert "Pievienojiet piekrišanu." in page.text
    assert reverse("grants:application_create", args=[idea.call.slug]) in page.text


def test_only_the_leader_withdraws_an_idea(client, idea):
    client.force_login(MembershipFactory(community=idea.community, role=MemberRole.EDITOR).user)
    assert client.post(address("idea_withdraw", idea)).status_code == 403

    client.force_login(leader_of(idea.community))
    page = client.post(address("idea_withdraw", idea), follow=True)

    assert page.context["idea"].state == "withdrawn"


def test_an_editor_changes_the_idea_while_the_round_lasts(client, idea):
    client.force_login(MembershipFactory(community=idea.community, role=MemberRole.EDITOR).user)
    fields = {name: value for name, value in typed(idea.community).items() if name not in ("community", "form_token")}

    page = client.post(address("idea_edit", idea), fields, follow=True)

    assert page.context["idea"].title == "Maizes krāsns"


def test_without_an_account_nobody_is_counted_and_the_way_to_sign_in_is_shown(client, idea):
    page = client.get(idea.get_absolute_url())
    refused = client.post(address("idea_support", idea), {"comment": "Vajag."})

    assert "Ienāciet un pasakiet, ka Jums tā vajadzīga" in page.text
    assert (refused.status_code, idea.supports.exists()) == (403, False)
    assert client.get(address("offer_create", idea)).status_code == 302


def test_a_call_without_ideas_has_an_empty_list(client, db):
    MunicipalityFactory()
    call = two_round_call()

    page = client.get(reverse("grants:idea_list") + f"?konkurss={call.slug}")

    assert "Neviena ideja vēl nav publiska." in page.text


@pytest.mark.rule("S4-115")
def test_the_accountant_records_what_is_paid_for_the_work_and_the_community_sees_it(client, idea, time_machine):
    invite_idea(idea=idea, condition="", by=call_administrator(), now=ANSWERED)
    time_machine.move_to(ANSWERED, tick=False)
    client.force_login(accountant())
    step = reverse("admin:grants_idea_step", args=[idea.pk, "samaksats"])
    offered = client.get(step).context["form"].initial

    client.post(step, {"amount": offered["amount"], "paid_on": offered["paid_on"].isoformat()})

    client.force_login(leader_of(idea.community))
    page = client.get(idea.get_absolute_url()).text.replace("\xa0", " ")
    assert f"(samaksāts {ANSWERED:%d.%m.%Y}. 150,00 EUR)" in page
