"""People at the same instant: the fund never promises more than it has, and nobody is counted twice."""

from decimal import Decimal

import pytest
from django.utils import timezone

from grants.actions.subsidy import decide_scheme, serve_queue
from grants.actions.subsidy_claim import claim_subsidy, withdraw_claim
from grants.enums import ClaimState
from grants.models import SubsidyClaim
from tests.at_once import at_once
from tests.factories.portal import MunicipalityFactory
from tests.factories.subsidy import (
    ACCOUNT,
    DECIDING,
    IN_TIME,
    confirmed_claim,
    leader_of,
    published_scheme,
    spending_of,
    subsidy_officer,
    united,
)


@pytest.fixture
def scheme(committed):
    """The fund is enough for one community."""
    MunicipalityFactory()
    return published_scheme(total=Decimal(400))


def claiming(community, scheme):
    spending, by = spending_of(scheme, 400), leader_of(community)
    return lambda: claim_subsidy(
        scheme=scheme, community=community, iban=ACCOUNT, account_holder="Biedrība", spending=spending, by=by, now=IN_TIME
    )


def test_the_last_euro_claimed_by_two_at_once_is_granted_once(scheme):
    told = at_once(*[claiming(united(12), scheme) for _number in range(2)])
    scheme.claims.update(state=ClaimState.CONFIRMED)
    officers = [subsidy_officer() for _number in range(2)]

    decided = at_once(*[lambda by=by: decide_scheme(scheme=scheme, by=by, now=DECIDING) for by in officers])

    assert told == ["", ""]
    assert sorted(bool(sentence) for sentence in decided) == [False, True]
    assert sorted(SubsidyClaim.objects.values_list("state", flat=True)) == [ClaimState.GRANTED, ClaimState.WAITING]


def test_two_members_who_claim_at_once_claim_once(scheme):
    community = united(12)

    told = at_once(claiming(community, scheme), claiming(community, scheme))

    assert sorted(told) == ["", "Jūsu kopiena šī gada dotāciju jau ir pieprasījusi."]
    assert SubsidyClaim.objects.count() == 1


def test_freed_money_goes_to_one_in_the_queue_whoever_serves_it(scheme):
    first, second, third = (confirmed_claim(united(12), scheme) for _number in range(3))
    decide_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)
    withdraw_claim(claim=first, by=leader_of(first.community), now=DECIDING)
    officers = [subsidy_officer() for _number in range(2)]

    at_once(*[lambda by=by: serve_queue(scheme=scheme, by=by, now=timezone.now()) for by in officers])

    assert scheme.claims.awarded().sum() == 400
    assert set(scheme.claims.filter(pk__in=[second.pk, third.pk]).values_list("state", flat=True)) == {
        ClaimState.GRANTED,
        ClaimState.WAITING,
    }
