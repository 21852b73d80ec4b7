import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from tests.environment import ROOT, free_port
from tests.faults.processes import eventually, kill

ROOM = 16 * 1024
"""Bytes that the web server's disk has room for in one file."""


@pytest.fixture
def start(postbox):
    """Start a Python process of the portal, one that is killed at the latest with the test."""
    started = []

    def start(*arguments: str) -> subprocess.Popen:
        started.append(
            subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
        return started[-1]

    yield start
    postbox.speak()
    for process in started:
        kill(process)


@pytest.fixture(scope="package")
def _address() -> Iterator[str]:
    """gunicorn as in production, with a pool of connections, on a disk with little room."""
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--threads", "2"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_POOL": "true"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM)),
    )
    yield f"http://{address}"
    process.terminate()
    process.wait()


@pytest.fixture
def visitor(_address, committed) -> Iterator[httpx.Client]:
    """A visitor of the running portal."""
    with httpx.Client(base_url=_address, headers={"Origin": _address}, timeout=60) as client:

        def answers() -> bool:
            with suppress(httpx.TransportError):
                return client.get("/-/alive/").is_success
            return False

        eventually(answers)
        yield client
