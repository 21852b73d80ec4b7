from datetime import timedelta

import pytest

from participation.actions.answer import answer_now
from participation.actions.opinion import withdraw_opinion
from participation.queries.scorecard import UnitFigures, figures_by_unit, longest_waiting
from portal.obligations.models import Obligation
from portal.obligations.queries import clock_figures
from portal.ui.visibility import Visibility
from tests.factories.participation import ANSWER, ConsultationFactory, give_opinion, propose, send_in
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def answer(question, now):
    answer_now(question=question, by=OfficerFactory(), now=now, **ANSWER)


@pytest.fixture
def units(municipality, now):
    """Two units: one with each kind of promise, one that was closed with its promises unkept."""
    busy, gone = UnitFactory(name="Attīstības nodaļa"), UnitFactory(name="Bijusī nodaļa", is_active=False)
    consultation = ConsultationFactory(unit=busy)
    long_ago = now - timedelta(days=60)
    send_in(unit=busy)
    send_in(unit=busy, now=long_ago)
    answer(give_opinion(consultation), now)
    answer(send_in(unit=busy, now=long_ago), now)
    withdrawn = give_opinion(consultation)
    withdraw_opinion(opinion=withdrawn, by=withdrawn.author, now=now)
    send_in(unit=gone, now=long_ago)
    sensitive = send_in(unit=busy)
    Obligation.objects.about(sensitive).update(visibility=Visibility.SENSITIVE)
    UnitFactory(name="Čakla nodaļa bez iesniegumiem")
    return busy, gone


@pytest.mark.rule("S4-39")
@pytest.mark.usefixtures("units")
def test_the_figures_by_unit_agree_with_the_rows(now):
    assert figures_by_unit(now) == [
        UnitFigures("Attīstības nodaļa", waiting=2, overdue=1, answered=2, in_time=1),
        UnitFigures("Bijusī nodaļa", waiting=1, overdue=1, answered=0, in_time=0),
    ]


@pytest.mark.usefixtures("units")
def test_the_units_sum_up_to_the_figures_of_the_whole(now):
    whole, units = clock_figures(now), figures_by_unit(now)

    for figure in ("waiting", "overdue", "answered", "in_time"):
        assert sum(getattr(unit, figure) for unit in units) == getattr(whole, figure)


def test_a_unit_that_answered_nothing_has_no_share():
    assert UnitFigures("Nodaļa", waiting=3, overdue=0, answered=0, in_time=0).share_in_time is None


def test_what_waits_longest_comes_first_and_private_matters_stay_private(now):
    send_in(now=now - timedelta(days=9))
    newer, older = propose(), propose(now=now - timedelta(days=5))

    assert [promise.subject for promise in longest_waiting(now)] == [older, newer]
