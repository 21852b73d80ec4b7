from datetime import time
from io import BytesIO
from urllib.parse import unquote_plus

import pytest
import tablib
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from communities.enums import AgreementKind, AgreementState, CentreSetting, CommunityStage, LegalForm, MemberRole
from communities.models import Term
from communities.panels.home import PLACES_SHOWN
from portal.ui.filters import MOST_CHOICES
from portal.ui.search import find
from tests.factories.communities import (
    AgreementFactory,
    CommitmentFactory,
    CommunityFactory,
    ContactPersonFactory,
    GoodPracticeFactory,
    MembershipFactory,
    NeighbourhoodFactory,
    ResourceCentreFactory,
)
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def names(response) -> list[str]:
    return [str(row) for row in response.context["lines"]]


def centres(client, **query) -> list[str]:
    lines = client.get(reverse("communities:resource_centre_list"), query).context["lines"]
    return [centre.name for centre, _opening in lines]


def listed(client, view: str, **query) -> list[str]:
    return names(client.get(reverse(f"communities:{view}"), query))


@pytest.mark.rule("S4-66")
def test_the_list_names_each_contact_person_and_where_one_is_missing(client):
    contact = ContactPersonFactory()
    NeighbourhoodFactory()

    response = client.get(reverse("communities:neighbourhood_list"))

    assert contact.post in response.text
    assert response.text.count("kontaktpersonas vēl nav") == 1


def test_the_list_counts_verified_living_communities_alone(client):
    place = NeighbourhoodFactory()
    CommunityFactory(neighbourhoods=[place])
    CommunityFactory(neighbourhoods=[place], verified_at=None, verified_by=None)
    CommunityFactory(neighbourhoods=[place], stage=CommunityStage.INACTIVE)

    response = client.get(reverse("communities:neighbourhood_list"))

    assert response.context["lines"][0].community_count == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"meklet": "kekava"}, ["Ķekavas apkaime"]),
        ({"meklet": "MEŽINIEKI"}, ["Mežinieku apkaime"]),
        ({"blivs": "True"}, ["Ķekavas apkaime"]),
        ({"blivs": "False"}, ["Mežinieku apkaime"]),
        ({"meklet": "nekas tāds"}, []),
    ],
)
def test_neighbourhoods_are_found_by_words_and_density(client, query, found):
    NeighbourhoodFactory(name="Ķekavas apkaime", is_dense=True)
    NeighbourhoodFactory(name="Mežinieku apkaime")

    assert listed(client, "neighbourhood_list", **query) == found


@pytest.mark.rule("S4-24")
def test_communities_are_filtered_by_place_stage_and_form(client):
    place = NeighbourhoodFactory()
    CommunityFactory(
        name="Upes biedrība",
        neighbourhoods=[place],
        legal_form=LegalForm.ASSOCIATION,
        registration_number="40008999014",
        stage=CommunityStage.FORMING,
    )
    CommunityFactory(name="Kalna ļaudis")

    for query in ({"apkaime": place.slug}, {"stadija": "forming"}, {"forma": "association"}, {"meklet": "biedriba"}):
        assert listed(client, "community_list", **query) == ["Upes biedrība"]


def test_communities_not_verified_yet_are_not_listed(client):
    CommunityFactory(name="Redzamie")
    CommunityFactory(name="Nepārbaudītie", verified_at=None, verified_by=None)
    CommunityFactory(name="Apzinātie", stage=CommunityStage.IDENTIFIED)

    assert listed(client, "community_list") == ["Redzamie"]


def test_a_filter_that_means_nothing_is_told_and_hides_nothing(client):
    community = CommunityFactory()

    response = client.get(reverse("communities:community_list"), {"stadija": "sapnis"})

    assert response.status_code == 200
    assert names(response) == [community.name]
    assert "stadija" in response.context["filterset"].form.errors


