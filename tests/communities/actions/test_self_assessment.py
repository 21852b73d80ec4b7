import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from communities.actions.self_assessment import assess_ourselves
from communities.enums import CapacitySign
from communities.models import SelfAssessment
from portal.audit.models import Event
from portal.errors import InvalidInput
from tests.factories.communities import CommunityFactory

pytestmark = pytest.mark.usefixtures("municipality")

SCORES = dict.fromkeys(CapacitySign.values, 4)


def assess(community, now, **given) -> SelfAssessment:
    facts = {"year": timezone.localdate(now).year, "scores": SCORES, "factors": {}, "maturity": []}
    facts |= {"volunteer_hours": None, "own_money": None, "note": ""}
    return assess_ourselves(community=community, by=None, now=now, **(facts | given))


@pytest.mark.rule("S3-32")
def test_rating_a_year_again_replaces_its_ratings(now):
    community = CommunityFactory()
    assess(community, now)

    assess(community, now, scores=SCORES | {"trust": 1}, factors={"mission": 5})

    assessment = community.self_assessments.get()
    assert (assessment.scores["trust"], assessment.factors) == (1, {"mission": 5})


def test_the_log_says_that_a_year_was_rated_and_not_how(now):
    community = CommunityFactory()

    assess(community, now, note="Par maz savējo.")

    assert Event.objects.of(community).get().data == {"year": timezone.localdate(now).year}


def test_a_year_to_come_is_not_rated(now):
    with pytest.raises(InvalidInput, match="vēl nav sācies"):
        assess(CommunityFactory(), now, year=timezone.localdate(now).year + 1)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"scores": {**SCORES, "trust": 6}}, "astoņām pazīmēm"),
        ({"scores": {"trust": 3}}, "astoņām pazīmēm"),
        ({"scores": {**SCORES, "trust": True}}, "astoņām pazīmēm"),
        ({"factors": {"mission": 0}}, "no 1 līdz 5"),
        ({"factors": {"weather": 3}}, "no 1 līdz 5"),
    ],
)
def test_only_whole_ratings_from_one_to_five_count(now, wrong, sentence):
    with pytest.raises(ValidationError, match=sentence):
        assess(CommunityFactory(), now, **wrong)
