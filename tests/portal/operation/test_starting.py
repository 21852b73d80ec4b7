"""What a worker does before its first task."""

import gc
import sys

from celery.signals import celeryd_after_setup

import portal.celery  # noqa: F401 - the worker's own door


def test_a_worker_has_loaded_the_printer_and_leaves_what_is_loaded_alone():
    gc.unfreeze()
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]

    celeryd_after_setup.send(sender="worker@test")

    assert "weasyprint" in sys.modules
    assert gc.get_freeze_count() > 100_000
    gc.unfreeze()
