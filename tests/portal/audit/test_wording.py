"""Every official act has its sentence, and things tell their story by them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from portal.accounts.actions import grant_roles
from portal.audit.models import Event
from portal.audit.wording import WORDING, describe, timeline
from tests.factories.portal import OfficerFactory

HOUSE = ("portal", "communities", "participation", "grants", "actionplans")


def action_names() -> list[str]:
    """The names of all actions of the house."""
    sources = [path.read_text() for room in HOUSE for path in Path(settings.BASE_DIR, room).rglob("*.py")]
    return sorted(name for source in sources for name in re.findall(r'^@action\("(.+)"\)', source, re.MULTILINE))


@pytest.mark.parametrize("name", action_names())
def test_every_action_reads_as_a_sentence_in_both_languages(name):
    with translation.override("en"):
        english = describe(name)
    with translation.override("lv"):
        latvian = describe(name)

    assert name in WORDING
    assert english
    assert english != latvian


def test_an_unknown_name_is_shown_as_it_is():
    assert describe("tests.thing.forgotten") == "tests.thing.forgotten"


@pytest.fixture
def told(db):
    """Something with an internal, a public, a sensitive and a forgotten event, oldest first."""
    thing = OfficerFactory()
    grant_roles(person=thing, roles=["officer"], by=OfficerFactory(name="Anna Ozola"))
    for name, sensitive in (
        ("obligations.obligation.extended", False),
        ("obligations.obligation.extended", True),
        ("tests.thing.forgotten", False),
    ):
        Event.objects.create(
            name=name, actor_label="Anna Ozola", target_type="accounts.user", target_id=str(thing.pk), sensitive=sensitive
        )
    return thing


@pytest.mark.rule("S4-43")
def test_the_public_timeline_names_no_persons_and_no_internal_steps(told):
    assert [(entry.label, entry.actor) for entry in timeline(told, public=True)] == [("Termiņš pagarināts", "")]


def test_the_officers_timeline_is_the_whole_story_but_what_is_sensitive(told):
    entries = timeline(told, public=False)

    assert [(entry.label, entry.actor) for entry in entries] == [
        ("Lomas mainītas", "Anna Ozola"),
        ("Termiņš pagarināts", "Anna Ozola"),
    ]


def test_the_portal_itself_is_named_in_the_officers_timeline(db):
    thing = OfficerFactory()
    grant_roles(person=thing, roles=["officer"], by=None)

    (entry,) = timeline(thing, public=False)

    assert entry.actor == "portāls"
