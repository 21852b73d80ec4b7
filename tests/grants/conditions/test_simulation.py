"""Next year's rules over this year's records."""

from decimal import Decimal

import pytest

from grants.conditions.simulation import simulate
from grants.models import SubsidyClaim, TierCondition
from tests.factories.communities import CommunityFactory
from tests.factories.subsidy import BEFORE, EASY, YEAR, SchemeFactory, event_of, published_scheme, united

STRICTER = (EASY[0], ("Aktīva apkaime", 1500, [("residents", {"minimum": 40}), ("events", {"minimum": 1, "attendance": 20})]))


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, time_machine):
    time_machine.move_to(BEFORE, tick=False)


@pytest.fixture
def draft():
    return SchemeFactory(year=YEAR + 1, levels=STRICTER, total=Decimal(1000))


def test_draft_rules_say_who_lands_where_and_what_it_costs(draft):
    large, middle, small = united(46), united(36), united(4)
    event_of(large, 24)

    found = simulate(draft, year=YEAR, compared=published_scheme())

    landed = {
        one.community: (one.tier and one.tier.position, one.before and one.before.position, one.change) for one in found.landings
    }
    assert landed[large] == (2, 2, 0)
    assert landed[middle] == (1, 2, -1)
    assert landed[small] == (None, None, 0)
    assert (found.money, found.money_before, found.left) == (1900, 2400, -900)
    assert [(total.communities, total.before, total.money) for total in found.totals] == [(1, 0, 400), (1, 2, 1500)]


def test_the_same_rules_over_another_year_count_other_records(draft):
    event_of(united(46), 24)

    assert simulate(draft, year=YEAR).money == 1500
    assert simulate(draft, year=YEAR - 1).money == 400


def test_communities_nobody_may_see_are_left_out(draft):
    CommunityFactory(verified_at=None, verified_by=None)

    assert simulate(draft, year=YEAR).landings == []


def test_more_communities_need_no_more_queries_and_nothing_is_stored(draft, django_assert_max_num_queries):
    for _number in range(3):
        united(36)
    compared = published_scheme()
    with django_assert_max_num_queries(40) as few:
        simulate(draft, year=YEAR, compared=compared)
    for _number in range(6):
        united(20)

    with django_assert_max_num_queries(len(few)):
        simulate(draft, year=YEAR, compared=compared)

    assert not SubsidyClaim.objects.exists()
    assert TierCondition.objects.filter(tier__scheme=draft).count() == 3
