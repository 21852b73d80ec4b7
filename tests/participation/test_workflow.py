from itertools import product

import pytest

from participation.workflow import CONSULTATION, FORUM, OPINION, SUBMISSION

MOVES = {
    CONSULTATION: "draft>published published>cancelled",
    OPINION: (
        "unconfirmed>received received>answered hidden>answered unconfirmed>withdrawn received>withdrawn "
        "received>hidden hidden>received"
    ),
    SUBMISSION: "received>examined received>answered examined>answered received>withdrawn examined>withdrawn",
    FORUM: "planned>closed planned>cancelled",
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
