"""A new migration runs while the version before it still serves (docs/operations.md, "Changing tables while people work").

Squawk reads its SQL. What it forbids in one step is done in several; the last of them, which takes away what no running
version uses any more, is a list of statements given to ``RunSQL``, each after a line ``-- squawk-ignore <rule>``.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

SQUAWK = Path(sys.executable).parent / "squawk"
LANDED = {"actionplans": 5, "communities": 4, "grants": 5, "municipality": 2, "obligations": 2, "participation": 3, "ui": 2}
"""Each app's last migration (of the others: the first) from before the portal had users: those were free to do anything."""

MATTERS_OF_TASTE = (
    "prefer-text-field", "prefer-robust-stmts", "prefer-bigint-over-int", "prefer-identity", "prefer-timestamp-tz",
    "require-lock-timeout", "require-statement-timeout",  # `upgrade` sets one for all
    "adding-foreign-key-constraint",  # of a new column, which is empty; of another, constraint-missing-not-valid speaks
)  # fmt: skip
DATA = re.compile(r"\b(INSERT INTO|UPDATE|DELETE FROM)\b", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _reads_alone(django_db_blocker):
    """The database is asked and nothing is run, outside a transaction as some of these statements must be."""
    with django_db_blocker.unblock():
        yield


def is_data(operation) -> bool:
    if isinstance(operation, migrations.RunSQL):
        return bool(DATA.search(str(operation.sql)))
    return isinstance(operation, migrations.RunPython)


def complaints(migration: migrations.Migration, before: ProjectState) -> set[str]:
    """The rules that a migration breaks."""
    mixes = len({is_data(operation) for operation in migration.operations}) > 1
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(before, editor, collect_sql=True)
    done = subprocess.run(
        [
            SQUAWK, "--reporter=json", "--pg-version=15", f"--exclude={','.join(MATTERS_OF_TASTE)}",
            "--assume-in-transaction" if migration.atomic else "--no-assume-in-transaction",
        ],
        input="\n".join(editor.collected_sql), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return {found["rule_name"] for found in json.loads(done.stdout)} | ({"data-beside-schema"} if mixes else set())


def new_migrations(loader: MigrationLoader) -> list[tuple[str, str]]:
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR / config.name.split(".")[0])
    }
    return [(app, name) for app, name in loader.disk_migrations if app in ours and int(name[:4]) > LANDED.get(app, 1)]


def test_every_new_migration_runs_under_a_running_portal():
    loader = MigrationLoader(connection, replace_migrations=False)

    wrong = {
        f"{app}.{name}": found
        for app, name in new_migrations(loader)
        if (found := complaints(loader.disk_migrations[app, name], loader.project_state((app, name), at_end=False)))
    }

    assert wrong == {}


CALL = migrations.CreateModel("Call", [("id", models.BigAutoField(primary_key=True)), ("title", models.CharField(max_length=50))])
NOTE = models.CharField(max_length=50, default="")


def planted(*operations, atomic: bool = True) -> set[str]:
    """What is said of a migration of ``operations`` upon one table."""
    before = ProjectState()
    CALL.state_forwards("planted", before)
    migration = migrations.Migration("0002_planted", "planted")
    migration.operations, migration.atomic = operations, atomic
    return complaints(migration, before)


@pytest.mark.parametrize(
    ("operation", "rule"),
    [
        (migrations.RemoveField("call", "title"), "ban-drop-column"),
        (migrations.RenameField("call", "title", "name"), "renaming-column"),
        (migrations.DeleteModel("Call"), "ban-drop-table"),
        (migrations.RenameModel("Call", "Competition"), "renaming-table"),
        (migrations.AddField("call", "note", NOTE), "ban-drop-default"),
        (migrations.AlterField("call", "title", models.IntegerField()), "changing-column-type"),
        (migrations.AddIndex("call", models.Index(fields=["title"], name="call_title")), "require-concurrent-index-creation"),
        (
            migrations.AddConstraint("call", models.CheckConstraint(condition=~models.Q(title=""), name="call_titled")),
            "constraint-missing-not-valid",
        ),
        (
            migrations.AddConstraint("call", models.UniqueConstraint(fields=["title"], name="call_once")),
            "disallowed-unique-constraint",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_running_portal_would_suffer_from_is_refused(operation, rule):
    assert rule in planted(operation)


def test_a_data_step_stands_alone():
    column = migrations.AddField("call", "note", models.CharField(max_length=50, null=True))
    rows = migrations.RunSQL("UPDATE planted_call SET note = title")

    assert planted(column, rows) == {"data-beside-schema"}
    assert planted(rows) == set()


@pytest.mark.parametrize(
    ("operation", "atomic"),
    [
        (migrations.CreateModel("Note", [("id", models.BigAutoField(primary_key=True)), ("text", models.TextField())]), True),
        (migrations.AddField("call", "note", models.CharField(max_length=50, db_default="")), True),
        (
            migrations.AddField("call", "earlier", models.ForeignKey("planted.Call", models.PROTECT, null=True, db_index=False)),
            True,
        ),
        (AddIndexConcurrently("call", models.Index(fields=["title"], name="call_title")), False),
        (AddConstraintNotValid("call", models.CheckConstraint(condition=~models.Q(title=""), name="call_titled")), True),
        (migrations.RunSQL(["-- squawk-ignore ban-drop-column\nALTER TABLE planted_call DROP COLUMN title"]), True),
    ],
    ids=["new table", "column with a default of the database", "empty reference", "index beside the work",
         "constraint for new rows", "what nothing uses any more"],
)  # fmt: skip
def test_what_a_running_portal_does_not_notice_is_welcome(operation, atomic):
    assert planted(operation, atomic=atomic) == set()
