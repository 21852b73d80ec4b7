"""The one periodic schedule: each entry names a task that is there, fits its arguments and runs on an empty portal."""

import inspect

import pytest

from portal.celery import app

app.loader.import_default_modules()
ENTRIES = app.conf.beat_schedule


@pytest.mark.parametrize("entry", sorted(ENTRIES))
def test_an_entry_binds_to_its_task(entry):
    task = app.tasks[ENTRIES[entry]["task"]]

    inspect.signature(task.run).bind(*ENTRIES[entry].get("args", ()), **ENTRIES[entry].get("kwargs", {}))


@pytest.mark.parametrize("entry", sorted(ENTRIES))
def test_a_task_of_the_schedule_runs_twice_without_harm(demo, entry):
    task = app.tasks[ENTRIES[entry]["task"]]

    task.apply(throw=True)
    task.apply(throw=True)


def test_no_periodic_work_is_missing_from_the_schedule():
    """Whatever a worker runs is either asked for by the schedule or by an action (``portal.run_job``)."""
    ours = {name for name in app.tasks if not name.startswith("celery.")}

    assert ours == {entry["task"] for entry in ENTRIES.values()} | {"portal.run_job"}
