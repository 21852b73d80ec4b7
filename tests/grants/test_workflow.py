from itertools import product

import pytest

from grants.enums import ApplicationState, CallState
from grants.workflow import APPLICATION, CALL
from portal.errors import StateConflict

MOVES = {
    CALL: {
        "draft": {"published"},
        "published": {"evaluation", "cancelled"},
        "evaluation": {"decided", "cancelled"},
        "decided": {"finished"},
        "finished": set(),
        "cancelled": set(),
    },
    APPLICATION: {
        "draft": {"submitted", "withdrawn"},
        "submitted": {"clarifying", "eligible", "ineligible", "withdrawn"},
        "clarifying": {"submitted", "eligible", "ineligible", "withdrawn"},
        "eligible": {"evaluated", "withdrawn"},
        "ineligible": set(),
        "evaluated": {"funded", "reserve", "rejected", "withdrawn"},
        "funded": {"closed", "lapsed", "ended"},
        "reserve": {"funded", "rejected"},
        "rejected": set(),
        "withdrawn": set(),
        "closed": set(),
        "lapsed": set(),
        "ended": set(),
    },
}
PAIRS = [(workflow, state, target) for workflow, moves in MOVES.items() for state, target in product(moves, repeat=2)]


@pytest.mark.parametrize(
    ("workflow", "states"), [(CALL, CallState), (APPLICATION, ApplicationState)], ids=["call", "application"]
)
def test_every_state_has_its_wording(workflow, states):
    assert set(workflow.statuses) == set(states.values) == set(MOVES[workflow])


@pytest.mark.parametrize(("workflow", "state", "target"), PAIRS, ids=lambda part: getattr(part, "name", part))
def test_only_the_moves_of_the_table_are_allowed(workflow, state, target):
    if target in MOVES[workflow][state]:
        workflow.check(state, target)
    else:
        with pytest.raises(StateConflict):
            workflow.check(state, target)
