import io
import json
import tarfile
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from portal.accounts.actions import create_person
from portal.files.actions import read
from portal.files.models import File
from portal.obligations.receipts import issue_receipt
from portal.operation.archive import Manifest
from tests import environment
from tests.factories.files import stored_file
from tests.factories.portal import MunicipalityFactory, UnitFactory, make_promise

OWNER, PORTAL = f"owner_{environment.INDEX}", f"runner_{environment.INDEX}"
TARGET = f"restored_{environment.INDEX}"
PASSWORD = "Rudens-lapas-2026"
MANIFEST = Manifest(version="9.9", made_at="2026-11-22T02:00:00+00:00", postgresql=15, migrations=[], rows={})


@pytest.fixture
def keep_files_in(monkeypatch):
    """Point the private storage to a folder."""

    def keep_files_in(folder: Path) -> Path:
        monkeypatch.setattr(storages["private"], "location", str(folder))
        return folder

    return keep_files_in


@pytest.fixture
def empty_installation(django_db_blocker, keep_files_in, settings, tmp_path):
    """Move to another installation: an empty database that belongs to one role, while the portal works as another, and
    an empty folder."""
    usual = dict(connection.settings_dict)
    with django_db_blocker.unblock(), psycopg.connect(environment.database_address("postgres"), autocommit=True) as server:
        for statement in (
            f"DROP DATABASE IF EXISTS {TARGET}",
            f"CREATE ROLE {OWNER} LOGIN",
            f"CREATE ROLE {PORTAL} LOGIN",
            f"CREATE DATABASE {TARGET} OWNER {OWNER} TEMPLATE template0 ENCODING UTF8 LOCALE 'C'",
        ):
            server.execute(statement)

        def move():
            connection.close()
            connection.settings_dict.update(NAME=TARGET, USER=PORTAL)
            settings.MIGRATION_DATABASE_URL = environment.database_address(TARGET).replace("postgres:", f"{OWNER}:", 1)
            return keep_files_in(tmp_path / "restored")

        yield move
        connection.close()
        connection.settings_dict.update(usual)
        server.execute(f"DROP DATABASE {TARGET} WITH (FORCE)")
        server.execute(f"DROP ROLE {OWNER}")
        server.execute(f"DROP ROLE {PORTAL}")


def rows_of(database: str) -> dict[str, list[tuple[str]]]:
    """Every row of every table as text."""
    with psycopg.connect(environment.database_address(database)) as there:
        tables = there.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {name: sorted(there.execute(f'SELECT t::text FROM "{name}" t').fetchall()) for (name,) in tables}


def test_a_backup_restored_into_an_empty_installation_is_the_same_portal(
    committed, client, empty_installation, keep_files_in, now, tmp_path
):
    keep_files_in(tmp_path / "files")
    MunicipalityFactory(number_prefix="KNP")
    person = create_person(email="anna@example.lv", name="Anna Liepa", password=PASSWORD, roles=[], now=now)
    unit = UnitFactory(name="Kanceleja")
    unit.name = "Jaunā kanceleja"
    unit.save()
    make_promise(received_at=now - timedelta(days=3))
    last = int(issue_receipt(subject=person, now=now).number.rpartition("-")[2])
    contents = {stored_file(content=f"%PDF-1.7 {n}".encode()).pk: f"%PDF-1.7 {n}".encode() for n in range(3)}
    gone = stored_file()
    storages["private"].delete(gone.content.name)

    call_command("backup", tmp_path, verbosity=0)
    [archive] = tmp_path.glob("portal-*.tar")
    kept = rows_of(committed)
    folder = empty_installation()
    call_command("restore", archive, verbosity=0)

    assert rows_of(TARGET) == kept
    assert len(kept["municipality_unitevent"]) > 1, "The history was there to be restored."
    assert {file.pk: read(file) for file in File.objects.exclude(pk=gone.pk)} == contents
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 3
    assert archive.stat().st_mode & 0o777 == 0o600, "Nobody else on the machine may read it."
    assert issue_receipt(subject=unit, now=now).number == f"KNP-{now.year}-{last + 1:06}"
    client.post("/konts/login/", {"login": "anna@example.lv", "password": PASSWORD})
    assert client.get("/mans/profils/").status_code == 200
    with pytest.raises(ProgrammingError, match="must be owner"), connection.cursor() as cursor:
        cursor.execute("DROP TABLE audit_event")


def archive_of(path: Path, contents: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def archive_with(path: Path, **changed) -> Path:
    manifest = {**asdict(MANIFEST), **changed}
    return archive_of(path, {"database.dump": b"PGDMP", "manifest.json": json.dumps(manifest).encode()})


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda path: path, "cannot be read: No such file"),
        (lambda path: path.write_bytes(b"not a tar") and path, "is no backup of the portal, or it is broken"),
        (lambda path: archive_of(path, {"database.dump": b"PGDMP"}), "has no manifest"),
        (lambda path: archive_of(path, {"manifest.json": b"{}"}), "is no backup of the portal"),
        (lambda path: archive_of(path, {"manifest.json": b"["}), "is no backup of the portal"),
        (lambda path: archive_with(path, migrations=["grants.9999_of_next_year"]), "does not know grants.9999_of_next_year"),
        (archive_with, "The database has tables already"),
    ],
    ids=["no file", "no tar", "cut short", "foreign", "foreign manifest", "newer", "database in use"],
)
def test_what_cannot_be_restored_is_refused(db, keep_files_in, tmp_path, write, sentence):
    keep_files_in(tmp_path / "none")

    with pytest.raises(CommandError, match=sentence):
        call_command("restore", write(tmp_path / "backup.tar"))


def test_a_storage_in_use_is_refused(db, keep_files_in, tmp_path):
    folder = keep_files_in(tmp_path / "files") / "ab"
    folder.mkdir(parents=True)
    (folder / "abcd").write_text("somebody's")

    with pytest.raises(CommandError, match="private files already"):
        call_command("restore", archive_with(tmp_path / "backup.tar"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sha256": {"database.dump": "0" * 64}}, "database.dump is not what the manifest says"),
        ({"sha256": {"files/ab/abcd": "0" * 64}}, "files/ab/abcd is not what the manifest says"),
        ({"postgresql": 99}, "Restore into PostgreSQL 99 or newer"),
    ],
    ids=["damaged", "incomplete", "older server"],
)
def test_a_refused_backup_leaves_the_installation_empty(empty_installation, tmp_path, changed, sentence):
    empty_installation()

    with pytest.raises(CommandError, match=sentence):
        call_command("restore", archive_with(tmp_path / "backup.tar", **changed))

    assert rows_of(TARGET) == {}


def test_a_backup_overwrites_nothing(tmp_path):
    archive = tmp_path / "backup.tar"
    archive.write_text("the one of yesterday")

    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", archive)
