"""What views of long forms share: what stands in the form, on which revision it was typed, who else is in it."""

import re
from datetime import timedelta

from django.core.cache import cache

SEEN_FOR, NOTED_EVERY = timedelta(minutes=3), timedelta(minutes=1)
NOT_FIELDS = {"csrfmiddlewaretoken", "revision", "turpinat"}
NUL = "\x00"


def posted_fields(request) -> dict[str, str]:
    """What stands in the form, without the one character that the database cannot keep."""
    return {name.replace(NUL, ""): value.replace(NUL, "") for name, value in request.POST.items() if name not in NOT_FIELDS}


def posted_revision(request) -> int:
    text = request.POST.get("revision", "")
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def note_presence(request, place: str) -> list[str]:
    """Note that the visitor is in ``place``; the names of others who are, in the order they came.

    Only a hint for colleagues: it lives in the cache and is gone in minutes.
    """
    key = f"editing:{place}"
    now = request.arrived_at
    people = {pk: one for pk, one in (cache.get(key) or {}).items() if one[1] > now - SEEN_FOR}
    others = [name for pk, (name, _at) in people.items() if pk != request.user.pk]
    _name, noted_at = people.get(request.user.pk, ("", now - NOTED_EVERY))
    if noted_at <= now - NOTED_EVERY:  # whoever types is saved every few seconds
        people[request.user.pk] = (str(request.user), now)
        cache.set(key, people, SEEN_FOR.total_seconds())
    return others
