"""The year of subsidies: rules, waivers, the division of the fund, payments."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from communities.enums import LegalForm
from grants.actions.subsidy import (
    approve_payments,
    copy_scheme,
    decide_scheme,
    finish_scheme,
    name_partner,
    prepare_payments,
    publish_scheme,
    serve_queue,
    waive_condition,
)
from grants.actions.subsidy_claim import withdraw_claim
from grants.enums import ClaimState, QueueRule, SchemeState
from grants.models import SubsidyCost, TierCondition
from grants.queries.subsidy import gaps_in_rules
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.factories.subsidy import (
    BEFORE,
    CLOSED,
    DECIDING,
    EASY,
    IN_TIME,
    PAYING,
    SchemeFactory,
    accepted_claim,
    accountant,
    claim_of,
    confirmed_claim,
    granted_claim,
    leader_of,
    paid_claim,
    published_scheme,
    subsidy_officer,
    united,
)

WHY = "Svētkus atcēla plūdu dēļ; to apliecina civilās aizsardzības komisija."


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, time_machine):
    time_machine.move_to(BEFORE, tick=False)


def states(*claims) -> list[str]:
    for claim in claims:
        claim.refresh_from_db()
    return [claim.state for claim in claims]


# The rules


@pytest.mark.rule("S4-124")
@pytest.mark.rule("D1")
def test_a_scheme_with_one_level_is_not_published():
    scheme = SchemeFactory(levels=EASY[:1])

    with pytest.raises(InvalidInput, match="Dotācijai ir vismaz divi līmeņi, lai vienu sasniegtu arī jaunas kopienas"):
        publish_scheme(scheme=scheme, by=subsidy_officer(), now=BEFORE)


@pytest.mark.rule("S4-100")
def test_what_is_missing_in_the_rules_is_named_all_at_once():
    scheme = SchemeFactory(levels=(("Sākums", 400, []), ("Vairāk", 300, [("residents", {})])), rules=" ")
    SubsidyCost.objects.all().delete()

    with pytest.raises(InvalidInput) as refusal:
        publish_scheme(scheme=scheme, by=subsidy_officer(), now=BEFORE)

    for words in ("Nav uzrakstīti", "vairāk naudas nekā zemākam", "1. līmenim nav neviena nosacījuma", "attiecināmie izdevumi"):
        assert words in str(refusal.value)


@pytest.mark.rule("D1")
@pytest.mark.parametrize(("opens_on", "gaps"), [(date(2026, 1, 1), 0), (date(2025, 12, 31), 1)])
def test_claims_are_not_taken_before_the_counted_year_begins(opens_on, gaps):
    assert len(gaps_in_rules(SchemeFactory(year=2026, opens_on=opens_on))) == gaps


def test_published_rules_reach_the_communities():
    community = united(12)

    published_scheme()

    assert list(Message.objects.filter(key="grants.subsidy_announced").values_list("email", flat=True)) == [
        leader_of(community).email
    ]


def test_a_scheme_whose_window_is_over_is_not_published():
    with pytest.raises(InvalidInput, match="Pēdējā pieprasījumu diena jau ir pagājusi"):
        publish_scheme(scheme=SchemeFactory(), by=subsidy_officer(), now=CLOSED)


@pytest.mark.rule("S4-120")
def test_the_next_year_begins_as_a_copy_of_the_last():
    scheme = published_scheme()

    copy = copy_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    assert (copy.year, copy.title, copy.state) == (2027, "Apkaimju dotācija 2027", SchemeState.DRAFT)
    assert (copy.opens_on, copy.return_on) == (date(2028, 2, 1), date(2029, 2, 28))
    assert [tier.amount for tier in copy.tiers.all()] == [400, 1200]
    assert [one.minimum for one in TierCondition.objects.filter(tier__scheme=copy).order_by("tier")] == [10, 35]
    assert TierCondition.objects.filter(tier__scheme=scheme).count() == 2
    assert copy.costs.count() == 2
    with pytest.raises(StateConflict, match=r"2027\. gadam"):
        copy_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)


# Waivers and partners


@pytest.mark.rule("D3")
def test_a_condition_is_waived_with_a_reason_that_is_logged():
    scheme, community = published_scheme(), united(4)
    condition = TierCondition.objects.get(tier__scheme=scheme, tier__position=1)
    with pytest.raises(InvalidInput, match="auditori"):
        waive_condition(condition=condition, community=community, reason="Labi cilvēki.", by=subsidy_officer(), now=IN_TIME)

    waive_condition(condition=condition, community=community, reason=WHY, by=subsidy_officer(), now=IN_TIME)

    logged = Event.objects.get(name="grants.condition.waived")
    assert logged.data["community"]["label"] == community.name
    with pytest.raises(StateConflict, match="jau ir atzīts"):
        waive_condition(condition=condition, community=community, reason=WHY, by=subsidy_officer(), now=IN_TIME)


@pytest.mark.rule("D3")
def test_nothing_is_waived_once_the_fund_is_divided():
    scheme = published_scheme()
    decide_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    with pytest.raises(StateConflict, match="kamēr noteikumi ir spēkā"):
        waive_condition(
            condition=TierCondition.objects.first(), community=united(4), reason=WHY, by=subsidy_officer(), now=DECIDING
        )


def test_a_named_partner_is_told_and_must_be_registered():
    group, organisation = (united(12, legal_form=LegalForm.INFORMAL, registration_number="") for _number in range(2))
    with pytest.raises(InvalidInput, match="jābūt reģistrētai"):
        name_partner(community=group, organisation=organisation, by=leader_of(group), now=BEFORE)
    registered = united(12)

    name_partner(community=group, organisation=registered, by=leader_of(group), now=BEFORE)

    assert Message.objects.get(key="grants.subsidy_partner_named").email == leader_of(registered).email
    with pytest.raises(StateConflict, match="partneris nav vajadzīgs"):
        name_partner(community=registered, organisation=group, by=leader_of(registered), now=BEFORE)


# The fund


def test_the_higher_level_goes_first_then_who_came_first():
    scheme = published_scheme(total=Decimal(2000))
    late_small = confirmed_claim(united(12), scheme, now=IN_TIME + timedelta(hours=2))
    early_small = confirmed_claim(united(12), scheme)
    late_large = confirmed_claim(united(40), scheme, total=1200, now=IN_TIME + timedelta(hours=5))

    decide_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    assert states(late_large, early_small, late_small) == [ClaimState.GRANTED, ClaimState.GRANTED, ClaimState.GRANTED]
    assert scheme.claims.awarded().sum() == 2000


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (QueueRule.LEVEL, [ClaimState.WAITING, ClaimState.GRANTED]),
        (QueueRule.ARRIVAL, [ClaimState.GRANTED, ClaimState.WAITING]),
    ],
)
def test_who_comes_first_is_a_rule_of_the_scheme(rule, expected):
    scheme = published_scheme(total=Decimal(1300), queue_rule=rule)
    small = confirmed_claim(united(12), scheme)
    large = confirmed_claim(united(40), scheme, total=1200, now=IN_TIME + timedelta(hours=1))

    decide_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    assert states(small, large) == expected


def test_nobody_overtakes_in_the_queue_and_freed_money_serves_it():
    scheme = published_scheme(total=Decimal(1250))
    first, second = (confirmed_claim(united(40), scheme, total=1200, now=IN_TIME + timedelta(hours=n)) for n in (1, 2))
    small = confirmed_claim(united(12), scheme)
    decide_scheme(scheme=scheme, by=subsidy_officer(), now=DECIDING)
    assert states(first, second, small) == [ClaimState.GRANTED, ClaimState.WAITING, ClaimState.WAITING]
    with pytest.raises(StateConflict, match="pirmajam rindā ar to nepietiek"):
        serve_queue(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    withdraw_claim(claim=first, by=leader_of(first.community), now=DECIDING)
    serve_queue(scheme=scheme, by=subsidy_officer(), now=DECIDING)

    assert states(second, small) == [ClaimState.GRANTED, ClaimState.WAITING]
    assert scheme.claims.awarded().sum() == 1200


def test_the_fund_is_divided_after_the_window_and_when_every_claim_is_read():
    scheme = published_scheme()
    claim_of(united(12), scheme)

    with pytest.raises(StateConflict, match=r"28\.02\.2027\."):
        decide_scheme(scheme=scheme, by=subsidy_officer(), now=CLOSED - timedelta(microseconds=1))
    with pytest.raises(StateConflict, match="Vēl neizskatīto pieprasījumu skaits: 1"):
        decide_scheme(scheme=scheme, by=subsidy_officer(), now=CLOSED)


def test_a_decision_fulfils_the_promise_and_goes_out_with_its_letter():
    claim = granted_claim(united(12), published_scheme())

    assert Obligation.objects.get(kind="grants.subsidy_decision").fulfilled_at == DECIDING
    message = Message.objects.get(key="grants.subsidy_decided")
    assert message.email == leader_of(claim.community).email
    assert message.files.get().original_name.startswith("dotacijas-vestule-2026")


# Payments


def test_a_payment_takes_two_people():
    claim = granted_claim(united(12), published_scheme())
    officer = subsidy_officer()
    with pytest.raises(StateConflict, match="vēl nav sagatavots"):
        approve_payments(scheme=claim.scheme, claims=[claim], by=accountant(), now=PAYING)
    prepare_payments(scheme=claim.scheme, claims=[claim], by=officer, now=PAYING)
    with pytest.raises(InvalidInput, match="sagatavo viens cilvēks, apstiprina cits"):
        approve_payments(scheme=claim.scheme, claims=[claim], by=officer, now=PAYING)

    approve_payments(scheme=claim.scheme, claims=[claim], by=accountant(), now=PAYING)

    assert states(claim) == [ClaimState.PAID]


def test_a_payment_opens_the_promise_of_a_report():
    claim = paid_claim(united(12), published_scheme())

    promise = Obligation.objects.get(kind="grants.subsidy_report")
    assert (promise.holder, promise.due_on) == (claim.community, date(2028, 1, 31))
    assert "31.01.2028" in Message.objects.get(key="grants.subsidy_paid").subject


def test_a_year_is_finished_once_every_report_is_accepted():
    scheme = published_scheme()
    accepted_claim(united(12), scheme, used=399)

    with pytest.raises(StateConflict, match="nauda nav atmaksāta: 1"):
        finish_scheme(scheme=scheme, by=subsidy_officer(), now=PAYING)

    scheme.claims.update(state=ClaimState.CLOSED)
    assert finish_scheme(scheme=scheme, by=subsidy_officer(), now=PAYING).state == SchemeState.FINISHED
