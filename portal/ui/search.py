"""Finding things by words as Latvians type them: without diacritics, in any case ending."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When

from portal.registry import Registry
from portal.ui.models import SearchEntry
from portal.ui.visibility import Visibility

SHORTEST_STEM = 4
ENDINGS = sorted(
    "ajiem ajam ajas ajos ajai iem ies iju ija jam jas jai jos jiem ium iu ais ai "
    "am as at es em ei is im os us um ju ja u a e i o s".split(),
    key=len,
    reverse=True,
)


@dataclass(frozen=True)
class Entry:
    """What an app writes about one thing."""

    kind: str
    title: str
    address: str
    text: str = ""
    visibility: str = Visibility.PUBLIC
    neighbourhood_keys: list[int] = field(default_factory=list)
    happened_on: date | None = None


@dataclass(frozen=True)
class SearchProvider:
    """How one model enters the search: its label in the filter, and the entry of an instance (None: not findable)."""

    kind: str
    label: str
    model: type[models.Model]
    entry: Callable[[models.Model], Entry | None]


PROVIDERS: Registry[SearchProvider] = Registry("search providers")


def register_search(provider: SearchProvider) -> None:
    PROVIDERS.register(provider.model._meta.label_lower, provider)


def index(subject: models.Model) -> None:
    """Write, renew or remove the entry of ``subject``; called by the action that changed it."""
    provider = PROVIDERS[subject._meta.label_lower]
    content_type = ContentType.objects.get_for_model(subject)
    entry = provider.entry(subject)
    if entry is None or entry.visibility == Visibility.SENSITIVE:
        SearchEntry.objects.filter(subject_type=content_type, subject_id=subject.pk).delete()
        return
    SearchEntry.objects.update_or_create(
        subject_type=content_type,
        subject_id=subject.pk,
        defaults={
            "kind": entry.kind,
            "title": entry.title[:300],
            "text": f"{entry.title} {entry.text}",
            "address": entry.address,
            "visibility": entry.visibility,
            "neighbourhood_keys": entry.neighbourhood_keys,
            "happened_on": entry.happened_on,
        },
    )


def fold(words: str) -> str:
    """Lower case without diacritics, as the database function ``portal_fold`` does it."""
    plain = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()


def stem(word: str) -> str:
    """A folded word without its case ending, so that "kopienu" finds "kopiena". Short words stay whole."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def find(words: str, user, kind: str = "") -> models.QuerySet[SearchEntry]:
    """Entries that hold every word, those with the words in their title first. Empty words find nothing."""
    stems = [stem(word) for word in fold(words).split()[:8] if len(word) > 1]
    entries = SearchEntry.objects.visible_to(user)
    if not stems:
        return entries.none()
    everywhere, in_title = Q(), Q()
    for one in stems:
        everywhere &= Q(folded__contains=one)
        in_title &= Q(folded_title__contains=one)
    entries = entries.filter(everywhere)
    if kind:
        entries = entries.filter(kind=kind)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    return entries.annotate(rank=rank).order_by("rank", models.F("happened_on").desc(nulls_last=True), "pk")
