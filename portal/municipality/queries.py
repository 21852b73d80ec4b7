from django.core.cache import cache
from django.db import transaction

from portal.municipality.models import Municipality

CACHE_KEY = "municipality.current"
CACHE_SECONDS = 60


def current_municipality() -> Municipality:
    """The one settings record, from the cache for up to a minute (``forget_municipality`` drops it at once).

    Raises ``Municipality.DoesNotExist`` on an installation nobody has set up yet.
    """
    found = cache.get(CACHE_KEY)
    if found is None:
        found = Municipality.objects.get(pk=1)
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found


def forget_municipality() -> None:
    """Once the change is committed, not before: a request in between would keep the old record for a minute."""
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
