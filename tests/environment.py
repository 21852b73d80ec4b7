"""The machine the tests run on: real PostgreSQL and Redis, one database and one Redis index for each worker.

Loaded by ``-p tests.environment`` before Django reads its settings. The first process starts the services and builds two
template databases, ``plain`` (schema and reference data) and ``demo`` (the demonstration municipality); every worker
works on clones of its own.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("TEST_DATA") or ROOT / ".local" / "tests").resolve()
os.environ["PORTAL_DATA"] = str(DATA)
sys.path.insert(0, str(ROOT / "script"))

import psycopg  # noqa: E402 - after the path to script/ is known
import run_server  # noqa: E402
from environment import local_environment  # noqa: E402
from services import create_database, free_port, start  # noqa: E402

PASSWORD = "Kopiena-2026"
SOURCES = ("portal", "communities", "participation", "grants", "actionplans", "fixtures")

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
INDEX = int(WORKER.removeprefix("gw")) + 1 if WORKER else 1
"""Redis index of this process; 0 belongs to the building of the templates."""

_services = None


def database_address(name: str) -> str:
    """The address of database ``name`` on the tests' server."""
    parts = psycopg.conninfo.conninfo_to_dict(os.environ["TEST_SERVER_URL"])
    host, port = parts.get("host", ""), parts.get("port")
    user = parts.get("user", "postgres") + (f":{parts['password']}" if parts.get("password") else "")
    if host.startswith("/"):
        return f"postgresql://{user}@/{name}?host={host}" + (f"&port={port}" if port else "")
    return f"postgresql://{user}@{host}:{port or 5432}/{name}"


def redis_address(index: int) -> str:
    return f"{os.environ['TEST_REDIS_URL'].rsplit('/', 1)[0]}/{index}"


def clone(template: str, name: str) -> str:
    """A fresh copy of a template database, in the place of an older one of that name. Returns its address."""
    with psycopg.connect(os.environ["TEST_SERVER_URL"], autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return database_address(name)


def environment_for(database: str, redis_index: int, *, mail_port: int, site_url: str, folder: Path) -> dict[str, str]:
    """What a process of the portal sees in the tests."""
    return {
        **local_environment(
            database_url=database, redis_url=redis_address(redis_index), site_url=site_url,
            hosts="localhost,127.0.0.1,testserver", mail_port=mail_port,
        ),
        "SITE_URL": site_url,
        "EMAIL_PORT": str(mail_port),
        "CELERY_QUEUE": f"portal-{redis_index}",
        "CACHE_PREFIX": f"portal-{redis_index}",
        "PRIVATE_FILES_DIR": str(folder / "files"),
        "DEMO_MAIL_DIR": str(folder / "mail"),
        "STATIC_ROOT": str(DATA / "static"),
        "LOG_LEVEL": "ERROR",
    }  # fmt: skip


def _digest(folders: Iterable[str], suffixes: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _template_key() -> str:
    """The templates are kept as long as what they are made of, and the day, stay the same.

    ``TEST_TEMPLATES=keep`` keeps them for the whole day, for whoever changes code that touches neither schema nor demo.
    """
    if os.environ.get("TEST_TEMPLATES") == "keep":
        return f"{time.strftime('%d')}kept"
    return f"{time.strftime('%d')}{_digest(SOURCES, ('.py', '.json', '.sql'))}"


def _collect_static_files() -> None:
    key, kept = _digest(["static"], (".css", ".js", ".svg", ".woff2", ".json", ".png")), DATA / "static.key"
    if not kept.exists() or kept.read_text() != key:
        folder = DATA / "demo"
        _manage(
            environment_for("postgres://", 0, mail_port=1, site_url="http://localhost", folder=folder),
            "collectstatic",
            "--noinput",
            "-v",
            "0",
        )
        kept.write_text(key)


def _manage(environment: dict[str, str], *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise pytest.UsageError(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")


def _build_templates() -> None:
    plain, demo = f"plain_{_template_key()}", f"demo_{_template_key()}"
    os.environ["TEST_PLAIN_TEMPLATE"], os.environ["TEST_DEMO_TEMPLATE"] = plain, demo
    with psycopg.connect(os.environ["TEST_SERVER_URL"], autocommit=True) as connection:
        kept = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        if {plain, demo} <= kept:
            return
        for name in kept:
            if name.startswith(("plain_", "demo_", "building_")):
                connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        create_database(os.environ["TEST_SERVER_URL"], "building_plain")
        folder = DATA / "demo"
        environment = environment_for(
            database_address("building_plain"), 0, mail_port=1, site_url="http://localhost", folder=folder
        )
        _manage(environment, "upgrade")
        connection.execute("CREATE DATABASE building_demo TEMPLATE building_plain STRATEGY FILE_COPY")
        _manage({**environment, "DATABASE_URL": database_address("building_demo")}, "loaddemo", "--reset", "--password", PASSWORD)
        for building, name in (("building_plain", plain), ("building_demo", demo)):
            connection.execute(f'ALTER DATABASE {building} RENAME TO "{name}"')


def _start_machine() -> None:
    global _services
    (DATA / "static").mkdir(parents=True, exist_ok=True)
    _services = start(DATA, database="tests", throwaway=True)
    os.environ["TEST_SERVER_URL"] = _services.database_url
    os.environ["TEST_REDIS_URL"] = _services.redis_url
    run_server.compile_translations()
    _collect_static_files()
    _build_templates()


if not WORKER:
    _start_machine()
    os.environ["TEST_FOLDER"] = tempfile.mkdtemp(prefix="portal-tests-")

MAIL_PORT = free_port()
os.environ.update(
    environment_for(
        clone(os.environ["TEST_PLAIN_TEMPLATE"], f"test_{INDEX}"),
        INDEX,
        mail_port=MAIL_PORT,
        site_url="http://testserver",
        folder=Path(os.environ["TEST_FOLDER"]) / str(INDEX),
    )
)


def pytest_unconfigure():
    if _services:
        _services.stop()
