"""The ranking is reproducible from the stored scores, bonuses come from the portal's own records, and 500 applications
are no burden."""

import time
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.enums import ApplicationState, BonusKind
from grants.models import Application, Bonus, Call, CommissionMember, Decision, Evaluation, Score
from grants.queries.bonus import bonuses_of
from grants.queries.money import Purse
from grants.queries.ranking import criterion_points, ranking
from participation.enums import VoiceKind
from participation.models import Opinion, Submission
from portal.accounts.roles import Role
from tests.factories.communities import CommunityFactory
from tests.factories.grants import (
    DEADLINE,
    JUDGING,
    call_administrator,
    declare,
    evaluated_call,
    leader_of,
    score,
    scored_call,
    submitted_application,
)
from tests.factories.participation import give_joint_opinion, give_opinion, propose
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.submission import submit

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-103")]


def half_up(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def slowly(call: Call) -> list[tuple[int, Decimal]]:
    """The ranking worked out on fingers from the scores alone: no code of the portal, one application after another."""
    found = []
    for application in Application.objects.filter(call=call):
        totals = []
        for evaluation in Evaluation.objects.filter(application=application):
            points = Decimal(0)
            for given_score in Score.objects.filter(evaluation=evaluation).select_related("criterion"):
                points += Decimal(given_score.points) * given_score.criterion.weight / given_score.criterion.maximum
            totals.append(half_up(points))
        if len(totals) < 2:
            continue
        tie = [one.points for one in Score.objects.filter(evaluation__application=application, criterion=call.tie_criterion)]
        mean = half_up(sum(totals, Decimal(0)) / len(totals))
        found.append((application.pk, mean, sum(tie, Decimal(0)) / len(tie)))
    found.sort(key=lambda one: (-one[1], -one[2], one[0]))
    return [(key, mean) for key, mean, _tie in found]


NUMBERS = st.integers(0, 10)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.tuples(NUMBERS, NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS, NUMBERS)), min_size=1, max_size=4))
def test_the_ranking_equals_a_slow_count_of_the_stored_scores(rows):
    call = evaluated_call(applications=len(rows), weights=(33, 33, 34))
    call.tie_criterion = call.criteria.get(position=2)
    call.save()
    for number, member in enumerate(call.commission.all()):
        declare(member)
        for application, scores in zip(call.applications.order_by("pk"), rows, strict=True):
            score(member, application, *scores[number])

    assert [(row.application.pk, row.points) for row in ranking(call)] == slowly(call)


# Bonuses


def bonus_call(kind: BonusKind, points: int = 5, *given_points: int) -> Call:
    call = scored_call(*(given_points or (8,)))
    Bonus.objects.create(call=call, kind=kind, points=points)
    return call


@pytest.mark.rule("S1-23")
def test_newcomers_move_up_and_those_who_applied_before_do_not():
    earlier = scored_call(8)
    known = earlier.applications.get().community
    Application.objects.update(submitted_at=DEADLINE - timedelta(days=500))
    call = evaluated_call(applications=1)
    returning = submitted_application_of(call, known)
    Bonus.objects.create(call=call, kind=BonusKind.FIRST_TIME, points=3)

    assert set(bonuses_of(call)) == set(call.applications.exclude(pk=returning.pk).values_list("pk", flat=True))


def submitted_application_of(call: Call, community) -> Application:
    """As if it had been handed in in time."""
    Call.objects.filter(pk=call.pk).update(state="published")
    application = submitted_application(call, community)
    Call.objects.filter(pk=call.pk).update(state="evaluation")
    return application


@pytest.mark.rule("S4-23")
@pytest.mark.parametrize(
    ("days", "give", "earns"),
    [
        pytest.param(30, give_joint_opinion, True, id="within a year"),
        pytest.param(400, give_joint_opinion, False, id="too long ago"),
        pytest.param(-1, give_joint_opinion, False, id="after the deadline"),
        pytest.param(30, give_opinion, False, id="one resident's alone"),
    ],
)
def test_a_joint_opinion_of_the_neighbourhood_within_a_year_counts(days, give, earns):
    call = bonus_call(BonusKind.JOINT_OPINION)
    application = call.applications.get()
    neighbour = CommunityFactory(leader=PersonFactory())
    neighbour.neighbourhoods.set([application.neighbourhood])
    of_community = {"community": neighbour, "by": leader_of(neighbour)} if give is give_joint_opinion else {}
    give(**of_community)
    Opinion.objects.update(submitted_at=DEADLINE - timedelta(days=days))

    assert (application.pk in bonuses_of(call)) is earns


