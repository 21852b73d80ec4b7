from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.actions.profile import count_residents
from communities.enums import ProfileTopic
from communities.queries.profile import SECTIONS, texts_of
from tests.factories.communities import CommunityFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.profile import ProfileTextFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def community(client):
    leader = PersonFactory()
    client.force_login(leader)
    return CommunityFactory(leader=leader)


def address(name, community, *more) -> str:
    return reverse(f"communities:{name}", args=[community.slug, *more])


def facts(community, **given) -> dict:
    return {"uniting": community.uniting, "kind": community.kind, **given}


@pytest.mark.rule("S4-11")
def test_facts_are_saved_as_typed_and_all_may_stay_empty(client, community):
    answer = client.post(
        address("profile_facts", community),
        facts(
            community, founding_factors=["problem", "place"], decision_rule="consensus", email="kopa@example.lv", is_mentor="on"
        ),
    )

    community.refresh_from_db()
    assert answer.status_code == 302
    assert community.founding_factors == ["problem", "place"]
    assert (community.decision_rule, community.email, community.is_mentor) == ("consensus", "kopa@example.lv", True)


@pytest.mark.rule("S4-14")
def test_secondary_motives_are_chosen_from_a_list(client, community):
    client.post(address("profile_facts", community), facts(community, motives=["leisure"]))
    community.refresh_from_db()
    refused = client.post(address("profile_facts", community), facts(community, motives=["glory"]))

    assert community.motives == ["leisure"]
    assert refused.status_code == 422


def test_a_refused_fact_stands_on_the_form_and_nothing_typed_is_lost(client, community):
    tomorrow = timezone.localdate() + timedelta(days=2)

    answer = client.post(
        address("profile_facts", community), facts(community, founded_on=tomorrow.isoformat(), description="Mēs pie upes.")
    )

    assert answer.status_code == 422
    assert "Dibināšanas diena nevar būt nākotnē." in answer.text
    assert "Mēs pie upes." in answer.text


@pytest.mark.parametrize(
    ("section", "topics"),
    [
        pytest.param("identitate", {"identity", "culture", "values"}, marks=pytest.mark.rule("S4-04")),
        pytest.param("vajadzibas", {"needs", "aims", "interests", "possibilities", "resources"}, marks=pytest.mark.rule("S3-21")),
        pytest.param("vizija", {"stronger", "prosperous", "connected", "resilient"}, marks=pytest.mark.rule("S2-23")),
        pytest.param(
            "jautajumi", {"formation", "innovation", "outside", "structure", "governance"}, marks=pytest.mark.rule("S2-25")
        ),
        pytest.param("strategija", {"activities", "solutions", "finances", "monitoring"}, marks=pytest.mark.rule("S2-33")),
        pytest.param("strategija", {"communication"}, marks=pytest.mark.rule("S4-149")),
    ],
)
def test_each_section_takes_its_topics(client, community, section, topics):
    typed = {topic: f"Par {topic}." for topic in topics}

    answer = client.post(address("profile_section", community, section), typed)

    assert answer.status_code == 302
    assert texts_of(community) == typed


@pytest.mark.rule("S2-24")
def test_the_vision_is_written_beside_four_points_to_check_it_by(client, community):
    page = client.get(address("profile_section", community, "vizija")).text

    checks = next(section.checks for section in SECTIONS if section.slug == "vizija")
    assert len(checks) == 4
    assert all(str(check) in page for check in checks)


@pytest.mark.rule("S2-30")
def test_capacities_needs_and_resources_stand_side_by_side(client, community):
    for topic in (ProfileTopic.CAPACITIES, ProfileTopic.NEEDS, ProfileTopic.RESOURCES):
        ProfileTextFactory(community=community, topic=topic, text=f"Teksts {topic}")

    overlap = client.get(address("profile", community)).context["overlap"]

    assert [text for _label, text in overlap] == ["Teksts capacities", "Teksts needs", "Teksts resources"]


def test_a_section_that_does_not_exist_is_not_there(client, community):
    assert client.get(address("profile_section", community, "cits")).status_code == 404


def test_what_is_for_members_stays_off_the_public_page(client, community):
    ProfileTextFactory(community=community, topic=ProfileTopic.IDENTITY, text="Upe mūs vieno.")
    ProfileTextFactory(community=community, topic=ProfileTopic.FINANCES, text="Seifā ir simts.")
    client.logout()

    page = client.get(community.get_absolute_url()).text

    assert "Upe mūs vieno." in page
    assert "Seifā ir simts." not in page


@pytest.mark.rule("S4-35")
def test_what_a_community_can_do_in_a_crisis_is_read_by_members_and_officers_alone(client, community):
    client.post(address("profile_facts", community), facts(community, crisis_capacity="Divi ģeneratori."))
    seen = ["Divi ģeneratori." in client.get(community.get_absolute_url()).text]
    for visitor in (OfficerFactory(), PersonFactory()):
        client.force_login(visitor)
        seen.append("Divi ģeneratori." in client.get(community.get_absolute_url()).text)
    client.logout()

    assert [*seen, "Divi ģeneratori." in client.get(community.get_absolute_url()).text] == [True, True, False, False]


def test_the_number_of_residents_is_noted_with_its_day_and_proof(client, community):
    today = timezone.localdate()

    client.post(address("residents", community), {"number": 46, "counted_on": today.isoformat(), "proof": "event"})

    community.refresh_from_db()
    assert (community.residents_united, community.residents_united_on, community.residents_proof) == (46, today, "event")


@pytest.mark.parametrize(
    ("number", "days", "sentence"),
    [("0", 0, "Kopiena apvieno vismaz vienu iedzīvotāju."), ("12", 2, "Skaitīšanas diena nevar būt nākotnē.")],
)
def test_a_number_that_cannot_be_is_refused_beside_its_field(client, community, number, days, sentence):
    day = timezone.localdate() + timedelta(days=days)

    answer = client.post(address("residents", community), {"number": number, "counted_on": day.isoformat(), "proof": "event"})

    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_growth_of_the_number_is_drawn_with_its_table(client, community, now):
    for days, number in ((300, 12), (10, 25)):
        day = now.date() - timedelta(days=days)
        count_residents(community=community, number=number, counted_on=day, proof="event", by=None, now=now)

    chart = client.get(address("residents", community)).context["chart"]

    assert [values for _day, values in chart.table] == [[12], [25]]