def test_a_long_list_turns_its_pages_by_key(client):
    for number in range(21):
        CommunityFactory(name=f"Kopiena {number:02}")

    first = client.get(reverse("communities:community_list"))
    second = client.get(reverse("communities:community_list"), {"pec": first.context["page"].after})

    assert names(first) + names(second) == [f"Kopiena {number:02}" for number in range(21)]
    assert first.context["count"].number == 21


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_holds_what_the_filter_shows(client, file_format):
    CommunityFactory(name="=Žoga ļaudis", residents_united=40, residents_united_on="2026-10-01")
    CommunityFactory(name="Kalna ļaudis")

    response = client.get(reverse("communities:community_list"), {"meklet": "zoga", "formats": file_format})

    content = response.content.decode("utf-8-sig") if file_format == "csv" else BytesIO(response.content)
    rows = tablib.Dataset().load(content, format=file_format).dict
    assert [(row["Kopiena"], int(row["Apvienoto iedzīvotāju skaits"])) for row in rows] == [("'=Žoga ļaudis", 40)]


@pytest.mark.rule("S3-39")
def test_centres_are_filtered_by_setting_and_by_whose_they_are(client):
    ResourceCentreFactory(name="Tautas nams", setting=CentreSetting.INDOOR)
    ResourceCentreFactory(
        name="Pi Bona", setting=CentreSetting.OUTDOOR, community=None, is_reference=True, municipality_name="Rēzeknes novads"
    )

    assert centres(client, vieta="outdoor") == ["Pi Bona"]
    assert centres(client, piemers="False") == ["Tautas nams"]


@pytest.mark.rule("S0-57")
@pytest.mark.rule("S0-58")
@pytest.mark.rule("S0-59")
@pytest.mark.parametrize(("field", "kind"), [("temturis", "tag"), ("riks", "tool"), ("aspekts", "aspect")])
def test_cards_are_filtered_by_each_vocabulary(client, now, field, kind):
    chosen, other = (Term.objects.create(kind=kind, slug=f"vards-{n}", name=f"vārds {n}", name_en=f"word {n}") for n in (1, 2))
    card = GoodPracticeFactory(state="published", published_at=now, **{f"terms__{kind}s": [chosen]})
    GoodPracticeFactory(state="published", published_at=now, **{f"terms__{kind}s": [other]})

    assert listed(client, "good_practice_list", **{field: chosen.slug}) == [card.title]


def test_cards_nobody_has_published_are_not_shown(client):
    card = GoodPracticeFactory(title="Pagalmu svētki")

    assert listed(client, "good_practice_list", meklet="pagalmu svetki") == []
    assert client.get(card.get_absolute_url()).status_code == 404


REFERENCE = {
    "S0-52": (
        "pagalms-visiem",
        ["milzu rotaļlieta", "performatīva konsultācija", "paaudžu dialogs", "līdzdalības budžeta"],
    ),
    "S0-53": ("kreiskultur-kultura-aprinki", ["koprades darbnīca", "kopības sajūta", "Finansē zeme un apriņķis"]),
    "S0-54": ("atputas-diena-jaunpienacejiem", ["17,2", "ap 300 apmeklētāju", "integrācijas telpa", "sociālā daudzveidība"]),
    "S0-55": ("vidzemes-kulturas-programma", ["40 000", "Valsts kultūrkapitāla fonda", "vietējā identitāte"]),
}


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in REFERENCE])
def test_a_card_of_the_guidelines_stands_in_every_installation(client, rule):
    slug, said = REFERENCE[rule]

    page = client.get(reverse("communities:good_practice_detail", args=[slug])).text.replace("\xa0", " ")

    assert [words for words in said if words not in page] == []


def test_the_cards_of_the_guidelines_are_found_by_search_too():
    assert find("milzīga ezīša", AnonymousUser()).get().title == "Pagalms visiem"


@pytest.mark.rule("S0-56")
def test_a_card_shows_all_its_parts(client, now):
    card = GoodPracticeFactory(state="published", published_at=now, link="https://example.lv/pagalms")
    words = [str(word) for words in (card.tags, card.tools, card.aspects) for word in words.all()]

    page = client.get(card.get_absolute_url()).text

    for part in (card.title, card.place, card.challenge, card.story, card.link, card.source, *words):
        assert part in page


@pytest.mark.rule("S4-66")
@pytest.mark.rule("S4-12")
def test_a_neighbourhood_shows_whom_to_call_and_what_matters_there(client):
    contact = ContactPersonFactory()
    place = contact.neighbourhood
    place.priorities.create(position=2, text="Autobuss vakarā")
    place.priorities.create(position=1, text="Droša iela")

    response = client.get(place.get_absolute_url())

    assert contact.email in response.text
    assert contact.hours in response.text
    assert response.text.index("Droša iela") < response.text.index("Autobuss vakarā")


