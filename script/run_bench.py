"""Loads the large municipality once, serves it beside a bare Django page, measures both, and judges by the budgets."""

import argparse
import contextlib
import fcntl
import json
import os
import signal
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from environment import LOCAL, ROOT, local_environment

sys.path.insert(0, str(ROOT))

from run_server import Group, compile_translations, interrupt, refuse, step
from services import CannotStart, create_database, free_port, start

from bench.budgets import judge
from bench.measuring import Bench, Served
from bench.table import show

SERVED = ("--workers", "2", "--threads", "4")
STARTS = 5
"""Of the server that is measured; the middle one counts."""
PASSWORD = "Kopiena-2026"


def main() -> int:
    options = arguments()
    LOCAL.mkdir(parents=True, exist_ok=True)
    lock = (LOCAL / "server.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return refuse(f"Another script/bench works with {LOCAL}. Wait for its end.")
    signal.signal(signal.SIGTERM, interrupt)
    services, groups = None, []
    try:
        with contextlib.redirect_stdout(sys.stderr if options.json else sys.stdout):
            services = start(LOCAL, database="demo")
            tell("Services are up.")
            results = run(options, services, groups)
    except KeyboardInterrupt:
        return refuse("Stopped.")
    except CannotStart as reason:
        return refuse(str(reason))
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for group in groups:
            group.stop()
        if services:
            services.stop()
    verdict = judge(results)
    if options.json:
        print(json.dumps({**results, "verdict": verdict.lines}, indent=1))
    else:
        show(results, verdict)
    return 0 if verdict.met else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="Measure the portal on a large municipality.")
    parser.add_argument("--only", default="", metavar="NAME", help="measure only what has NAME in its name")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    parser.add_argument("--fresh", action="store_true", help="load the large municipality anew")
    return parser.parse_args()


def tell(line: str) -> None:
    print(line, flush=True)


def run(options: argparse.Namespace, services, groups: list[Group]) -> dict:
    environments = {name: environment_for(services, name, number) for number, name in enumerate(("demo", "large", "bare"))}
    prepare(options, services, environments)
    served, starts = {}, {}
    for name, environment in environments.items():
        group = Group({**environment, "DATABASE_POOL": "true"}, LOCAL / name)
        groups.append(group)
        served[name] = Served(group, free_port())
        starts[name] = []
        for _ in range(STARTS if name == "large" else 1):
            group.stop()
            starts[name].append(serve(served[name], "bench.bare" if name == "bare" else "portal.wsgi"))
    bench = Bench(served, environments, say=tell)
    return bench.measure(options.only) | {"start": statistics.median(starts["large"])}


def serve(served: Served, module: str) -> float:
    """Seconds until it first answers."""
    began = time.perf_counter()
    served.group.start(
        "web", sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{served.port}", *SERVED,
        "--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else str(LOCAL),
    )  # fmt: skip
    return served.wait("/" if module == "bench.bare" else "/-/alive/") - began


def environment_for(services, name: str, number: int) -> dict[str, str]:
    base = services.database_url.replace("/demo?", f"/{name}?") if "?" in services.database_url else services.database_url
    if "?" not in services.database_url:
        base = services.database_url.rsplit("/", 1)[0] + f"/{name}"
    redis = services.redis_url.rsplit("/", 1)[0] + f"/{number}"
    environment = local_environment(
        database_url=base, redis_url=redis, site_url="http://127.0.0.1", hosts="127.0.0.1,localhost", mail_port=1025
    )
    not_throttled = {"SEARCH_LIMIT": "1000000/m/ip"}  # all visitors come from one machine here
    return {**environment, **not_throttled, "CACHE_PREFIX": name, "CELERY_QUEUE": f"bench-{name}", "SIZE": name}


def prepare(options: argparse.Namespace, services, environments: dict[str, dict[str, str]]) -> None:
    """What is there stays; ``--fresh`` makes it again."""
    compile_translations()
    compile_portal(environments["demo"])
    step("Collecting static files", environments["demo"], "collectstatic", "--noinput", "-v", "0")
    marker = LOCAL / "loaded"
    if options.fresh or not marker.exists():
        marker.unlink(missing_ok=True)
        began = time.perf_counter()
        for name in ("demo", "large", "bare"):
            drop(services.database_url, name)
        create_database(admin_address(services.database_url), "demo")
        create_database(admin_address(services.database_url), "bare")
        run_module(environments["bare"], "bench.bare")
        step("Creating the tables", environments["demo"], "upgrade")
        step("Loading the demonstration", environments["demo"], "loaddemo", "--reset", "--password", PASSWORD)
        copy_database(services.database_url, "demo", "large")
        tell("Growing the municipality …")
        run_module(environments["large"], "bench.fill")
        marker.write_text(f"{time.perf_counter() - began:.0f}")
        tell(f"Loaded in {marker.read_text()} s.")
    for name in ("demo", "large"):
        step(f"Bringing {name} up to date", environments[name], "upgrade")


def compile_portal(environment: dict[str, str]) -> None:
    """As an installation does (docs/operations.md): a machine of one's own may be told to keep nothing compiled."""
    apps = ("portal", "communities", "participation", "grants", "actionplans", "bench")
    subprocess.run([sys.executable, "-m", "compileall", "-q", *apps], cwd=ROOT, env=environment, check=True)
    libraries = [sys.executable, "-m", "compileall", "-qq", sysconfig.get_path("purelib")]
    subprocess.run(libraries, cwd=ROOT, env=environment, check=False)  # a template of code among them is none that compiles


def run_module(environment: dict[str, str], name: str) -> None:
    done = subprocess.run([sys.executable, "-m", name], cwd=ROOT, env=environment, stdout=sys.stderr, check=False)
    if done.returncode:
        raise CannotStart(f"{name} failed.")


def admin_address(address: str) -> str:
    return address.replace("/demo?", "/postgres?") if "?" in address else address.rsplit("/", 1)[0] + "/postgres"


def drop(address: str, name: str) -> None:
    execute(address, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def copy_database(address: str, source: str, target: str) -> None:
    execute(address, f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def execute(address: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(admin_address(address), autocommit=True) as connection:
        connection.execute(statement)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    sys.exit(main())
