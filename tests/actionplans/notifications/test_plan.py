from datetime import UTC, datetime

import pytest

from actionplans.actions.course import adopt_plan, review_plan, start_plan
from portal.notifications.models import Message
from tests.factories.actionplans import complete_plan
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, SubscriptionFactory

pytestmark = pytest.mark.usefixtures("municipality")
NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def plan():
    return complete_plan()


def adopt(plan):
    return adopt_plan(plan=plan, decision_number="12/4", adopted_on=NOW.date(), by=OfficerFactory(), now=NOW)


def news() -> list[Message]:
    return list(Message.objects.filter(key="actionplans.plan_news").order_by("pk"))


def test_whoever_follows_the_plan_or_its_place_hears_that_it_is_adopted(plan):
    place = NeighbourhoodFactory()
    plan.neighbourhoods.add(place)
    SubscriptionFactory(target=plan, email="sekotajs@example.lv")
    SubscriptionFactory(target=place, email="kaimins@example.lv")
    SubscriptionFactory(target=NeighbourhoodFactory(), email="cits@example.lv")

    adopt(plan)

    assert {one.email for one in news()} == {"sekotajs@example.lv", "kaimins@example.lv"}
    assert all("12/4" in one.body and plan.title in one.subject for one in news())


def test_a_review_tells_what_was_reached(plan):
    start_plan(plan=adopt(plan), by=OfficerFactory(), now=NOW)
    SubscriptionFactory(target=plan)
    summary = "Astoņās apkaimēs notika forumi, un četrās izveidotas rīcības lapas plūdiem."

    review_plan(plan=plan, year=2027, summary=summary, by=OfficerFactory(), now=NOW)

    (letter,) = news()
    assert summary in letter.body
    assert "2027" in letter.subject


def test_the_page_offers_to_follow_the_plan(client, plan):
    page = client.get(plan.get_absolute_url())

    assert page.context["following"].target == plan
    assert str(page.context["following"].news) in page.text
