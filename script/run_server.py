"""Runs database, broker, mail catcher, web, worker and scheduler as one group of processes."""

import argparse
import fcntl
import hashlib
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from environment import LOCAL, ROOT, local_environment
from services import CannotStart, Services, die_with_parent, free_port, start

PASSWORD = "Kopiena-2026"
EVERYWHERE = "0.0.0.0"
ACCOUNTS = (
    ("koordinators@example.lv", "līdzdalības koordinators: apspriešanas, atbildes, forumi"),
    ("konkursi@example.lv", "konkursu administrators: konkursi, pieteikumi, lēmumi"),
    ("vertetajs1@example.lv … vertetajs5@example.lv", "vērtēšanas komisija"),
    ("jurists@example.lv", "vienošanās un parakstītie dokumenti"),
    ("gramatvedis@example.lv", "grāmatvedis: maksājumu otrais solis"),
    ("socialais@example.lv, auditors@example.lv, admin@example.lv", "sociālais dienests, auditors, administrators"),
    ("lideris.mezinieki@example.lv (…katlakalns, dzerumi, balozi, baldone,", "kopienu līderi"),
    ("  daugmale, odukalns, alejas, nvocentrs, jaunsils)", ""),
    ("iedzivotajs1@example.lv", "iedzīvotājs"),
)


