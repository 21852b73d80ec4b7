from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from grants.actions.cofinancing import promise_share, refuse_share, tell_result, withdraw_request
from grants.enums import CoFinancingState, Promise
from grants.models import CoFinancingFund, CoFinancingRequest
from grants.queries.cofinancing import left_in
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.at_once import at_once
from tests.factories.cofinancing import REASON, CoFinancingFundFactory, ask_share
from tests.factories.grants import call_administrator
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture
def fund(municipality) -> CoFinancingFund:
    return CoFinancingFundFactory()


def promise(asked: CoFinancingRequest, now, amount="3000", reason: str = REASON) -> CoFinancingRequest:
    return promise_share(request=asked, amount=Decimal(amount), reason=reason, by=call_administrator(), now=now)


@pytest.mark.rule("S4-116")
def test_a_request_gets_a_number_and_a_decision_promised_before_the_programmes_deadline(fund, now):
    asked = ask_share(now=now)

    clock = obligation_of(asked, Promise.COFINANCING_DECISION)
    assert clock.number
    assert clock.due_on < asked.programme_deadline
    assert Message.objects.filter(key="grants.cofinancing_received").count() == 1


def test_the_same_form_twice_is_one_request(fund, now):
    leader, token = PersonFactory(), uuid4()

    first = ask_share(by=leader, form_token=token, now=now)
    again = ask_share(community=first.community, by=leader, form_token=token, now=now)

    assert again == first


def test_a_programme_that_closes_before_a_decision_is_possible_is_refused(fund, now):
    with pytest.raises(InvalidInput, match="programmas termiņam jābūt vēlākam"):
        ask_share(now=now, programme_deadline=timezone.localdate(now) + timedelta(days=10))


def test_a_day_that_can_only_be_mistyped_is_refused(fund, now):
    with pytest.raises(InvalidInput) as refusal:
        ask_share(now=now, programme_deadline=date(9999, 12, 31))

    assert refusal.value.field == "programme_deadline"


def test_nothing_is_no_share(fund, now):
    with pytest.raises(InvalidInput) as refusal:
        ask_share(now=now, requested=Decimal(0))

    assert refusal.value.field == "requested"


@pytest.mark.rule("S4-117")
@pytest.mark.parametrize(
    ("total", "requested", "sentence"),
    [
        ("20000", "4000.01", "Var apsolīt ne vairāk kā 4 000,00 EUR, tas ir par 0,01 EUR mazāk."),
        ("14999.99", "3000", "Pašvaldība sedz ne vairāk kā 20 % no projekta kopējām izmaksām."),
    ],
)
def test_more_than_the_rules_allow_is_refused_by_the_cent(fund, now, total, requested, sentence):
    with pytest.raises(InvalidInput) as refusal:
        ask_share(now=now, project_total=Decimal(total), requested=Decimal(requested))

    assert str(refusal.value).replace("\u00a0", " ").replace("\u202f", " ") == sentence


def test_without_a_fund_this_year_there_is_nothing_to_ask_for(municipality, now):
    CoFinancingFundFactory(is_public=False)

    with pytest.raises(StateConflict, match="Šogad pašvaldībai nav līdzekļu"):
        ask_share(now=now)


def test_a_promise_brings_the_letter_of_commitment_and_awaits_the_result(fund, now):
    asked = promise(ask_share(now=now), now, amount="2500")

    assert Document.objects.filter(kind="grants.commitment_letter").count() == 1
    assert Message.objects.filter(key="grants.cofinancing_decided").exists()
    assert obligation_of(asked, Promise.COFINANCING_DECISION).fulfilled_at == now
    assert obligation_of(asked, Promise.COFINANCING_RESULT).holder == asked.community
    assert left_in(fund) == Decimal(7_500)


@pytest.mark.parametrize(("amount", "reason"), [("3000.01", REASON), ("0", REASON), ("100", "Labs projekts.")])
def test_a_promise_is_at_most_what_was_asked_and_says_why(fund, now, amount, reason):
    asked = ask_share(now=now)

    with pytest.raises(InvalidInput):
        promise(asked, now, amount=amount, reason=reason)

    asked.refresh_from_db()
    assert asked.state == CoFinancingState.SUBMITTED


def test_a_refusal_says_why(fund, now):
    asked = refuse_share(request=ask_share(now=now), reason=REASON, by=call_administrator(), now=now)

    assert asked.state == CoFinancingState.REFUSED
    assert obligation_of(asked, Promise.COFINANCING_DECISION).fulfilled_at == now


@pytest.mark.parametrize(("is_won", "left"), [(True, 7_000), (False, 10_000)])
def test_a_lost_project_sets_the_money_free(fund, now, is_won, left):
    asked = promise(ask_share(now=now), now)

    tell_result(request=asked, is_won=is_won, note="Rinda bija gara.", by=asked.submitted_by, now=now)

    assert left_in(fund) == Decimal(left)
    assert obligation_of(asked, Promise.COFINANCING_RESULT).fulfilled_at == now
    assert Message.objects.get(key="grants.cofinancing_result").email == fund.unit.email


def test_what_is_withdrawn_owes_nothing_and_binds_no_money(fund, now):
    asked = promise(ask_share(now=now), now)

    withdraw_request(request=asked, by=asked.submitted_by, now=now)

    assert left_in(fund) == fund.total
    assert obligation_of(asked, Promise.COFINANCING_RESULT).cancelled_at == now


def test_two_officers_never_promise_the_last_euro_twice(committed, now):
    MunicipalityFactory()
    fund = CoFinancingFundFactory(total=Decimal(4_000))
    first, second, officer = ask_share(now=now), ask_share(now=now), call_administrator()

    told = at_once(
        *(
            lambda asked=asked: promise_share(request=asked, amount=Decimal(3_000), reason=REASON, by=officer, now=now)
            for asked in (first, second)
        )
    )

    assert sorted(map(bool, told)) == [False, True]
    assert left_in(fund) == Decimal(1_000)
