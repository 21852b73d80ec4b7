"""A backup: one tar file with the database, the private files, and last the manifest that vouches for both."""

import hashlib
import json
import shutil
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files import File as Stored
from django.core.files.storage import Storage
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from portal.files.models import File, private_storage
from portal.operation.database import CannotCopy, as_owner, dump, load, server_version

PRODUCT = "kopienu-portals"
DATABASE, FILES, MANIFEST = "database.dump", "files/", "manifest.json"
BLOCK = 1024 * 1024


@dataclass
class Manifest:
    """What a backup holds. Written last: an archive without it is not whole."""

    version: str
    made_at: str
    postgresql: int
    migrations: list[str]
    rows: dict[str, int]
    sha256: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    product: str = PRODUCT


class HashingReader:
    """Knows the SHA-256 of what was read of a stream."""

    def __init__(self, stream: BinaryIO):
        self.stream = stream
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self.stream.read(size)
        self.digest.update(block)
        return block


def back_up(target: Path, now: datetime) -> Manifest:
    """Write everything the portal keeps to ``target``, which appears only once it is whole.

    Rows first, as they all stand at one moment; a file is written before its row and never again, so what the rows
    name is there. One erased meanwhile is named as missing.
    """
    if target.exists():
        raise CannotCopy(f"{target} is there already. A backup never overwrites another.")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        dumped, archive = Path(folder) / DATABASE, Path(folder) / target.name
        manifest, names = _dump(dumped, now)
        with tarfile.open(archive, "w") as tar:
            with dumped.open("rb") as stream:
                manifest.sha256[DATABASE] = _add(tar, DATABASE, stream, dumped.stat().st_size, now)
            dumped.unlink()
            storage = private_storage()
            for name in names:
                try:
                    with storage.open(name) as stream:
                        manifest.sha256[FILES + name] = _add(tar, FILES + name, stream, storage.size(name), now)
                except FileNotFoundError:
                    manifest.missing.append(name)
            with (Path(folder) / MANIFEST).open("w+b") as stream:
                size = stream.write(json.dumps(asdict(manifest), indent=1).encode())
                stream.seek(0)
                _add(tar, MANIFEST, stream, size, now)
        archive.chmod(0o600)
        archive.rename(target)
    return manifest


def _dump(target: Path, now: datetime) -> tuple[Manifest, list[str]]:
    """The database as of one moment: what is counted and listed is what was dumped."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        version = dump(target, cursor.fetchone()[0])
        manifest = Manifest(_version(), now.isoformat(), version, _applied(), _row_counts())
        names = File.objects.exclude(content="").filter(erased_at=None).order_by("pk").values_list("content", flat=True)
        return manifest, list(names)


def _add(tar: tarfile.TarFile, name: str, stream: BinaryIO, size: int, now: datetime) -> str:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, int(now.timestamp()), 0o600
    reader = HashingReader(stream)
    tar.addfile(member, reader)
    return reader.digest.hexdigest()


def restore(source: Path) -> Manifest:
    """Fill an empty installation from a backup. Everything is checked before anything is written."""
    with _opened(source) as tar:
        manifest = _manifest(tar, source)
        storage = private_storage()
        _refuse_newer(manifest)
        if any(_stored_names(storage)):
            raise CannotCopy("There are private files already. Restore into an empty folder or bucket.")
        with as_owner():
            _refuse_full_or_older_database(manifest)
            _check(tar, manifest, source)
            with tempfile.TemporaryDirectory(prefix="restore-") as folder:
                dumped = Path(folder) / DATABASE
                with tar.extractfile(DATABASE) as stream, dumped.open("wb") as copy:
                    shutil.copyfileobj(stream, copy, BLOCK)
                load(dumped, manifest.postgresql)
            if _row_counts() != manifest.rows:
                raise CannotCopy("The restored tables have other numbers of rows than the manifest says.")
        for name in manifest.sha256:
            if name.startswith(FILES):
                with tar.extractfile(name) as stream:
                    storage.save(name.removeprefix(FILES), Stored(stream))
    return manifest


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        tar = tarfile.open(source)  # noqa: SIM115 - closed below
    except OSError as error:
        raise CannotCopy(f"{source} cannot be read: {error.strerror}.") from error
    except tarfile.TarError as error:
        raise CannotCopy(f"{source} is no backup of the portal, or it is broken.") from error
    with closing(tar):
        yield tar


def _manifest(tar: tarfile.TarFile, source: Path) -> Manifest:
    try:
        given = json.load(tar.extractfile(MANIFEST))
    except (KeyError, tarfile.TarError):
        raise CannotCopy(f"{source} has no manifest: it is no backup of the portal, or it was cut short.") from None
    except ValueError:
        given = {}
    if not isinstance(given, dict) or given.get("product") != PRODUCT:
        raise CannotCopy(f"{source} is no backup of the portal.")
    return Manifest(**given)


def _check(tar: tarfile.TarFile, manifest: Manifest, source: Path) -> None:
    for name, sha256 in manifest.sha256.items():
        try:
            with tar.extractfile(name) as stream:
                whole = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
        except (KeyError, tarfile.TarError):
            whole = False
        if not whole:
            raise CannotCopy(f"{source} is broken: {name} is not what the manifest says. Nothing was restored.")


def _refuse_newer(manifest: Manifest) -> None:
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    names = {*known, *(replaced for migration in known.values() for replaced in migration.replaces)}
    if unknown := set(manifest.migrations) - {f"{app}.{name}" for app, name in names}:
        raise CannotCopy(
            f"The backup is of version {manifest.version}, newer than this one, which does not know {min(unknown)}. "
            "Install that version and restore there."
        )


def _refuse_full_or_older_database(manifest: Manifest) -> None:
    if connection.introspection.table_names():
        raise CannotCopy("The database has tables already. Restore into an empty one (before `manage.py upgrade`).")
    if server_version() < manifest.postgresql:
        raise CannotCopy(
            f"The backup is of PostgreSQL {manifest.postgresql}, the server is {server_version()}. "
            f"Restore into PostgreSQL {manifest.postgresql} or newer."
        )


def _stored_names(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from names
    for inner in folders:
        yield from _stored_names(storage, f"{folder}{inner}/")


def _applied() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(connection).applied_migrations)


def _row_counts() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            counts[table] = cursor.fetchone()[0]
    return counts


def _version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
