"""What goes wrong during the soak, one thing after the other. Each leaves everything running again."""

import time
from collections import Counter
from collections.abc import Callable
from random import Random

import psycopg
from redis import Redis

from soak.machine import SCHEDULERS, WORKERS, Machine

SHORT, LONG = 3, 9
"""Seconds something stays away."""
PAUSE = (3, 9)


def kill_worker(machine: Machine, dice: Random) -> None:
    name = dice.choice(WORKERS)
    machine.kill(name)
    time.sleep(SHORT)
    machine.begin(name)


def kill_process_of_worker(machine: Machine, dice: Random) -> None:
    machine.kill_child(dice.choice(WORKERS))


def kill_scheduler(machine: Machine, dice: Random) -> None:
    name = dice.choice(SCHEDULERS)
    machine.kill(name)
    time.sleep(SHORT)
    machine.begin(name)


def kill_process_of_web(machine: Machine, _dice: Random) -> None:
    machine.kill_child("web")


def restart_redis(machine: Machine, _dice: Random) -> None:
    machine.kill("redis")
    time.sleep(LONG)
    machine.begin("redis")


def flush_redis(machine: Machine, _dice: Random) -> None:
    Redis.from_url(machine.environment["REDIS_URL"]).flushall()


def freeze_redis(machine: Machine, _dice: Random) -> None:
    machine.freeze("redis")
    time.sleep(LONG)
    machine.thaw("redis")


def cut_database_connections(machine: Machine, _dice: Random) -> None:
    with psycopg.connect(machine.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def restart_database(machine: Machine, _dice: Random) -> None:
    machine.crash_database()


def kill_mail_server(machine: Machine, _dice: Random) -> None:
    machine.kill("mail")
    time.sleep(LONG)
    machine.begin("mail")


def freeze_mail_server(machine: Machine, _dice: Random) -> None:
    machine.freeze("mail")
    time.sleep(LONG)
    machine.thaw("mail")


TROUBLES: dict[str, Callable[[Machine, Random], None]] = {
    "worker killed": kill_worker,
    "process of a worker killed": kill_process_of_worker,
    "scheduler killed": kill_scheduler,
    "process of the web server killed": kill_process_of_web,
    "Redis killed and restarted": restart_redis,
    "Redis flushed": flush_redis,
    "Redis silent": freeze_redis,
    "database connections cut": cut_database_connections,
    "database crashed and restarted": restart_database,
    "mail server killed": kill_mail_server,
    "mail server silent": freeze_mail_server,
}


def make_trouble(machine: Machine, dice: Random, until: float) -> Counter[str]:
    """Everything in turn, in an order that the dice choose anew each round, until the clock says ``until``."""
    made: Counter[str] = Counter()
    while True:
        for name in dice.sample(list(TROUBLES), len(TROUBLES)):
            time.sleep(dice.uniform(*PAUSE))
            if time.monotonic() > until - LONG:
                return made
            TROUBLES[name](machine, dice)
            made[name] += 1
