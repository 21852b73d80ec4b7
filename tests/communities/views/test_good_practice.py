import pytest
from django.urls import reverse

from communities.enums import MemberRole, PracticeState, Promise
from communities.models import Term
from portal.obligations.models import Obligation
from tests.factories.communities import CommunityFactory, ContactPersonFactory, GoodPracticeFactory, MembershipFactory
from tests.factories.files import picture, upload
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def leader():
    return PersonFactory()


@pytest.fixture
def community(leader):
    community = CommunityFactory(leader=leader)
    ContactPersonFactory(neighbourhood=community.neighbourhoods.get())
    return community


def card(**changes):
    words = {f"{kind}s": [Term.objects.filter(kind=kind).first().pk] for kind in ("tag", "tool", "aspect")}
    return {
        "title": "Norādes uz mājām", "place": "Plakanciems", "challenge": "Ātrā palīdzība neatrod māju.",
        "story": "Sarakstījām mājvārdus un uzstādījām zīmes.", "source": "Pašu pieredze", **words, **changes,
    }  # fmt: skip


@pytest.mark.rule("S4-76", "S3-09")
def test_a_community_hands_in_a_card_and_an_officer_has_a_date_to_read_it_by(client, leader, community):
    client.force_login(leader)

    answer = client.post(reverse("communities:own_practice_create", args=[community.slug]), card())

    practice = community.good_practices.get()
    assert answer.status_code == 302
    assert (practice.state, practice.community, practice.submitted_by) == (PracticeState.SUBMITTED, community, leader)
    promise = Obligation.objects.open().about(practice).get(kind=Promise.CARD_READING)
    assert promise.holder == community.neighbourhoods.get().contact_persons.get().unit


def test_a_card_without_words_keeps_what_was_typed(client, leader, community):
    client.force_login(leader)

    answer = client.post(reverse("communities:own_practice_create", args=[community.slug]), card(tools=[]))

    assert answer.status_code == 422
    assert "Sarakstījām mājvārdus un uzstādījām zīmes." in answer.text
    assert not community.good_practices.exists()


def test_a_photo_stands_on_the_card_with_its_words(client, leader, community):
    client.force_login(leader)
    photo = {"photo": upload("zimes.jpg", picture("JPEG")), "alt": "Kaimiņi pie jaunās norādes"}

    client.post(reverse("communities:own_practice_create", args=[community.slug]), card(**photo))

    assert 'alt="Kaimiņi pie jaunās norādes"' in client.get(community.good_practices.get().get_absolute_url()).text


def test_a_photo_without_words_is_asked_for_them_and_kept(client, leader, community):
    client.force_login(leader)
    photo = upload("zimes.jpg", picture("JPEG"))

    answer = client.post(reverse("communities:own_practice_create", args=[community.slug]), card(photo=photo))

    assert answer.status_code == 422
    assert "Uzrakstiet dažos vārdos, kas redzams fotoattēlā" in answer.text
    assert "zimes.jpg" in answer.text


def test_a_card_sent_back_is_completed_and_handed_in_again(client, leader, community):
    practice = GoodPracticeFactory(community=community, state=PracticeState.RETURNED, return_reason="Trūkst skaitļu.")
    client.force_login(leader)
    address = reverse("communities:own_practice_edit", args=[community.slug, practice.slug])

    assert "Trūkst skaitļu." in client.get(address).text
    client.post(address, card(figures="46 mājas"))

    practice.refresh_from_db()
    assert (practice.state, practice.figures) == (PracticeState.SUBMITTED, "46 mājas")


def test_a_card_that_is_being_read_is_not_edited(client, leader, community):
    practice = GoodPracticeFactory(community=community)
    client.force_login(leader)

    assert client.get(reverse("communities:own_practice_edit", args=[community.slug, practice.slug])).status_code == 404


def test_a_plain_member_reads_the_cards_but_writes_none(client, community):
    member = MembershipFactory(community=community, role=MemberRole.MEMBER).user
    practice = GoodPracticeFactory(community=community)
    client.force_login(member)

    assert practice.title in client.get(reverse("communities:own_practices", args=[community.slug])).text
    assert client.get(reverse("communities:own_practice_create", args=[community.slug])).status_code == 403
