"""Several people at the same instant, each in a thread with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.utils import translation

from portal.errors import DomainError


def at_once(*acts: Callable) -> list[str]:
    """Do all acts in threads. For each, in their order, what its person is told: nothing, or the sentence of the refusal."""

    def run(act) -> str:
        with translation.override("lv"):
            try:
                act()
            except DomainError as refusal:
                return str(refusal)
            finally:
                connections.close_all()
        return ""

    with ThreadPoolExecutor(max_workers=len(acts)) as people:
        return list(people.map(run, acts))
