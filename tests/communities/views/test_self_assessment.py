import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import CapacitySign, LastingFactor, Maturity
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.profile import SelfAssessmentFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def community(client):
    leader = PersonFactory()
    client.force_login(leader)
    return CommunityFactory(leader=leader)


def ratings(number) -> dict:
    return {f"sign_{sign}": number for sign in CapacitySign.values}


def year_page(community, year=None) -> str:
    return reverse("communities:self_assessment", args=[community.slug, year or timezone.localdate().year])


@pytest.mark.rule("S3-32")
@pytest.mark.rule("S4-13")
def test_a_year_is_rated_by_eight_signs_and_as_many_factors_as_one_likes(client, community):
    client.post(year_page(community), ratings(4) | {"factor_mission": 5, "maturity": ["needs", "trust"], "volunteer_hours": 120})

    assessment = community.self_assessments.get()
    assert assessment.scores == dict.fromkeys(CapacitySign.values, 4)
    assert (assessment.factors, assessment.maturity, assessment.volunteer_hours) == ({"mission": 5}, ["needs", "trust"], 120)


def test_a_sign_left_out_is_asked_for_and_the_others_stay_chosen(client, community):
    answer = client.post(year_page(community), ratings(2) | {"sign_trust": ""})

    assert answer.status_code == 422
    assert "Izvēlieties no 1 līdz 5." in answer.text
    assert answer.text.count("checked") == len(CapacitySign) - 1


@pytest.mark.parametrize("year", [1900, 2099])
def test_a_year_out_of_reach_is_not_there(client, community, year):
    assert client.get(year_page(community, year)).status_code == 404


def test_an_earlier_rating_is_corrected_in_its_own_form(client, community):
    SelfAssessmentFactory(community=community, year=2025, note="Daudz darbu, maz roku.")

    assert "Daudz darbu, maz roku." in client.get(year_page(community, 2025)).text


def test_the_last_year_is_drawn_beside_the_one_before(client, community):
    for year in (2024, 2025, 2026):
        SelfAssessmentFactory(community=community, year=year, factors={"mission": year - 2022})

    signs, factors = client.get(reverse("communities:self_assessments", args=[community.slug])).context["charts"]

    assert [one.label for one in signs.series] == ["2026", "2025"]
    assert dict(factors.table)[str(LastingFactor.MISSION.label)] == [4, 3]


@pytest.mark.parametrize(
    "true_of_us",
    [
        pytest.param(Maturity.NEEDS, marks=pytest.mark.rule("S2-02")),
        pytest.param(Maturity.GROWTH, marks=pytest.mark.rule("S2-03")),
        pytest.param(Maturity.ACTION, marks=pytest.mark.rule("S2-04")),
        pytest.param(Maturity.TRUST, marks=pytest.mark.rule("S2-26")),
        pytest.param(Maturity.COURAGE, marks=pytest.mark.rule("S2-27")),
    ],
)
def test_what_is_true_of_a_mature_community_is_ticked_and_shown(client, community, true_of_us):
    client.post(year_page(community), ratings(3) | {"maturity": [true_of_us.value]})

    assert f"<li>{true_of_us.label}</li>" in client.get(reverse("communities:self_assessments", args=[community.slug])).text


@pytest.mark.rule("S3-35")
def test_four_questions_are_talked_over_before_rating(client, community):
    assert len(client.get(year_page(community)).context["conversation"]) == 4


@pytest.mark.parametrize("visitor", [OfficerFactory, PersonFactory, lambda: MembershipFactory().user])
def test_nobody_outside_the_community_sees_its_ratings(client, community, visitor):
    client.force_login(visitor())

    assert client.get(reverse("communities:self_assessments", args=[community.slug])).status_code == 404
