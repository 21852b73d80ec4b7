from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communities.actions.deed import (
    add_attracted_funding,
    add_self_help,
    remove_attracted_funding,
    remove_self_help,
)
from communities.models import AttractedFunding, SelfHelpAction
from communities.queries.effort import Effort, attracted_in_total, efforts_of
from portal.audit.models import Event
from portal.errors import InvalidInput
from tests.factories.communities import CommunityFactory
from tests.factories.profile import AttractedFundingFactory, SelfAssessmentFactory, SelfHelpActionFactory

pytestmark = pytest.mark.usefixtures("municipality")


def test_money_of_a_year_to_come_is_refused(now):
    year = timezone.localdate(now).year + 1

    with pytest.raises(InvalidInput, match="gadā, kurā tā piešķirta") as refusal:
        add_attracted_funding(
            community=CommunityFactory(), source="Fonds", purpose="", amount=Decimal(10), year=year, by=None, now=now
        )

    assert refusal.value.field == "year"


def test_work_still_to_be_done_is_refused(now):
    with pytest.raises(InvalidInput, match="jau paveikts") as refusal:
        add_self_help(
            community=CommunityFactory(), text="Sols", done_on=now.date() + timedelta(days=2), people=3, by=None, now=now
        )

    assert refusal.value.field == "done_on"


def test_a_removed_note_is_remembered_by_the_log_alone(now):
    funding, deed = AttractedFundingFactory(), SelfHelpActionFactory()

    remove_attracted_funding(funding=funding, by=None, now=now)
    remove_self_help(deed=deed, by=None, now=now)

    assert not AttractedFunding.objects.exists()
    assert not SelfHelpAction.objects.exists()
    assert Event.objects.get(name="communities.self_help.removed").data["text"] == deed.text
    assert Event.objects.get(name="communities.attracted_funding.removed").data["source"] == funding.source


@pytest.mark.rule("S4-06")
def test_what_was_given_stands_beside_what_came_in_year_by_year():
    community = CommunityFactory()
    SelfAssessmentFactory(community=community, year=2025, volunteer_hours=300, own_money=Decimal(50))
    for year, amount in ((2025, 100), (2025, 20), (2024, 7)):
        AttractedFundingFactory(community=community, year=year, amount=amount)

    assert efforts_of(community) == [
        Effort(2025, 300, Decimal(50), Decimal(120)),
        Effort(2024, None, None, Decimal(7)),
    ]


@pytest.mark.rule("S4-28")
def test_the_sum_over_the_municipality_counts_every_community():
    AttractedFundingFactory(amount=Decimal("10.50"))
    AttractedFundingFactory(amount=Decimal("4.50"))

    assert attracted_in_total() == Decimal(15)
