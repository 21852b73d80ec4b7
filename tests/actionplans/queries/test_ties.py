import pytest

from actionplans.models import PlanTemplate
from actionplans.queries.ties import loose_ends, weave_of
from tests.factories.actionplans import ActionFactory, ChallengeFactory, GoalFactory, PlanFactory, complete_plan

pytestmark = pytest.mark.usefixtures("db")


def things(plan) -> list:
    return [end.thing for end in loose_ends(plan)]


def test_where_all_is_tied_nothing_hangs_loose():
    assert things(complete_plan()) == []


@pytest.mark.rule("S0-44")
def test_each_end_that_hangs_loose_is_named_with_what_it_lacks():
    plan = complete_plan()
    goal = GoalFactory(plan=plan, answers_to=plan.challenges.get())
    challenge = ChallengeFactory(plan=plan)
    action = ActionFactory(plan=plan)

    assert things(plan) == [challenge, goal, goal, action, action]


def test_a_plan_that_only_hints_is_not_held_to_the_letters():
    plan = PlanFactory(template=PlanTemplate.objects.filter(is_strict=False).first())
    ActionFactory(plan=plan, goals=[GoalFactory(plan=plan, owner="")], no_indicator_reason="Mācāmies darot.")

    assert things(plan) == []


def test_sixty_goals_cost_as_many_questions_as_one(django_assert_max_num_queries):
    plan = complete_plan()
    for _number in range(20):
        goal = GoalFactory(plan=plan, answers_to=plan.challenges.get())
        ActionFactory(plan=plan, goals=[goal])

    with django_assert_max_num_queries(8):
        [(end.thing.get_absolute_url(), str(end)) for end in weave_of(plan).loose_ends]


def test_the_tenth_goal_comes_after_the_ninth():
    plan = PlanFactory()
    for number in (10, 9, 1):
        GoalFactory(plan=plan, code=f"M{number}", answers_to=None)

    assert [row.goal.code for row in weave_of(plan).goals] == ["M1", "M9", "M10"]
