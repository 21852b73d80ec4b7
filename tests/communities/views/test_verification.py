import pytest
from django.urls import reverse

from communities.actions.verification import return_community
from communities.enums import Promise, Verification
from communities.models import Community
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory
from tests.factories.membership import RETURN_REASON, registered
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

ADDRESS = "/kopienas/registret/"


@pytest.fixture
def resident(client):
    person = PersonFactory(email="ilze@example.lv")
    client.force_login(person)
    return person


@pytest.fixture
def answers():
    """The five things asked and the promise, as the browser sends them."""
    return {
        "name": "Upes kaimiņi",
        "neighbourhoods": [ContactPersonFactory().neighbourhood.pk],
        "uniting": "Kopīga upes mala.",
        "second_person": "otrs@example.lv",
        "email": "upe@example.lv",
        "legal_form": "informal",
        "registration_number": "",
        "declared": "on",
    }


@pytest.mark.rule("S4-19")
@pytest.mark.rule("S4-146")
def test_a_resident_registers_and_sees_what_happens_next_and_when(client, resident, answers):
    page = client.post(ADDRESS, answers, follow=True)

    community = Community.objects.get()
    assert page.redirect_chain[-1][0] == community.get_absolute_url()
    assert "Pašvaldības speciālists kopienu apstiprina vai uzraksta, kas jāizlabo." in page.text
    assert f"{obligation_of(community, Promise.VERIFICATION).due_on:%d.%m.%Y.}" in page.text
    assert set(Message.objects.values_list("email", flat=True)) == {"ilze@example.lv", "otrs@example.lv"}


@pytest.mark.rule("S4-05")
def test_a_number_is_read_with_its_spaces_and_dashes(client, resident, answers):
    client.post(ADDRESS, answers | {"legal_form": "association", "registration_number": "4000-8999 014"})

    assert Community.objects.get().registration_number == "40008999014"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"registration_number": "40008999015", "legal_form": "association"}, "Reģistrācijas numurs nav pareizs"),
        ({"registration_number": "40008999029", "legal_form": "association"}, "jau ir reģistrēta"),
        ({"registration_number": "40008999014"}, "izvēlieties, kas Jūs esat"),
        ({"legal_form": "association"}, "jānorāda reģistrācijas numurs"),
        ({"neighbourhoods": []}, "vismaz vienu apkaimi"),
        ({"second_person": "ilze@example.lv"}, "Norādiet cita cilvēka adresi"),
        ({"declared": ""}, "to apņemas katra kopiena"),
    ],
    ids=["check digit", "registered", "no form", "no number", "no neighbourhood", "oneself", "no promise"],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, resident, answers, wrong, sentence):
    CommunityFactory(legal_form="association", registration_number="40008999029")

    page = client.post(ADDRESS, answers | wrong)

    assert page.status_code == 422
    assert sentence in page.text
    assert "Kopīga upes mala." in page.text
    assert Community.objects.count() == 1


def test_a_guest_is_led_to_sign_in_and_back(client):
    answer = client.get(ADDRESS)

    assert answer.url == f"{reverse('account_login')}?next={ADDRESS}"


def test_the_neighbourhood_one_comes_from_is_chosen_already(client, resident):
    place = ContactPersonFactory().neighbourhood

    page = client.get(ADDRESS, {"apkaime": place.slug})

    assert f"{ADDRESS}?apkaime={place.slug}" in client.get(place.get_absolute_url()).text
    assert [option.data["selected"] for option in page.context["form"]["neighbourhoods"]] == [True]


def test_who_belongs_to_no_community_is_shown_how_to_register_one(client, resident):
    assert ADDRESS in client.get(reverse("pages:mans")).text
    MembershipFactory(user=resident)

    assert ADDRESS not in client.get(reverse("pages:mans")).text


@pytest.fixture
def returned(resident, now):
    return return_community(community=registered(resident), reason=RETURN_REASON, by=OfficerFactory(), now=now)


def test_the_leader_reads_the_reason_corrects_and_sends_again(client, returned):
    address = reverse("communities:send_again", args=[returned.slug])
    assert address in client.get(reverse("pages:mans")).text
    page = client.get(address)
    facts = {**page.context["form"].initial, "neighbourhoods": [place.pk for place in returned.neighbourhoods.all()]}

    client.post(address, facts | {"uniting": "Misas krasts un kopīgas talkas."})

    assert RETURN_REASON in page.text
    returned.refresh_from_db()
    assert (returned.verification, returned.uniting) == (Verification.WAITING, "Misas krasts un kopīgas talkas.")


def test_only_the_leader_corrects(client, returned):
    client.force_login(MembershipFactory(community=returned, role="editor").user)

    assert client.get(reverse("communities:send_again", args=[returned.slug])).status_code == 403


def test_members_see_on_the_desk_what_the_officer_wrote(client, returned):
    client.force_login(MembershipFactory(community=returned).user)

    page = client.get(reverse("communities:desk", args=[returned.slug])).text

    assert RETURN_REASON in page
    assert reverse("communities:send_again", args=[returned.slug]) not in page
