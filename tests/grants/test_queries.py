from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.application import withdraw_application
from grants.actions.decision import decide
from grants.enums import ApplicationState, DecisionOutcome
from grants.models import Application, Call, Lot, ProjectResult
from grants.queries.application import drafts_closing
from grants.queries.guidelines import Verdict, guideline_checks
from grants.queries.project import project_figures
from grants.queries.ranking import ranking
from tests.factories.grants import (
    DEADLINE,
    JUDGING,
    CallFactory,
    begun_application,
    call_administrator,
    declare,
    evaluated_call,
    published_call,
    score,
    scored_call,
)

pytestmark = pytest.mark.usefixtures("municipality")


def settle(application: Application, outcome: str, amount: int = 0) -> None:
    decide(
        application=application, outcome=outcome, amount=Decimal(amount), reason="Komisija vienojās sēdē vienbalsīgi.",
        protocol="Nr. 3", by=call_administrator(), now=JUDGING,
    )  # fmt: skip


# The guidelines


@pytest.mark.parametrize(
    ("code", "fields", "verdict"),
    [
        ("window", {"opens_at": DEADLINE - timedelta(days=90)}, Verdict.OK),
        ("window", {"opens_at": DEADLINE - timedelta(days=90) + timedelta(seconds=1)}, Verdict.SOFT),
        ("floor", {"opens_at": DEADLINE - timedelta(days=30)}, Verdict.OK),
        ("floor", {"opens_at": DEADLINE - timedelta(days=29)}, Verdict.HARD),
        ("seminar", {"seminar_at": DEADLINE - timedelta(days=14)}, Verdict.OK),
        ("seminar", {"seminar_at": DEADLINE - timedelta(days=13)}, Verdict.SOFT),
        ("seminar", {"seminar_at": DEADLINE - timedelta(days=21)}, Verdict.OK),
        ("seminar", {"seminar_at": DEADLINE.replace(hour=0, minute=30) - timedelta(days=21)}, Verdict.OK),
        ("cap", {"admin_cap": Decimal(5)}, Verdict.OK),
        ("cap", {"admin_cap": Decimal("4.99")}, Verdict.SOFT),
        ("cap", {"admin_cap": Decimal(25)}, Verdict.OK),
    ],
)
def test_each_guideline_holds_to_its_very_edge(code, fields, verdict):
    call = CallFactory(**fields)

    found = {check.code: check.verdict for check in guideline_checks(call, call.opens_at)}

    assert found[code] == verdict


def test_an_announced_call_is_checked_by_the_day_it_was_announced(call):
    later = {check.code: check.verdict for check in guideline_checks(call, DEADLINE + timedelta(days=400))}

    assert later["window"] == later["floor"] == Verdict.OK


# The ranking


def places(call: Call) -> list[tuple[int, Decimal]]:
    return [(row.application.pk, row.points) for row in ranking(call)]


def test_the_best_stand_first_and_the_money_ends_where_it_ends():
    call = scored_call(7, 9, 5, 8, total=Decimal(1800))
    seven, nine, five, eight = call.applications.order_by("pk")

    rows = ranking(call)

    assert [row.application for row in rows] == [nine, eight, seven, five]
    assert [row.above_line for row in rows] == [True, True, False, False]
    assert [row.above_threshold for row in rows] == [True, True, True, False]


def test_the_ranking_is_the_same_whenever_it_is_made():
    call = scored_call(7, 9, 7, 7)

    assert places(call) == places(Call.objects.get())


def test_equal_points_are_parted_by_the_criterion_the_call_names():
    call = evaluated_call(applications=2, weights=(40, 40, 20))
    call.tie_criterion = call.criteria.get(position=2)
    call.save()
    first, second = call.applications.order_by("pk")
    for member in call.commission.all():
        declare(member)
        score(member, first, 9, 6, 7)
        score(member, second, 6, 9, 7)

    assert places(call) == [(second.pk, Decimal("74.00")), (first.pk, Decimal("74.00"))]


def test_members_far_apart_are_asked_for_a_note():
    call = evaluated_call()
    application = call.applications.get()
    for member, points in zip(call.commission.all(), (9, 6), strict=True):
        declare(member)
        score(member, application, points)

    (row,) = ranking(call)

    assert (row.evaluations, row.spread, row.needs_note) == (2, Decimal("30.00"), True)


def test_a_withdrawn_application_leaves_the_ranking_and_its_money_to_others():
    call = scored_call(9, 8, total=Decimal(900))
    best, second = call.applications.order_by("pk")

    withdraw_application(application=best, by=best.submitted_by, now=JUDGING)

    (row,) = ranking(call)
    assert (row.application, row.place, row.above_line) == (second, 1, True)


def test_the_line_moves_with_what_is_decided():
    call = scored_call(9, 8, 7, total=Decimal(1800))
    best, second, _third = call.applications.order_by("pk")

    settle(best, DecisionOutcome.FUNDED, 400)
    settle(second, DecisionOutcome.REJECTED)

    assert [row.above_line for row in ranking(call)] == [True, True, True]


@pytest.mark.rule("S4-119")
def test_the_line_of_a_lot_is_its_reserve():
    call = scored_call(9, 8, 7)
    remote = Lot.objects.create(call=call, name="Ārpus blīvām vietām", reserved=Decimal(1000))
    call.applications.exclude(points=70).update(lot=remote)

    assert [row.above_line for row in ranking(call)] == [True, False, True]


# Figures and deadlines


def test_figures_count_supported_and_finished_projects_alone():
    call = scored_call(9, 8, 7)
    funded, finished, rejected = call.applications.order_by("pk")
    settle(funded, DecisionOutcome.FUNDED, 900)
    settle(finished, DecisionOutcome.FUNDED, 400)
    settle(rejected, DecisionOutcome.REJECTED)
    Application.objects.filter(pk=finished.pk).update(state=ApplicationState.CLOSED)
    ProjectResult.objects.create(application=finished, summary="Paveikts.", people_reached=80, accepted_on=JUDGING.date())

    figures = project_figures()

    assert (figures.projects, figures.money, figures.people) == (2, 1300, 80)


def test_without_projects_the_figures_are_zero():
    figures = project_figures()

    assert (figures.projects, figures.money, figures.people) == (0, 0, 0)


def test_only_drafts_of_calls_that_close_soon_are_found():
    soon, later = begun_application(published_call()), begun_application(published_call())
    Call.objects.filter(pk=later.call_id).update(closes_at=DEADLINE + timedelta(days=30))

    assert list(drafts_closing(DEADLINE - timedelta(days=14), 14)) == [soon]
    assert not drafts_closing(DEADLINE, 14)