def test_a_joint_submission_of_the_neighbourhood_counts_as_well():
    call = bonus_call(BonusKind.JOINT_OPINION)
    application = call.applications.get()
    submit()
    Submission.objects.update(
        neighbourhood=application.neighbourhood, voice=VoiceKind.JOINT, community=application.community,
        residents_represented=20, how_agreed="Sapulcē", received_at=DEADLINE - timedelta(days=10),
    )  # fmt: skip

    assert application.pk in bonuses_of(call)


def test_an_idea_of_a_forum_counts():
    call = bonus_call(BonusKind.FORUM_IDEA)

    without = dict(bonuses_of(call))
    call.applications.update(forum_idea=propose())

    assert (without, list(bonuses_of(call))) == ({}, [call.applications.get().pk])


def test_a_bonus_moves_up_and_lifts_nobody_over_the_threshold():
    call = bonus_call(BonusKind.FORUM_IDEA, 20, 7, 5, 6)
    seven, five, six = call.applications.order_by("pk")
    Application.objects.filter(pk__in=(five.pk, six.pk)).update(forum_idea=propose())

    rows = ranking(call)

    assert [(row.application, row.total) for row in rows] == [(six, 80), (seven, 70), (five, 70)]
    assert [row.above_threshold for row in rows] == [True, True, False]


def test_with_equal_points_those_not_funded_before_come_first():
    earlier = scored_call(9)
    winner = earlier.applications.get()
    Application.objects.filter(pk=winner.pk).update(state=ApplicationState.CLOSED)
    Decision.objects.create(
        application=winner, outcome="funded", amount=900, reason="Vajadzība ir pierādīta un pamatota.", protocol="Nr. 1",
        decided_at=DEADLINE - timedelta(days=300), decided_by=call_administrator(),
    )  # fmt: skip
    call = scored_call(8, 8)
    first, second = call.applications.order_by("pk")
    Application.objects.filter(pk=first.pk).update(community=winner.community)

    assert [row.application for row in ranking(call)] == [second, first]


# The money


def test_the_reserve_of_a_lot_is_for_the_lot_alone():
    purse = Purse(Decimal(1000), {1: Decimal(600)})

    assert (purse.left_for(1), purse.left_for(None)) == (600, 400)
    purse.take(1, Decimal(500))
    assert (purse.left_for(1), purse.left_for(None)) == (100, 400)


def test_the_mean_of_each_criterion_stands_in_the_order_of_the_call():
    call = evaluated_call()
    application = call.applications.get()
    for member, points in zip(call.commission.all(), ((8, 6, 4), (7, 6, 5)), strict=True):
        declare(member)
        score(member, application, *points)

    assert [(one.weight, one.mean) for one in criterion_points([application.pk])[application.pk]] == [
        (50, Decimal("7.50")), (30, Decimal("6.00")), (20, Decimal("4.50")),
    ]  # fmt: skip


# 500 applications


@pytest.fixture
def large_call(municipality) -> Call:
    """500 applications, each scored by five members."""
    call = evaluated_call(applications=1)
    for kind in BonusKind:
        Bonus.objects.create(call=call, kind=kind, points=3)
    call.tie_criterion = call.criteria.first()
    call.save()
    members = CommissionMember.objects.bulk_create(
        CommissionMember(call=call, user=OfficerFactory(roles=[Role.EVALUATOR]), represents="NVO") for _number in range(5)
    )
    pattern = call.applications.get()
    rows = [_copy(pattern) for _number in range(500)]
    Application.objects.bulk_create(rows)
    evaluations = Evaluation.objects.bulk_create(
        Evaluation(member=member, application=row, total=Decimal((number * 7) % 100), submitted_at=JUDGING)
        for number, row in enumerate(rows) for member in members
    )  # fmt: skip
    criterion = call.criteria.first()
    Score.objects.bulk_create(
        Score(evaluation=one, criterion=criterion, points=one.pk % 10, justification="Pamatots.") for one in evaluations
    )
    return call


def _copy(pattern: Application) -> Application:
    fields = {
        field.attname: getattr(pattern, field.attname)
        for field in Application._meta.concrete_fields
        if not field.primary_key and not field.generated
    }
    return Application(**fields | {"state": ApplicationState.EVALUATED, "points": Decimal(75)})


def test_five_hundred_applications_are_ranked_at_once(large_call):
    with CaptureQueriesContext(connection) as captured:
        started = time.monotonic()
        rows = ranking(large_call)
        took = time.monotonic() - started

    assert len(rows) == 500
    assert all(row.evaluations == 5 for row in rows)
    assert len(captured) <= 10
    assert took < 2
