"""script/server: starts, says what is wrong, stops."""

import os
import re
import shutil
import signal
import socket
import subprocess
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from services import free_port

from tests import environment

SERVER = environment.ROOT / "script" / "server"


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """A machine of its own: another data folder, and services that stand already."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copytree(environment.DATA / "static", data / "static")
    (data / "demo_loaded").touch()
    index = 14
    machine = {name: value for name, value in os.environ.items() if name not in LOCAL_SETTINGS}
    return machine | {
        "PORTAL_DATA": str(data),
        "DATABASE_URL": environment.clone(os.environ["TEST_DEMO_TEMPLATE"], f"server_{environment.INDEX}"),
        "REDIS_URL": environment.redis_address(index),
        "CELERY_QUEUE": f"server-{environment.INDEX}",
    }


LOCAL_SETTINGS = {
    "SITE_URL", "ALLOWED_HOSTS", "EMAIL_PORT", "PRIVATE_FILES_DIR", "DEMO_MAIL_DIR", "STATIC_ROOT", "CACHE_PREFIX", "SECRET_KEY",
}  # fmt: skip


def refusal(surroundings: dict[str, str], *arguments: str) -> str:
    """What the script says when it refuses to start."""
    done = subprocess.run(
        [SERVER, *arguments], env=surroundings, capture_output=True, text=True, check=False, timeout=120, start_new_session=True
    )
    assert done.returncode == 1, done.stdout
    return done.stderr


@contextmanager
def running(surroundings: dict[str, str], port: int):
    process = subprocess.Popen(
        [SERVER, "--port", str(port)], env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        yield process, "".join(said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def with_tool(surroundings: dict[str, str], folder: Path, name: str, script: str) -> dict[str, str]:
    """The machine with another program of that name found first."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)
    return surroundings | {"PATH": f"{folder}:{surroundings['PATH']}"}


def test_it_serves_tells_where_refuses_a_second_start_and_stops(surroundings, tmp_path):
    port = free_port()
    with running(surroundings, port) as (process, said):
        assert f"http://localhost:{port}" in said
        assert "koordinators@example.lv" in said
        assert environment.PASSWORD in said
        with urllib.request.urlopen(f"http://localhost:{port}/") as response:
            assert response.status == 200
        again = refusal(surroundings, "--port", str(free_port()))
        assert re.search(rf"running already: http://localhost:{port}\b", again)
        elsewhere = surroundings | {"PORTAL_DATA": str(tmp_path / "elsewhere")}
        assert f"Port {port} on 127.0.0.1 is taken" in refusal(elsewhere, "--port", str(port))
    assert process.returncode == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_data_of_another_postgresql_is_not_touched(surroundings, tmp_path):
    old = tmp_path / "data" / "postgres"
    old.mkdir()
    (old / "PG_VERSION").write_text("15\n")
    own_database = {name: value for name, value in surroundings.items() if name != "DATABASE_URL"}

    said = refusal(own_database, "--port", str(free_port()))

    assert "was written by PostgreSQL 15" in said
    assert "--reset" in said
    assert [path.name for path in old.iterdir()] == ["PG_VERSION"]


def test_a_full_disk_is_told_before_anything_is_changed(surroundings, tmp_path):
    df = 'echo "Filesystem 1024-blocks Used Available"; echo "/dev/x 9 9 200000"'
    full = with_tool(surroundings, tmp_path / "bin", "df", df)

    said = refusal(full)

    assert "too little room on this disk: 195 MB free" in said
    assert "Nothing was changed" in said


def test_without_pango_it_says_what_to_install(surroundings, tmp_path):
    broken = tmp_path / "lib"
    broken.mkdir()
    (broken / "libpango-1.0.so.0").write_text("not a library")
    machine = with_tool(surroundings, tmp_path / "bin", "apt-get", "exit 100") | {"LD_LIBRARY_PATH": str(broken)}

    said = refusal(machine)

    assert "Run as root: apt-get install" in said
    assert "libpango-1.0-0" in said
