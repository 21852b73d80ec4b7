"""Django's manage.py with the local services and environment around it."""

import fcntl
import json
import subprocess
import sys
import time

from environment import LOCAL, ROOT, local_environment
from services import CannotStart, start

STATE = LOCAL / "running.json"
PATIENCE = 120  # seconds for a portal that is just starting


def main() -> int:
    LOCAL.mkdir(parents=True, exist_ok=True)
    with (LOCAL / "server.lock").open("a+") as lock:
        try:
            if alone(lock):
                return with_own_services()
            return manage(local_environment(**arguments_of_running_portal()))
        except CannotStart as reason:
            print(f"\n{reason}", file=sys.stderr)
            return 1


def alone(lock) -> bool:
    """Whether no portal runs here; then none can start until this command ends, so nobody's services are stopped."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def arguments_of_running_portal() -> dict:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if STATE.exists():
            return json.loads(STATE.read_text())["arguments"]
        time.sleep(0.2)
    raise CannotStart("The portal is starting or another script/manage is at work. Try again when it is done.")


def with_own_services() -> int:
    services = start(LOCAL, database="portal")
    try:
        return manage(
            local_environment(
                database_url=services.database_url, redis_url=services.redis_url, site_url="http://localhost:8000",
                hosts="localhost", mail_port=1025,
            )
        )  # fmt: skip
    finally:
        services.stop()


def manage(environment: dict[str, str]) -> int:
    return subprocess.call([sys.executable, "manage.py", *sys.argv[1:]], cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
