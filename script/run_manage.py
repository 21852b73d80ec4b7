"""Django's manage.py with the local services and environment around it."""

import json
import subprocess
import sys

from environment import LOCAL, ROOT, local_environment
from services import CannotStart, start


def main() -> int:
    state = LOCAL / "running.json"
    environment, services = None, None
    if state.exists():
        running = json.loads(state.read_text())
        environment = {**local_environment(**running["arguments"])}
    else:
        try:
            services = start(LOCAL, database="portal")
        except CannotStart as reason:
            print(f"\n{reason}", file=sys.stderr)
            return 1
        environment = local_environment(
            database_url=services.database_url, redis_url=services.redis_url, site_url="http://localhost:8000",
            hosts="localhost", mail_port=1025,
        )  # fmt: skip
    try:
        return subprocess.call([sys.executable, "manage.py", *sys.argv[1:]], cwd=ROOT, env=environment)
    finally:
        if services:
            services.stop()


if __name__ == "__main__":
    sys.exit(main())
