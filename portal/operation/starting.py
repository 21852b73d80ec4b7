"""What a process does once all is loaded, before its first piece of work."""

import gc

from celery.signals import celeryd_after_setup


def settle() -> None:
    """What is loaded stays: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


@celeryd_after_setup.connect
def prepare_worker(**_about) -> None:
    """The worker's processes share what is loaded before they begin, and none makes its first document wait for it."""
    from portal.documents.rendering import load_printer

    load_printer()
    settle()
