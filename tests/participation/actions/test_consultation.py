from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from participation.actions.consultation import add_result, publish_consultation
from participation.enums import ConsultationState
from participation.models import Consultation
from participation.workflow import CONSULTATION
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import LegalRule
from portal.obligations.rules_of_law import forget_rules
from portal.ui.search import find, index
from tests.factories.communities import CommunityFactory, ContactPersonFactory, NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
RIGA = ZoneInfo("Europe/Riga")
RESULT = "Dome nolēma celiņu būvēt ielas labajā pusē; platums palielināts līdz diviem metriem."


def publish(consultation, now) -> Consultation:
    return publish_consultation(consultation=consultation, by=OfficerFactory(), now=now)


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        pytest.param({"can_change": " "}, "ko vēl var mainīt", marks=pytest.mark.rule("S4-37")),
        pytest.param({"how_to_take_part": ""}, "kā piedalīties", marks=pytest.mark.rule("S4-78")),
        pytest.param({"neighbourhoods": []}, "apkaimes", marks=pytest.mark.rule("S4-86")),
        ({"decision_on": None}, "lēmuma"),
        ({"answers_by": None}, "atbilžu termiņš"),
    ],
)
@pytest.mark.rule("D1")
def test_a_consultation_that_lacks_something_is_not_published(now, lacking, named):
    consultation = ConsultationFactory(draft=True, **lacking)

    with pytest.raises(InvalidInput, match=named):
        publish(consultation, now)

    assert not Consultation.objects.published().exists()


@pytest.mark.rule("S4-53")
@pytest.mark.rule("D1")
def test_people_get_fourteen_days(now):
    opens = now + timedelta(days=1)

    with pytest.raises(InvalidInput, match="vismaz 14"):
        publish(ConsultationFactory(draft=True, opens_at=opens, closes_at=opens + timedelta(days=14, seconds=-1)), now)
    publish(ConsultationFactory(draft=True, opens_at=opens, closes_at=opens + timedelta(days=14)), now)


@pytest.mark.rule("S4-53")
def test_the_days_count_from_when_people_can_see_it(now):
    late = ConsultationFactory(draft=True, opens_at=now - timedelta(days=10), closes_at=now + timedelta(days=10))

    with pytest.raises(InvalidInput, match="vismaz 14"):
        publish(late, now)


def test_the_hour_lost_in_spring_takes_nobodys_day():
    opens = datetime(2027, 3, 20, 9, 0, tzinfo=RIGA)
    consultation = ConsultationFactory(draft=True, opens_at=opens, closes_at=datetime(2027, 4, 3, 9, 0, tzinfo=RIGA))

    assert publish(consultation, opens - timedelta(days=1)).state == ConsultationState.PUBLISHED


def test_the_fewest_days_are_a_rule_of_the_administrator(now):
    LegalRule.objects.filter(code="OPINION_MIN_DAYS").update(value=30)
    forget_rules()

    with pytest.raises(InvalidInput, match="vismaz 30"):
        publish(ConsultationFactory(draft=True), now)


def test_a_consultation_whose_closing_is_past_is_not_published(now):
    with pytest.raises(InvalidInput) as refused:
        publish(ConsultationFactory(draft=True, opens_at=now - timedelta(days=30), closes_at=now), now)

    assert refused.value.field == "closes_at"


@pytest.mark.rule("S4-46")
def test_communities_of_the_place_hear_of_it_in_their_own_mail(now):
    place, leader = NeighbourhoodFactory(), PersonFactory()
    CommunityFactory(neighbourhoods=[place], leader=leader)
    CommunityFactory(leader=PersonFactory())

    publish(ConsultationFactory(draft=True, neighbourhoods=[place]), now)

    assert list(Message.objects.values_list("key", "email")) == [("participation.consultation_published", leader.email)]


@pytest.mark.rule("S4-46")
@pytest.mark.rule("S4-64")
def test_contact_persons_hear_what_to_tell_their_neighbourhood(now):
    contact = ContactPersonFactory(user=OfficerFactory())
    ContactPersonFactory(user=OfficerFactory())
    ContactPersonFactory(neighbourhood=contact.neighbourhood, user=OfficerFactory(), is_active=False)

    publish(ConsultationFactory(draft=True, neighbourhoods=[contact.neighbourhood]), now)

    assert list(Message.objects.values_list("key", "email")) == [("participation.consultation_published", contact.user.email)]


def test_a_draft_is_found_by_staff_and_a_published_one_by_everybody(now):
    draft = ConsultationFactory(draft=True, title="Skolas ielas pārbūve")
    index(draft)
    assert [find("skolas iela", reader).exists() for reader in (OfficerFactory(), PersonFactory())] == [True, False]

    publish(draft, now)

    assert find("skolas iela", PersonFactory()).exists()


@pytest.mark.parametrize(
    "state", [state for state in CONSULTATION.statuses if not CONSULTATION.allows(state, ConsultationState.PUBLISHED)]
)
def test_only_a_draft_is_published(now, state):
    with pytest.raises(StateConflict):
        publish(ConsultationFactory(state=state), now)


def test_the_result_is_told_after_the_closing(now):
    consultation = ConsultationFactory(closes_at=now)

    add_result(consultation=consultation, result=RESULT, by=None, now=now)

    consultation.refresh_from_db()
    assert consultation.result == RESULT


@pytest.mark.parametrize("details", [{"draft": True}, {"state": ConsultationState.CANCELLED}, {}])
def test_no_result_is_told_before_the_closing(now, details):
    with pytest.raises(StateConflict):
        add_result(consultation=ConsultationFactory(**details), result=RESULT, by=None, now=now)


def test_a_result_of_a_few_words_is_refused(now):
    with pytest.raises(InvalidInput) as refused:
        add_result(consultation=ConsultationFactory(closes_at=now), result="Pieņemts.", by=None, now=now)

    assert refused.value.field == "result"


def test_a_consultation_closes_after_it_opens(now):
    backwards = ConsultationFactory.build(opens_at=now, closes_at=now, unit=None)

    with pytest.raises(ValidationError, match="vēlāk"):
        backwards.validate_constraints()
