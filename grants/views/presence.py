"""Who has the same section open just now. Only a hint for colleagues: it lives in the cache and is gone in minutes."""

from datetime import timedelta

from django.core.cache import cache

SEEN_FOR = timedelta(minutes=3)


def note_presence(request, application, section: str) -> list[str]:
    """Note that the visitor is in the section; the names of others who are, in the order they came."""
    key = f"grants.editing:{application.pk}:{section}"
    now = request.arrived_at
    people = {pk: one for pk, one in (cache.get(key) or {}).items() if one[1] > now - SEEN_FOR}
    others = [name for pk, (name, _at) in people.items() if pk != request.user.pk]
    people[request.user.pk] = (str(request.user), now)
    cache.set(key, people, SEEN_FOR.total_seconds())
    return others
