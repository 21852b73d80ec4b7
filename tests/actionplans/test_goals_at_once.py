"""Two who write at the same instant, in real threads on the real database."""

import pytest
from django.utils import timezone

from actionplans.actions.goal import write_goal
from actionplans.models import Goal
from tests.at_once import at_once
from tests.factories.actionplans import GoalFactory, PlanFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory


@pytest.fixture(autouse=True)
def _municipality(committed):
    MunicipalityFactory()


def test_of_two_who_save_the_same_goal_one_is_told_what_the_other_wrote():
    goal, by = GoalFactory(), OfficerFactory()
    copies = [Goal.objects.select_related("plan").get(pk=goal.pk) for _number in range(2)]
    for number, copy in enumerate(copies):
        copy.title = f"Tā mērķi raksta {number}. cilvēks"

    told = at_once(*[lambda one=one: write_goal(goal=one, seen=goal.updated_at, by=by, now=timezone.now()) for one in copies])

    stored = Goal.objects.get().title
    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert stored in max(told)


def test_two_goals_added_at_once_have_two_codes():
    plan, by = PlanFactory(chapters=False), OfficerFactory()
    goals = [Goal(plan=plan, title=f"Mērķis, ko pievieno {number}. cilvēks") for number in range(2)]

    told = at_once(*[lambda one=one: write_goal(goal=one, by=by, now=timezone.now()) for one in goals])

    assert told == ["", ""]
    assert list(plan.goals.values_list("code", flat=True)) == ["M1", "M2"]
