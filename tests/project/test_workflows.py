"""Every workflow, however it came here: reachable states, words for officers and for the public, in both languages."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.utils.translation import override

from portal.workflow import Tone, Workflow

APPS = ("communities", "participation", "grants", "actionplans")
WORKFLOWS = {
    f"{app}.{name}": found
    for app in APPS
    if find_spec(f"{app}.workflow")
    for name, found in vars(import_module(f"{app}.workflow")).items()
    if isinstance(found, Workflow)
}


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_every_state_can_be_reached_from_the_first(name):
    workflow = WORKFLOWS[name]
    reached, ahead = set(), [next(iter(workflow.statuses))]

    while ahead:
        state = ahead.pop()
        reached.add(state)
        ahead += [step.target for step in workflow.available(state) if step.target not in reached]

    assert reached == set(workflow.statuses)


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_every_state_has_its_words_in_both_languages_and_a_tone(name):
    for status in WORKFLOWS[name].statuses.values():
        with override("lv"):
            latvian = [str(status.label), str(status.public)]
        with override("en"):
            english = [str(status.label), str(status.public)]

        assert all(latvian), status.value
        assert all(one != other for one, other in zip(latvian, english, strict=True)), status.value
        assert status.tone in Tone


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_only_the_declared_moves_are_allowed(name):
    workflow = WORKFLOWS[name]
    declared = {(source, step.target) for step in workflow.transitions for source in step.sources}

    allowed = {(one, other) for one in workflow.statuses for other in workflow.statuses if workflow.allows(one, other)}

    assert allowed == declared
