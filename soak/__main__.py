"""A real portal under load while its parts are killed in turn; then its books are audited.

    script/soak [--minutes 10] [--seed 1]

Ends with 0 when nothing was lost, nothing done twice and nothing is stuck, else with 1.
"""

import argparse
import fcntl
import os
import secrets
import signal
import sys
import time
from random import Random
from threading import Event, Thread

import django
import run_server

PATIENCE = 8 * 60
"""Seconds for what mail servers have delayed: a message that was refused three times waits five minutes."""
SHOWN = 10
"""So many faults of one kind are told one by one."""
IMPATIENCE = 20
"""Every so many seconds the whole schedule is asked for once more, as by a third scheduler whose clock runs wild."""


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, run_server.interrupt)
    run_server.LOCAL.mkdir(parents=True, exist_ok=True)
    with (run_server.LOCAL / "server.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return run_server.refuse(f"Another run is at work in {run_server.LOCAL}.")
        return run(options)


def run(options: argparse.Namespace) -> int:
    from soak.machine import Machine

    machine = Machine()
    try:
        os.environ.update(machine.environment)
        django.setup()
        return soak(machine, options)
    finally:
        machine.close()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/soak", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10_000), help="the same seed makes the same troubles")
    return parser.parse_args()


def soak(machine, options) -> int:
    from django.db import connections

    from soak.letters import Letters
    from soak.people import Ledger, World, everybody
    from soak.stage import prepare
    from soak.troubles import make_trouble

    say(f"Seed {options.seed}, {options.minutes:g} minutes at {machine.address}")
    machine.open()
    stage = prepare(options.minutes, Random(f"{options.seed} stage"))
    connections.close_all()  # they would not outlive what comes
    ends = time.monotonic() + options.minutes * 60
    world = World(machine.address, stage, Ledger(), Letters(machine.mail), ends, options.seed)
    over = Event()
    threads = [Thread(target=live, args=(person, world.ledger), daemon=True) for person in everybody(world)]
    caring = [Thread(target=care, args=(over,), daemon=True) for care in (ask_for_everything, machine.look_after_workers)]
    for thread in (*threads, *caring):
        thread.start()
    made = make_trouble(machine, Random(f"{options.seed} troubles"), ends)
    for thread in threads:
        thread.join()
    say(f"The people have gone home; {made.total()} troubles. Waiting until nothing waits …")
    waited = wait_until_quiet()
    over.set()
    for thread in caring:
        thread.join()
    return report(machine, world, made, waited)


def live(person, ledger) -> None:
    try:
        person.live()
    except Exception as error:
        ledger.complain(f"{person.name} gave up: {type(error).__name__}: {error}")
        raise


def ask_for_everything(over: Event) -> None:
    from kombu.exceptions import OperationalError

    from portal.celery import app

    while not over.wait(IMPATIENCE):
        try:
            for entry in app.conf.beat_schedule.values():
                app.send_task(entry["task"], ignore_result=True)
        except OperationalError:
            continue


def wait_until_quiet() -> float:
    """How long it took until workers had done everything, in seconds."""
    from soak.audit import still_waiting

    started = time.monotonic()
    while still_waiting() and time.monotonic() - started < PATIENCE:
        time.sleep(1)
    count_anew()
    return time.monotonic() - started


def count_anew() -> None:
    """The scorecard is counted every five minutes; what it is compared with was counted just now."""
    from portal.audit.models import Heartbeat

    asked = django.utils.timezone.now()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not Heartbeat.objects.filter(name="count_scorecard", beat_at__gt=asked).exists():
        time.sleep(1)


def report(machine, world, made, waited: float) -> int:
    from soak.audit import CHECKS, Books, repeated

    books = Books(world.stage, world.ledger, world.letters)
    say("\nWhat went wrong on purpose")
    for name, times in sorted(made.items()):
        say(f"  {name:36} {times:5}")
    say("\nWhat people met")
    for name, times in sorted(world.ledger.met.items()):
        say(f"  {name:36} {times:5}")
    say(f"  {'the longest wait, seconds':36} {world.ledger.slowest:5.1f}")
    say(f"  {'letters that came again':36} {repeated(books):5}")
    say(f"  {'workers that gave up, begun again':36} {machine.begun_again:5}")
    say(f"  {'quiet after, seconds':36} {waited:5.0f}")
    say("\nThe audit")
    faults = [f"{name} ended by itself" for name in machine.fallen()]
    for fault in faults:
        say(f"  ! {fault}")
    for name, check in CHECKS.items():
        looked_at, wrong = 0, []
        for thing, claims in check(books):
            looked_at += 1
            wrong += [f"{name}: {thing}: {claim}" for claim in claims]
        say(f"  {name:36} {looked_at:5}   {'in order' if not wrong else f'{len(wrong)} WRONG'}")
        for fault in wrong[:SHOWN]:
            say(f"    ! {fault}")
        faults += wrong
    say(f"\n{'Nothing lost, nothing twice, nothing stuck.' if not faults else f'{len(faults)} things are wrong.'}")
    return int(bool(faults))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
