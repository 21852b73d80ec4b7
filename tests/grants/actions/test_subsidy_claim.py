"""One community's subsidy, from the claim to the accepted report."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from communities.models import Community
from grants.actions.subsidy_claim import (
    accept_report,
    ask_back,
    claim_subsidy,
    confirm_claim,
    note_money_returned,
    refuse_claim,
    report_subsidy,
    withdraw_claim,
)
from grants.enums import ClaimState
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.municipality.models import Municipality
from portal.municipality.queries import forget_municipality
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.obligations.receipts import receipt_of
from tests.factories.subsidy import (
    ACCOUNT,
    BEFORE,
    CLOSED,
    DONE,
    IN_TIME,
    OPENS,
    REPORTING,
    SchemeFactory,
    accepted_claim,
    claim_of,
    granted_claim,
    leader_of,
    paid_claim,
    published_scheme,
    reported_claim,
    spending_of,
    subsidy_officer,
    united,
)

MOMENT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, time_machine):
    time_machine.move_to(BEFORE, tick=False)


@pytest.fixture
def scheme():
    return published_scheme()


def test_a_claim_takes_the_highest_level_reached_and_keeps_what_was_counted(scheme):
    claim = claim_of(united(46), scheme, total=1200)

    assert (claim.tier.position, claim.amount, claim.state) == (2, 1200, ClaimState.SUBMITTED)
    assert claim.passport == [{"kind": "residents", "number": 46, "needed": 35, "waived": False, "met": True}]
    assert receipt_of(claim).number in Message.objects.get(key="grants.subsidy_claimed").body
    assert Obligation.objects.get(kind="grants.subsidy_decision").due_on == scheme.decision_on


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (OPENS - MOMENT, "Pieprasījumus pieņem no 01.02.2027."),
        (CLOSED, "Pieprasījumus pieņēma līdz 28.02.2027. Uz jautājumiem atbild kontaktpersona: dotacijas@example.lv."),
    ],
)
def test_outside_the_window_nothing_is_claimed(scheme, moment, sentence):
    with pytest.raises(DeadlinePassed) as refusal:
        claim_of(united(12), scheme, now=moment)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("moment", [OPENS, CLOSED - MOMENT])
def test_the_first_and_the_last_day_are_whole(scheme, moment):
    assert claim_of(united(12), scheme, now=moment).submitted_at == moment


def test_without_a_level_the_refusal_names_what_is_missing(scheme):
    with pytest.raises(InvalidInput, match="Vēl vajadzīgs: 2 iedzīvotāji"):
        claim_of(united(8), scheme)


def test_a_draft_scheme_takes_no_claims():
    with pytest.raises(StateConflict, match="pieprasīt nevar"):
        claim_of(united(12), SchemeFactory())


def test_a_community_claims_once_and_again_after_withdrawing(scheme):
    community = united(12)
    claim = claim_of(community, scheme)
    with pytest.raises(StateConflict, match="jau ir pieprasījusi"):
        claim_of(community, scheme)

    withdraw_claim(claim=claim, by=leader_of(community), now=IN_TIME)

    assert claim_of(community, scheme).state == ClaimState.SUBMITTED
    assert Obligation.objects.filter(kind="grants.subsidy_decision", cancelled_at=None).count() == 1


@pytest.mark.rule("S4-122")
@pytest.mark.parametrize(("total", "words"), [("399.99", "vēl jāsadala 0,01"), ("400.01", "par 0,01")])
def test_the_purposes_add_up_to_the_sum_to_the_cent(scheme, total, words):
    with pytest.raises(InvalidInput, match=words):
        claim_of(united(12), scheme, total=Decimal(total))


@pytest.mark.rule("S4-123")
def test_only_eligible_costs_are_paid(scheme):
    community, foreign = united(12), SchemeFactory(year=2030)

    with pytest.raises(InvalidInput, match="dotācija nesedz: Mājaslapa"):
        claim_subsidy(
            scheme=scheme, community=community, iban=ACCOUNT, account_holder="Biedrība", spending=spending_of(foreign, 400),
            by=leader_of(community), now=IN_TIME,
        )  # fmt: skip


@pytest.mark.rule("D3")
def test_what_no_longer_holds_is_not_confirmed(scheme):
    claim = claim_of(united(12), scheme)
    Community.objects.filter(pk=claim.community_id).update(residents_united=9)

    with pytest.raises(InvalidInput, match="trūkst: 1 iedzīvotājs"):
        confirm_claim(claim=claim, by=subsidy_officer(), now=IN_TIME)


def test_a_refusal_gives_its_reason(scheme):
    claim = claim_of(united(12), scheme)
    with pytest.raises(InvalidInput, match="kurš nosacījums"):
        refuse_claim(claim=claim, reason="Nē.", by=subsidy_officer(), now=IN_TIME)

    refuse_claim(claim=claim, reason="Iesniegtais saraksts ir no cita gada.", by=subsidy_officer(), now=IN_TIME)

    assert "no cita gada" in Message.objects.get(key="grants.subsidy_decided").body


def test_a_claim_whose_payment_is_prepared_is_not_withdrawn(scheme):
    claim = granted_claim(united(12), scheme)
    officer = subsidy_officer()
    type(claim).objects.filter(pk=claim.pk).update(prepared_at=IN_TIME, prepared_by=officer)

    with pytest.raises(StateConflict, match="Zvaniet kontaktpersonai"):
        withdraw_claim(claim=claim, by=leader_of(claim.community), now=IN_TIME)


# Reports


def test_a_report_of_more_than_was_paid_is_refused_to_the_cent(scheme):
    claim = paid_claim(united(12), scheme)
    first, second = claim.lines.all()

    with pytest.raises(InvalidInput, match="par 0,01"):
        report_subsidy(
            claim=claim,
            done=DONE,
            used={first: Decimal(100), second: Decimal("300.01")},
            by=leader_of(claim.community),
            now=REPORTING,
        )


def test_a_report_says_what_was_done(scheme):
    claim = paid_claim(united(12), scheme)

    with pytest.raises(InvalidInput, match="Divos vai trijos teikumos"):
        report_subsidy(claim=claim, done="Viss labi.", used={}, by=leader_of(claim.community), now=REPORTING)


def test_a_report_keeps_the_promise_and_is_accepted_when_all_is_used(scheme):
    claim = accepted_claim(united(12), scheme)

    assert claim.state == ClaimState.CLOSED
    assert Obligation.objects.get(kind="grants.subsidy_report").fulfilled_at == REPORTING
    assert not Obligation.objects.filter(kind="grants.subsidy_return").exists()


def test_what_is_unused_comes_back(scheme):
    claim = accepted_claim(united(12), scheme, used=Decimal("350.50"))
    owed = Obligation.objects.get(kind="grants.subsidy_return")
    assert (claim.state, owed.due_on, "49,50" in owed.label) == (ClaimState.RETURNING, date(2028, 2, 28), True)
    with pytest.raises(InvalidInput, match="no izmaksas līdz šodienai"):
        note_money_returned(claim=claim, returned_on=date(2027, 4, 1), by=subsidy_officer(), now=REPORTING)

    claim = note_money_returned(claim=claim, returned_on=date(2027, 11, 30), by=subsidy_officer(), now=REPORTING)

    owed.refresh_from_db()
    assert (claim.state, owed.fulfilled_at) == (ClaimState.CLOSED, REPORTING)


def test_the_letter_names_the_account_to_which_the_unused_comes_back(scheme):
    Municipality.objects.update(iban="LV92XDEM0000000000001")
    forget_municipality()

    accepted_claim(united(12), scheme, used=Decimal("350.50"))

    said = Message.objects.get(key="grants.subsidy_report_accepted").body
    assert [part in said for part in ("49,50", "LV92XDEM0000000000001", "28.02.2028")] == [True] * 3


def test_a_report_asked_back_is_due_again(scheme):
    claim = reported_claim(united(12), scheme)
    with pytest.raises(InvalidInput, match="pēc šodienas"):
        ask_back(claim=claim, question="Kam izlietoti 300 eiro?", until=REPORTING.date(), by=subsidy_officer(), now=REPORTING)

    claim = ask_back(
        claim=claim, question="Kam tieši izlietoti 300 eiro?", until=date(2027, 12, 15), by=subsidy_officer(), now=REPORTING
    )

    assert claim.state == ClaimState.PAID
    assert Obligation.objects.open().get(kind="grants.subsidy_report").due_on == date(2027, 12, 15)
    assert "15.12.2027" in Message.objects.get(key="grants.subsidy_report_asked_back").subject


def test_a_report_is_accepted_once(scheme):
    claim = accepted_claim(united(12), scheme)

    with pytest.raises(StateConflict):
        accept_report(claim=claim, by=subsidy_officer(), now=REPORTING)
