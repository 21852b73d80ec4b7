from django.db import transaction

from portal.municipality.models import Municipality
from portal.ui.cache import forget, kept
from portal.ui.page_cache import forget_pages

CACHE_KEY = "municipality.current"


def current_municipality() -> Municipality:
    """The one settings record, from the cache for up to a minute (``forget_municipality`` drops it at once).

    Raises ``Municipality.DoesNotExist`` on an installation nobody has set up yet.
    """
    return kept(CACHE_KEY, lambda: Municipality.objects.get(pk=1))


def forget_municipality() -> None:
    """Once the change is committed, not before: a request in between would keep the old record for a minute."""
    transaction.on_commit(lambda: forget(CACHE_KEY))
    forget_pages()
