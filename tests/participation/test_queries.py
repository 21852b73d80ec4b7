from datetime import timedelta

import pytest

from participation.models import ScoreSnapshot
from participation.queries.scorecard import PLACES_SHOWN, busiest, clock_figures, longest_waiting
from tests.factories.participation import propose, send_in

pytestmark = pytest.mark.usefixtures("municipality")


def test_what_waits_longest_comes_first_and_private_matters_stay_private(now):
    send_in(now=now - timedelta(days=9))
    newer, older = propose(), propose(now=now - timedelta(days=5))

    assert [promise.subject for promise in longest_waiting()] == [older, newer]


def test_a_portal_that_has_counted_nothing_has_empty_figures():
    figures = clock_figures()

    assert (figures.waiting, figures.share_in_time, figures.median_days, figures.counted_at) == (0, None, None, None)


def test_of_many_neighbourhoods_the_page_shows_those_most_was_asked_in():
    places = [ScoreSnapshot(pk=number, answered=number) for number in range(PLACES_SHOWN + 5)]

    shown = busiest(places)

    assert [one.answered for one in shown] == list(range(5, PLACES_SHOWN + 5))
