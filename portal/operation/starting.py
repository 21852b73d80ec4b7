"""What a process does once all is loaded, before its first piece of work."""

import gc

from celery.signals import celeryd_after_setup

COLLECT_AFTER = 5_000, 20, 10
"""New objects after which the collector looks for circles among them, and how often until it looks among older ones. A page makes
thousands and lets nearly all of them go by itself; Python's own 700 had the collector look dozens of times a page. A look among
ten thousand holds everybody up for four milliseconds, as long as two of the portal's fastest answers."""


def settle() -> None:
    """What is loaded stays: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


@celeryd_after_setup.connect
def prepare_worker(**_about) -> None:
    """The worker's processes share what is loaded before they begin, and none makes its first document wait for it."""
    from portal.documents.rendering import load_printer

    load_printer()
    settle()
