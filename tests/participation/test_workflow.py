from itertools import product

import pytest

from participation.workflow import (
    ANNOUNCEMENT,
    CAMPAIGN,
    CONSULTATION,
    DRAFT_DECISION,
    EARLY_WARNING,
    FORUM,
    OPINION,
    SUBMISSION,
    SURVEY,
    TASK,
)

MOVES = {
    CONSULTATION: "draft>published published>cancelled",
    OPINION: (
        "unconfirmed>received received>answered hidden>answered unconfirmed>withdrawn received>withdrawn hidden>withdrawn "
        "received>hidden hidden>received"
    ),
    EARLY_WARNING: "unconfirmed>received received>taken received>answered taken>answered answered>closed",
    SUBMISSION: (
        "unconfirmed>received unconfirmed>collecting collecting>received received>examined received>answered examined>answered "
        "unconfirmed>withdrawn collecting>withdrawn received>withdrawn examined>withdrawn"
    ),
    CAMPAIGN: "draft>published published>closed",
    SURVEY: "draft>published published>draft",
    DRAFT_DECISION: "drafting>submitted submitted>decided",
    TASK: "discussed>open discussed>done open>done",
    ANNOUNCEMENT: "draft>sent",
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
