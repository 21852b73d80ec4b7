import pytest

from communities.actions.good_practice import publish_practice, send_back_practice
from communities.enums import PracticeState
from communities.models import GoodPractice
from communities.workflow import PRACTICE
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.ui.search import find
from tests.factories.communities import GoodPracticeFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
WHAT_LACKS = "Pielieciet, kur tas notika un cik cilvēku piedalījās."


@pytest.mark.rule("D10")
@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ({"terms__tags": []}, "tēmturis"),
        ({"terms__tools": []}, "kultūras rīks"),
        ({"terms__aspects": []}, "noturības aspekts"),
        ({"source": " "}, "avots vai atļauja"),
    ],
)
def test_an_incomplete_card_is_refused_and_told_what_lacks(now, lacking, named):
    practice = GoodPracticeFactory(**lacking)

    with pytest.raises(InvalidInput, match=named):
        publish_practice(practice=practice, by=None, now=now)

    assert practice not in GoodPractice.objects.published()


@pytest.mark.rule("S4-76")
def test_a_complete_card_is_published_and_its_author_hears_of_it(now):
    practice = GoodPracticeFactory(submitted_by=PersonFactory())

    publish_practice(practice=practice, by=None, now=now)

    assert GoodPractice.objects.published().get(pk=practice.pk).published_at == now
    assert Message.objects.get(key="communities.practice_published").email == practice.submitted_by.email
    assert find("siltumnīca", PersonFactory()).exists()


@pytest.mark.rule("S4-76")
def test_a_card_is_sent_back_with_the_reason(now):
    practice = GoodPracticeFactory(submitted_by=PersonFactory())

    send_back_practice(practice=practice, reason=WHAT_LACKS, by=None, now=now)

    practice.refresh_from_db()
    assert (practice.state, practice.return_reason) == (PracticeState.RETURNED, WHAT_LACKS)
    assert WHAT_LACKS in Message.objects.get(key="communities.practice_returned").body


def test_a_published_card_taken_back_is_no_longer_found(now):
    practice = GoodPracticeFactory()
    publish_practice(practice=practice, by=None, now=now)

    send_back_practice(practice=practice, reason=WHAT_LACKS, by=None, now=now)

    assert not find("siltumnīca", PersonFactory()).exists()


@pytest.mark.parametrize("reason", ["", "   ", "nepilnīgs"])
def test_a_card_is_not_sent_back_without_saying_why(now, reason):
    with pytest.raises(InvalidInput) as refused:
        send_back_practice(practice=GoodPracticeFactory(), reason=reason, by=None, now=now)

    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("act", "target"), [(publish_practice, PracticeState.PUBLISHED), (send_back_practice, PracticeState.RETURNED)]
)
def test_a_card_in_another_state_stays_as_it_is(now, act, target):
    words = {"reason": WHAT_LACKS} if act is send_back_practice else {}

    for state in (state for state in PRACTICE.statuses if not PRACTICE.allows(state, target)):
        practice = GoodPracticeFactory(state=state, published_at=now)

        with pytest.raises(StateConflict):
            act(practice=practice, by=None, now=now, **words)