class Group:
    """The processes of one running portal, with their logs in ``folder``. When one ends, all end.

    Each is a group of its own, out of reach of the terminal's Ctrl-C, but none a session: Linux shares a core between sessions
    first (autogroups) and only then between processes, and a web worker waited for the turn of another session.
    """

    def __init__(self, environment: dict[str, str], folder: Path):
        self.environment = environment
        self.logs = folder / "log"
        self.processes: dict[str, subprocess.Popen] = {}
        self.logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, *command: str, **extra: str) -> None:
        with self.log(name).open("a") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env={**self.environment, **extra}, stdout=log, stderr=subprocess.STDOUT,
                process_group=0, preexec_fn=die_with_parent,
            )  # fmt: skip

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def ended(self) -> str | None:
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

    def stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 12
        for process in self.processes.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def main() -> int:
    options = arguments()
    LOCAL.mkdir(parents=True, exist_ok=True)
    lock = (LOCAL / "server.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        running = LOCAL / "running.json"
        where = json.loads(running.read_text())["arguments"]["site_url"] if running.exists() else "another terminal"
        return refuse(f"The portal is running already: {where}. Stop it there with Ctrl-C before starting it again.")
    if not port_is_free(options.host, options.port):
        return refuse(
            f"Port {options.port} on {options.host} is taken by another program. Choose another one, for example: "
            f"script/server --port {options.port + 1}"
        )
    if options.reset:
        reset()
    signal.signal(signal.SIGTERM, interrupt)
    services, group = Services(), None
    try:
        services = start(LOCAL, database="portal")
        group = run(options, services)
        return watch(group)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
        return 0
    except CannotStart as reason:
        return refuse(str(reason))
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if group:
            group.stop()
        services.stop()
        (LOCAL / "running.json").unlink(missing_ok=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/server", description="Run the portal on this machine.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--reset", action="store_true", help="delete this machine's data and load the demo afresh")
    return parser.parse_args()


def interrupt(_signal, _frame):
    raise KeyboardInterrupt


def refuse(reason: str) -> int:
    print(f"\n{reason}", file=sys.stderr)
    return 1


def port_is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def reset() -> None:
    for name in ("postgres", "redis", "files", "mail", "demo_loaded"):
        path = LOCAL / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def run(options: argparse.Namespace, services: Services) -> Group:
    shown = "localhost" if options.host in ("127.0.0.1", EVERYWHERE) else options.host
    setup = {
        "database_url": services.database_url,
        "redis_url": services.redis_url,
        "site_url": f"http://{shown}:{options.port}",
        "hosts": f"localhost,127.0.0.1,{options.host},{socket.gethostname()}",
        "mail_port": free_port(),
    }
    environment = local_environment(**setup)
    prepare(environment)
    group = launch(environment, options.host, options.port)
    (LOCAL / "running.json").write_text(json.dumps({"arguments": setup}))
    welcome(setup["site_url"])
    return group


def launch(environment: dict[str, str], host: str, port: int, folder: Path = LOCAL) -> Group:
    """Mail catcher, web, worker and scheduler; returns when the web answers."""
    group = Group(environment, folder)
    group.start(
        "mail", sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{environment['EMAIL_PORT']}",
        "-c", "script.mailcatcher.Catcher", environment["DEMO_MAIL_DIR"],
    )  # fmt: skip
    group.start(
        "web", sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"{host}:{port}", "--workers", "2", "--threads", "4",
        "--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else str(LOCAL), DATABASE_POOL="true",
    )  # fmt: skip
    group.start("worker", sys.executable, "-m", "celery", "-A", "portal", "worker", "--concurrency", "2", "--loglevel", "WARNING")
    group.start(
        "scheduler", sys.executable, "-m", "celery", "-A", "portal", "beat", "--loglevel", "WARNING",
        "--schedule", str(folder / "celerybeat-schedule"), "--pidfile", "",
    )  # fmt: skip
    wait_until_ready(group, "127.0.0.1" if host == EVERYWHERE else host, port)
    return group


def prepare(environment: dict[str, str]) -> None:
    """Schema, translations, static files and, the first time, the demo. Each only where something has changed."""
    compile_translations()
    if changed("static", [ROOT / "static", ROOT / "uv.lock"]):
        step("Collecting static files", environment, "collectstatic", "--noinput", "-v", "0")
        remember("static", [ROOT / "static", ROOT / "uv.lock"])
    step("Bringing the database up to date", environment, "upgrade")
    marker = LOCAL / "demo_loaded"
    if not marker.exists():
        step("Loading the demonstration", environment, "loaddemo", "--reset", "--password", PASSWORD)
        marker.write_text("")


def step(label: str, environment: dict[str, str], *command: str) -> None:
    print(f"{label} …", flush=True)
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotStart(f"{label} failed:\n{done.stderr[-2000:]}")


def compile_translations() -> None:
    """``.mo`` beside each ``.po`` that is newer."""
    for source in (ROOT / "portal").glob("locale*/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            subprocess.run(["msgfmt", "-o", str(target), str(source)], check=True)


def fingerprint(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file}{file.stat().st_mtime_ns}{file.stat().st_size}".encode())
    return digest.hexdigest()


def changed(name: str, paths: list[Path]) -> bool:
    kept = LOCAL / f"{name}.fingerprint"
    return not kept.exists() or kept.read_text() != fingerprint(paths)


def remember(name: str, paths: list[Path]) -> None:
    (LOCAL / f"{name}.fingerprint").write_text(fingerprint(paths))


def wait_until_ready(group: Group, host: str, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if name := group.ended():
            group.stop()
            raise CannotStart(f"The {name} process ended. Its log is {group.log(name)}.")
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/-/alive/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    group.stop()
    raise CannotStart(f"The web server did not answer within a minute. Its log is {group.log('web')}.")


def watch(group: Group) -> int:
    while True:
        if name := group.ended():
            return refuse(f"The {name} process ended, so everything was stopped. Its log is {group.log(name)}.")
        time.sleep(0.5)


def welcome(site_url: str) -> None:
    width = max(len(name) for name, _ in ACCOUNTS)
    lines = [
        "",
        f"  Kopienu portāls:  {site_url}",
        f"  In English:       {site_url}/en/",
        f"  Officers' admin:  {site_url}/admin/",
        f"  Demo mailbox:     {site_url}/demo/pasts/",
        "",
        f"  Demo accounts, all with the password  {PASSWORD}",
        *(f"    {name:<{width}}  {what}" for name, what in ACCOUNTS),
        "",
        "  Ctrl-C stops everything; the data stays in .local/ for the next start.",
        "",
    ]
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    sys.exit(main())
