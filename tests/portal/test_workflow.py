import pytest

from portal.errors import StateConflict
from portal.workflow import Status, Tone, Workflow, transition

DOOR = Workflow(
    "door",
    [
        Status("open", "atvērts", "var ienākt", tone=Tone.OPEN),
        Status("closed", "slēgts", "jāgaida"),
        Status("locked", "aizslēgts", "ciet"),
    ],
    [
        transition("close", ["open"], "closed"),
        transition("open", ["closed"], "open"),
        transition("lock", ["closed"], "locked"),
    ],
)


@pytest.mark.parametrize("state", DOOR.statuses)
@pytest.mark.parametrize("target", DOOR.statuses)
def test_only_the_named_steps_are_allowed(state, target):
    allowed = {("open", "closed"), ("closed", "open"), ("closed", "locked")}

    assert DOOR.allows(state, target) is ((state, target) in allowed)


def test_the_steps_from_a_state_are_known():
    assert [step.name for step in DOOR.available("closed")] == ["open", "lock"]
    assert DOOR.available("locked") == ()


def test_a_step_that_is_not_allowed_is_refused_with_the_present_state():
    with pytest.raises(StateConflict, match="aizslēgts"):
        DOOR.check("locked", "open")


def test_an_allowed_step_passes_the_check():
    DOOR.check("open", "closed")


def test_a_state_speaks_to_officers_and_to_residents():
    assert DOOR.choices == [("open", "atvērts"), ("closed", "slēgts"), ("locked", "aizslēgts")]
    assert DOOR.status("open").public == "var ienākt"


def test_a_step_to_an_unknown_state_is_refused_when_the_workflow_is_written():
    with pytest.raises(ValueError, match=r"gate: transition raise names unknown states \['up'\]"):
        Workflow("gate", [Status("down", "lejā", "lejā")], [transition("raise", ["down"], "up")])
