from itertools import product

import pytest

from communities.workflow import AGREEMENT, BOOKING, COMMUNITY, PRACTICE

MOVES = {
    COMMUNITY: (
        "identified>forming inactive>forming identified>active forming>active inactive>active forming>inactive active>inactive"
    ),
    BOOKING: (
        "unconfirmed>requested unconfirmed>cancelled requested>confirmed requested>refused requested>cancelled requested>lapsed "
        "confirmed>cancelled"
    ),
    PRACTICE: "submitted>published submitted>returned returned>submitted published>returned",
    AGREEMENT: (
        "draft>published draft>signing published>signing signing>in_force published>draft signing>draft "
        "in_force>terminated in_force>expired"
    ),
}


@pytest.mark.parametrize(
    ("workflow", "state", "target"),
    [
        pytest.param(workflow, state, target, id=f"{workflow.name}:{state}>{target}")
        for workflow in MOVES
        for state, target in product(workflow.statuses, repeat=2)
    ],
)
def test_a_state_follows_another_only_as_written_here(workflow, state, target):
    assert workflow.allows(state, target) is (f"{state}>{target}" in MOVES[workflow].split())
