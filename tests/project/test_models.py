"""Every model of ours says what personal data it holds, how long and what ends it, and what it is called in Latvian."""

import re

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import override

from portal.accounts.retention import terms
from portal.audit.wording import WORDING
from portal.celery import app as celery

APPS = ("portal", "communities", "participation", "grants", "actionplans")
MODELS = {
    model._meta.label: model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in APPS and not hasattr(model, "pgh_tracked_model")
}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_a_model_declares_its_personal_data_and_how_long_it_stays(label):
    privacy = MODELS[label].Privacy

    fields = {field.name for field in MODELS[label]._meta.get_fields()}

    assert set(privacy.personal) <= fields
    assert privacy.retention


WITH_ANOTHER = re.compile(r"as (?:long as )?the (.+?)(?: otherwise)?$")
ENDED_AT_A_DESK = {"municipality.UnitMember", "communities.ContactPerson", "actionplans.CreativePartner"}
"""Officers take these off by hand, in the same minute as the thing itself changes."""


def parts_of(label: str) -> list[str]:
    """What is kept for so long, each with its term."""
    return [part.strip() for part in MODELS[label].Privacy.retention.split(";")]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("label", sorted(MODELS))
def test_what_is_not_kept_for_good_is_ended_by_something_that_runs(label):
    """By a task of the schedule or by the action of a term (``Slot.RETENTION``); what ends with an event, by its action."""
    running = {entry["task"] for entry in celery.conf.beat_schedule.values()}
    running |= {term.name for term in terms(timezone.localdate())}
    ending = [part for part in parts_of(label) if not WITH_ANOTHER.match(part)]
    timed = [part for part in ending if re.search(r"\d", part)]

    if timed or (ending and not ending[0].startswith("permanent") and label not in ENDED_AT_A_DESK):
        assert MODELS[label].Privacy.ended_by in (running if timed else running | set(WORDING))


def test_what_is_kept_as_long_as_another_thing_names_a_thing_there_is():
    with override("en"):
        names = " ".join(str(model._meta.verbose_name) for model in MODELS.values()) + " thing account answers"
    companions = [match[1].split()[0] for label in MODELS for part in parts_of(label) if (match := WITH_ANOTHER.match(part))]

    assert [name for name in companions if name not in names] == []


@pytest.mark.parametrize("label", sorted(MODELS))
def test_a_model_is_called_something_else_in_latvian(label):
    options = MODELS[label]._meta

    def names(language):
        with override(language):
            return str(options.verbose_name), str(options.verbose_name_plural)

    assert names("lv") != names("en")