def test_a_contact_person_who_left_is_not_shown(client):
    contact = ContactPersonFactory(is_active=False)

    assert contact.post not in client.get(contact.neighbourhood.get_absolute_url()).text


@pytest.mark.rule("S3-52")
def test_a_community_tells_how_it_decides(client):
    community = CommunityFactory(decision_rule="consensus")

    assert "Vienprātīgi" in client.get(community.get_absolute_url()).text


@pytest.mark.rule("S4-145")
def test_an_identified_community_is_no_page_for_residents(client):
    community = CommunityFactory(stage=CommunityStage.IDENTIFIED)

    assert client.get(community.get_absolute_url()).status_code == 404
    client.force_login(PersonFactory())
    assert client.get(community.get_absolute_url()).status_code == 404
    client.force_login(OfficerFactory())
    assert client.get(community.get_absolute_url()).status_code == 200


@pytest.mark.rule("S3-38")
@pytest.mark.rule("S3-50")
def test_a_centre_shows_when_it_is_open_how_to_get_in_and_what_can_be_used(client):
    centre = ResourceCentreFactory(accessibility="uzbrauktuve", street_address="Skolas iela 2")
    centre.opening_periods.create(weekday=2, opens=time(16), closes=time(20))
    centre.equipment.create(name="Projektors", quantity=2)

    page = client.get(centre.get_absolute_url()).text

    for fact in ("16.00–20.00", "uzbrauktuve", "Skolas iela 2", "Projektors", centre.community.name):
        assert fact in page


@pytest.mark.rule("S4-52")
def test_an_agreement_lists_what_each_side_owes(client, now):
    agreement = AgreementFactory(state=AgreementState.IN_FORCE, signed_on=now.date())
    commitment = CommitmentFactory(agreement=agreement)

    page = client.get(agreement.get_absolute_url()).text

    assert commitment.text in page
    assert f"{commitment.due_on:%d.%m.%Y.}" in page


@pytest.mark.rule("S4-137")
def test_a_delegation_contract_opens_for_the_leader_and_its_keepers_alone(client, now):
    contract = AgreementFactory(kind=AgreementKind.DELEGATION, state=AgreementState.IN_FORCE, signed_on=now.date())
    readers = {
        PersonFactory(): 404,
        OfficerFactory(): 404,
        MembershipFactory(community=contract.community).user: 404,
        MembershipFactory(community=contract.community, role=MemberRole.LEADER).user: 200,
        OfficerFactory(roles=["lawyer"]): 200,
        OfficerFactory(roles=["auditor"]): 200,
    }

    for reader, status in readers.items():
        client.force_login(reader)
        assert client.get(contract.get_absolute_url()).status_code == status


def test_a_chosen_neighbourhood_is_remembered_and_greets_the_visitor(client):
    place = NeighbourhoodFactory(name="Daugmales apkaime")

    response = client.get(reverse("communities:choose_area"), {"apkaime": place.slug})

    assert response.url == place.get_absolute_url()
    assert f'<a href="{place.get_absolute_url()}">Daugmales apkaime</a>' in client.get(reverse("pages:home")).text


@pytest.mark.parametrize("words", ["", "nav tādas"])
def test_words_that_are_no_name_of_a_neighbourhood_lead_to_the_list_of_those_they_stand_in(client, words):
    response = client.get(reverse("communities:choose_area"), {"apkaime": words})

    assert unquote_plus(response.url) == f"{reverse('communities:neighbourhood_list')}?meklet={words}"
    assert not response.cookies


def test_of_many_neighbourhoods_one_is_typed_and_the_first_stand_beside_the_map(client):
    place = NeighbourhoodFactory(name="Daugmales apkaime")
    NeighbourhoodFactory.create_batch(MOST_CHOICES)

    home = client.get(reverse("pages:home")).text
    response = client.get(reverse("communities:choose_area"), {"apkaime": "daugmale"})

    assert "<option" not in home
    assert home.count('<li class="mb-1">') == PLACES_SHOWN + 1
    assert response.url == place.get_absolute_url()
