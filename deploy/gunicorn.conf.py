"""The web processes: of the image (Dockerfile), of the systemd unit, and of any installation by hand.

The sizes come from the environment; the rest keeps the figures for Prometheus of all workers in one place.
"""

import os
import shutil
import tempfile
from itertools import count

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None

bind = os.environ.get("WEB_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_tmp_dir = MEMORY
max_requests = 5000
max_requests_jitter = 500
graceful_timeout = 30
control_socket_disable = True  # signals do; the portal's user has no home to keep it in

FIGURES = os.environ.get("PROMETHEUS_MULTIPROC_DIR") or tempfile.mkdtemp(prefix="portal-figures-", dir=MEMORY)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = FIGURES


def pre_fork(server, worker):
    """A worker takes the first free seat, and with it the file of who sat there before: recycled workers leave none."""
    taken = {other.seat for other in server.WORKERS.values()}
    worker.seat = next(seat for seat in count() if seat not in taken)


def post_fork(server, worker):
    from prometheus_client import values

    values.ValueClass = values.MultiProcessValue(lambda: f"seat{worker.seat}")


def on_exit(server):
    shutil.rmtree(FIGURES, ignore_errors=True)
