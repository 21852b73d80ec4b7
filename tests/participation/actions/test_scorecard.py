"""The kept figures against a slow and obvious recount of the same rows."""

import math
import statistics
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from communities.models import Neighbourhood
from participation.actions.answer import answer_now
from participation.actions.scorecard import keep_scores
from participation.enums import Promise
from participation.models import ScoreFigure, ScoreSnapshot
from participation.queries.counting import Period
from portal.municipality.models import Unit
from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import work_calendar
from portal.ui.visibility import Visibility
from tests.at_once import at_once
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import ANSWER, ConsultationFactory, give_opinion
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory, make_promise
from tests.factories.scorecard import keep_promise, mixed_promises

COUNTING_KINDS = (Promise.OPINION_ANSWER, Promise.SUBMISSION_ANSWER)


def recount(period: Period, now, belongs) -> tuple:
    """Row by row: waiting, overdue, answered, in time, median and ninetieth percentile of working days."""
    rows = [
        one
        for one in Obligation.objects.all()
        if one.kind in COUNTING_KINDS and one.visibility != Visibility.SENSITIVE and belongs(one)
    ]
    waiting = [one for one in rows if one.is_open] if period.year is None else []
    kept = [one for one in rows if one.fulfilled_at and period.starts <= one.fulfilled_at < period.ends]
    work = work_calendar()
    days = sorted(work.working_days_between(one.received_on, timezone.localdate(one.fulfilled_at)) for one in kept)
    return (
        len(waiting),
        sum(one.due_at <= now for one in waiting),
        len(kept),
        sum(not one.was_late for one in kept),
        statistics.median_low(days) if days else None,
        days[math.ceil(0.9 * len(days)) - 1] if days else None,
    )


def kept(snapshot: ScoreSnapshot | None) -> tuple:
    one = snapshot or ScoreSnapshot()
    return one.waiting, one.overdue, one.answered, one.in_time, one.median_days, one.ninetieth_days


@pytest.mark.rule("S4-39")
@pytest.mark.rule("D9")
@pytest.mark.parametrize("seed", range(4))
def test_the_kept_figures_are_those_of_a_slow_recount(municipality, now, seed):
    mixed_promises(seed, now)
    years = [None, now.year, now.year - 1, now.year - 2]

    keep_scores(years=years, now=now)

    for year in years:
        period, rows = Period.of(year, now), ScoreSnapshot.objects.in_year(year)
        assert kept(rows.of_whole().get()) == recount(period, now, lambda one: True)
        for unit in Unit.objects.all():
            assert kept(rows.filter(unit=unit).first()) == recount(period, now, lambda one, key=unit.pk: one.unit_id == key)
        for place in Neighbourhood.objects.all():
            found = recount(period, now, lambda one, key=place.pk: one.neighbourhood_key == key)
            assert kept(rows.filter(neighbourhood=place).first()) == found
        for kind in COUNTING_KINDS:
            assert kept(rows.filter(kind=kind).first()) == recount(period, now, lambda one, key=kind: one.kind == key)


def test_counted_twice_the_figures_are_the_same_and_what_is_gone_goes(municipality, now):
    promise = make_promise(received_at=now, neighbourhood_key=NeighbourhoodFactory().pk)
    keep_scores(years=[None], now=now)
    Obligation.objects.filter(pk=promise.pk).delete()

    keep_scores(years=[None], now=now + timedelta(minutes=5))

    assert kept(ScoreSnapshot.objects.get()) == (0, 0, 0, 0, None, None)


def test_two_schedulers_at_once_keep_one_set_of_figures(committed, now):
    MunicipalityFactory()
    unit = UnitFactory()
    keep_promise(now - timedelta(days=3), now - timedelta(days=1), holder=unit)

    told = at_once(*[lambda: keep_scores(years=[None], now=now)] * 3)

    assert told == ["", "", ""]
    assert ScoreSnapshot.objects.filter(unit=unit).get().answered == 1


@pytest.mark.rule("S4-42")
def test_the_share_taken_into_account_counts_published_answers_of_the_year(municipality, now):
    consultation = ConsultationFactory()
    for outcome in ("taken", "partly", "explained"):
        answer_now(question=give_opinion(consultation), by=OfficerFactory(), now=now, **ANSWER | {"outcome": outcome})

    keep_scores(years=[None, now.year - 1], now=now + timedelta(minutes=1))

    assert ScoreSnapshot.objects.in_year(None).filter(unit=consultation.unit).get().share_taken == 67
    assert ScoreSnapshot.objects.in_year(now.year - 1).get().share_taken is None


def test_the_command_counts_every_year_since_the_first_answer(municipality, now, capsys):
    keep_promise(now - timedelta(days=740), now - timedelta(days=735))

    call_command("rebuild_scorecard")

    assert set(ScoreSnapshot.objects.of_whole().values_list("year", flat=True)) >= {None, now.year, now.year - 2}


def test_how_many_have_a_contact_person_is_not_made_up_for_years_nobody_counted(municipality, now):
    keep_scores(years=[None, now.year - 1], now=now)

    assert ScoreFigure.objects.filter(year=None, code="contacts").exists()
    assert not ScoreFigure.objects.filter(year=now.year - 1, code="contacts").exists()
