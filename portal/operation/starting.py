"""What a process does once all is loaded, before its first piece of work."""

import gc

from celery.signals import celeryd_after_setup

COLLECT_AFTER = 10_000
"""New objects after which the collector looks for circles among them. A page makes thousands and lets nearly all of them go by
itself; Python's own 700 had the collector look dozens of times a page."""


def settle() -> None:
    """What is loaded stays: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER, 10, 10)


@celeryd_after_setup.connect
def prepare_worker(**_about) -> None:
    """The worker's processes share what is loaded before they begin, and none makes its first document wait for it."""
    from portal.documents.rendering import load_printer

    load_printer()
    settle()
