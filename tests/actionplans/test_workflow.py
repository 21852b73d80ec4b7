from itertools import product

import pytest

from actionplans.enums import ActionStatus, PlanState
from actionplans.workflow import ACTION, PLAN
from portal.errors import StateConflict

MOVES = {
    PLAN: {
        "draft": {"consulted", "adopted"},
        "consulted": {"draft", "adopted"},
        "adopted": {"in_progress", "ended"},
        "in_progress": {"ended"},
        "ended": set(),
    },
    ACTION: {
        "not_begun": {"on_time", "late", "done", "stopped"},
        "on_time": {"late", "done", "stopped"},
        "late": {"on_time", "done", "stopped"},
        "stopped": {"on_time"},
        "done": set(),
    },
}
PAIRS = [(workflow, state, target) for workflow, moves in MOVES.items() for state, target in product(moves, repeat=2)]


@pytest.mark.parametrize(("workflow", "states"), [(PLAN, PlanState), (ACTION, ActionStatus)], ids=["plan", "action"])
def test_every_state_has_its_wording(workflow, states):
    assert set(workflow.statuses) == set(states.values) == set(MOVES[workflow])


@pytest.mark.parametrize(("workflow", "state", "target"), PAIRS, ids=lambda part: getattr(part, "name", part))
def test_only_the_moves_of_the_table_are_allowed(workflow, state, target):
    if target in MOVES[workflow][state]:
        workflow.check(state, target)
    else:
        with pytest.raises(StateConflict):
            workflow.check(state, target)
