"""What a worker does before its first task."""

import subprocess
import sys

START = """
import gc, sys
import django
django.setup()
import portal.celery
from celery.signals import celeryd_after_setup
before = "weasyprint" in sys.modules
celeryd_after_setup.send(sender="worker@test")
print(before, "weasyprint" in sys.modules, gc.get_freeze_count() > 100_000)
"""


def test_a_worker_has_loaded_the_printer_and_leaves_what_is_loaded_alone():
    """In a process of its own: a printer loaded twice into one cannot read the fonts of the first."""
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=False)

    assert done.stdout.split() == ["False", "True", "True"], done.stderr
