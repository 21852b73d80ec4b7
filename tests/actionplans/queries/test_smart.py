import pytest

from actionplans.queries.smart import GoalFacts, Measure, smart, smart_of
from tests.factories.actionplans import GoalFactory, IndicatorFactory

WHOLE = Measure("apkaimes", 5, 9, "2028-12-31")
TITLE = "Katrā apkaimē ik gadu notiek forums"


def letters(title=TITLE, owner="Koordinators", challenge=1, measures=(WHOLE,)) -> str:
    """Those that are there."""
    return "".join(one.letter for one in smart(GoalFacts(title, owner, challenge, tuple(measures))) if one.is_there)


@pytest.mark.rule("S0-37")
@pytest.mark.parametrize(
    ("facts", "there"),
    [
        ({}, "SMART"),
        ({"title": "Vairāk forumu"}, "MART"),
        ({"owner": "  "}, "SMRT"),
        ({"challenge": None}, "SMAT"),
        ({"measures": ()}, "SAR"),
        ({"measures": [Measure("", 5, 9, "2028-12-31")]}, "SART"),
        ({"measures": [Measure("apkaimes", "", 9, "2028-12-31")]}, "SART"),
        ({"measures": [Measure("apkaimes", 5, None, "2028-12-31")]}, "SART"),
        ({"measures": [Measure("apkaimes", 5, 9)]}, "SMAR"),
        ({"measures": [Measure("apkaimes"), WHOLE]}, "SMART"),
        ({"measures": [Measure("apkaimes", 0, 4, "2029-06-30")]}, "SMART"),
    ],
    ids=[
        "whole", "two words", "nobody owns it", "no challenge", "no indicator", "no unit", "no baseline", "no target", "no day",
        "one of two whole", "a baseline of nought",
    ],
)  # fmt: skip
def test_each_letter_needs_its_fact(facts, there):
    assert letters(**facts) == there


@pytest.mark.rule("S0-37")
def test_what_is_missing_is_said(db):
    goal = GoalFactory(owner="")

    missing = [one.missing for one in smart_of(goal) if not one.is_there]

    assert len(missing) == 3
    assert all(missing)


def test_a_saved_goal_is_read_as_a_typed_one(db):
    goal = IndicatorFactory().goal

    assert all(one.is_there for one in smart_of(goal))
