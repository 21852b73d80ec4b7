"""What the measurements share: copying rows inside a scratch database, and timing a page with its queries."""

import statistics
import sys
import time
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

TURNS = 7
SLOW = 0.05
"""A query that takes longer, in seconds, is shown."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def copies(model: type[Model], source: str, **values: str) -> str:
    """The statement that copies row ``s`` of ``model`` for each row of ``source``, with ``values`` in SQL instead."""
    fields = [one for one in model._meta.local_concrete_fields if not (one.primary_key or one.generated)]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    chosen = ", ".join(values.get(one.column, f's."{one.column}"') for one in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) SELECT {chosen} FROM "{model._meta.db_table}" s, {source}'  # noqa: S608


def browser() -> Client:
    """A client the portal takes for a visitor of its own address."""
    return Client(headers={"host": urlsplit(settings.SITE_URL).netloc})


def heading() -> None:
    say(f"{'page':36} {'ms':>7} {'queries':>8} {'of them ms':>11} {'KB':>6}")


def show(name: str, client: Client, path: str) -> None:
    """The median time of a page over ``TURNS`` requests, its queries, and the slowest of them if it is slow."""
    if client.get(path).status_code != HTTPStatus.OK:
        raise SystemExit(f"{name}: {path} cannot be read")
    taken = []
    for _ in range(TURNS):
        started = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        taken.append(1000 * (time.perf_counter() - started))
    asked = 1000 * sum(float(one["time"]) for one in queries)
    say(f"{name:36} {statistics.median(taken):7.0f} {len(queries):8} {asked:11.0f} {len(response.content) / 1024:6.0f}")
    slowest = max(queries, key=lambda one: float(one["time"]))
    if float(slowest["time"]) > SLOW:
        say(f"    {float(slowest['time']) * 1000:.0f} ms: {slowest['sql'][:1500]}")
