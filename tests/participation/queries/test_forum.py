from datetime import UTC, date, datetime, timedelta

import pytest

from participation.actions.task import finish_task
from participation.models import Forum
from participation.queries.forum import compliance, standings, way_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.forums import agree
from tests.factories.participation import plan, propose

pytestmark = pytest.mark.usefixtures("municipality")
TODAY = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def inhabited() -> NeighbourhoodFactory:
    place = NeighbourhoodFactory()
    CommunityFactory(neighbourhoods=[place])
    return place


def state_of(place) -> str:
    return next(row.status.value for row in compliance(standings(TODAY), TODAY) if row.place == place)


@pytest.mark.rule("S4-65")
@pytest.mark.parametrize(
    ("days_ago", "state"), [(305, "on_time"), (306, "soon"), (312, "soon"), (365, "soon"), (366, "missing"), (402, "missing")]
)
def test_a_forum_older_than_a_year_is_missing_and_one_that_soon_will_be_is_due(days_ago, state):
    place = inhabited()
    plan(neighbourhood=place, held_at=TODAY - timedelta(days=days_ago))

    assert state_of(place) == state


def test_a_place_that_never_had_a_forum_stands_first():
    held, never = inhabited(), inhabited()
    plan(neighbourhood=held, held_at=TODAY - timedelta(days=500))

    assert [row.place for row in compliance(standings(TODAY), TODAY)] == [never, held]
    assert compliance(standings(TODAY), TODAY)[0].due_on is None


def test_where_nobody_formed_a_community_no_forum_is_due():
    NeighbourhoodFactory()

    assert compliance(standings(TODAY), TODAY) == []


def test_each_forum_stands_in_its_year_and_counts_for_all_who_hold_it_together():
    here, neighbour = inhabited(), inhabited()
    forum = plan(neighbourhood=here, neighbours=[neighbour], held_at=datetime(2025, 12, 31, 23, 0, tzinfo=UTC))
    coming = plan(neighbourhood=neighbour, held_at=TODAY + timedelta(days=3))

    rows = {row.place: row for row in compliance(standings(TODAY), TODAY)}

    assert dict(rows[here].years) == dict(rows[neighbour].years) == {2023: [], 2024: [], 2025: [], 2026: [forum]}, "by Riga"
    assert rows[neighbour].due_on == date(2027, 1, 1)
    assert (rows[here].next_forum, rows[neighbour].next_forum) == (None, coming)


def test_a_cancelled_forum_counts_for_nothing():
    place = inhabited()
    plan(neighbourhood=place, held_at=TODAY - timedelta(days=10))
    Forum.objects.update(state="cancelled", cancel_reason="Vētra.")

    assert state_of(place) == "missing"


def test_the_matrix_costs_the_same_for_one_place_and_for_many(django_assert_max_num_queries):
    for _place in range(12):
        plan(neighbourhood=inhabited(), held_at=TODAY - timedelta(days=10))

    with django_assert_max_num_queries(6):
        compliance(standings(TODAY), TODAY)


def test_a_forum_is_over_only_with_the_last_answer_and_the_last_task(now):
    forum = plan(held_at=now - timedelta(days=1))
    proposal, tasks = propose(forum), [agree(source=forum), agree(source=forum)]
    propose(forum)
    finish_task(task=tasks[0], result="Trase ir apskatīta.", by=None, now=now)

    way = way_of(forum)
    assert (way.proposals, way.answered, way.tasks, way.done, way.is_over) == (2, 0, 2, 1, False)

    forum.submissions.exclude(pk=proposal.pk).update(state="withdrawn")
    forum.submissions.filter(pk=proposal.pk).update(state="answered")
    finish_task(task=tasks[1], result="Skice ir uzzīmēta.", by=None, now=now)
    assert way_of(forum).is_over
