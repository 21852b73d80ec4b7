from datetime import timedelta

import pytest

from participation.models import ScoreSnapshot
from participation.queries.scorecard import clock_figures, longest_waiting, read_scorecard
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import propose, send_in

pytestmark = pytest.mark.usefixtures("municipality")


def test_what_waits_longest_comes_first_and_private_matters_stay_private(now):
    send_in(now=now - timedelta(days=9))
    newer, older = propose(), propose(now=now - timedelta(days=5))

    assert [promise.subject for promise in longest_waiting()] == [older, newer]


def test_a_portal_that_has_counted_nothing_has_empty_figures():
    figures = clock_figures()

    assert (figures.waiting, figures.share_in_time, figures.median_days, figures.counted_at) == (0, None, None, None)


def test_of_many_neighbourhoods_the_page_shows_those_most_was_asked_in(now):
    asked = [(2, 1), (0, 0), (0, 4), (1, 1)]
    for number, (waiting, answered) in enumerate(asked):
        place = NeighbourhoodFactory(name=f"Apkaime {number}")
        ScoreSnapshot.objects.create(neighbourhood=place, waiting=waiting, answered=answered, counted_at=now)

    assert [one.name for one in read_scorecard(None, places_shown=2).places] == ["Apkaime 0", "Apkaime 2"]
    assert len(read_scorecard(None).places) == 4
