"""What a community has done, for its public page: an invitation to join (S4-150)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import EventState
from communities.models import Agreement, Community, Event, GoodPractice, ResourceCentre, SelfHelpAction

AGREEMENT, PLACE = "agreement", "centre"
KINDS = {
    "deed": (_("Done by ourselves"), ""),
    "event": (pgettext_lazy("achievement", "Event"), "communities:event_detail"),
    "practice": (_("Good practice"), "communities:good_practice_detail"),
    AGREEMENT: (_("Agreement signed"), "communities:agreement_detail"),
    PLACE: (_("Resource centre"), "communities:resource_centre_detail"),
}
"""Kind of achievement: how it is called, and the page it has."""


@dataclass(frozen=True)
class Achievement:
    """One thing a community has done or keeps. A place has no day."""

    kind: str
    title: str
    day: date | None
    slug: str
    people: int | None

    @property
    def kind_label(self) -> Any:
        return KINDS[self.kind][0]

    def get_absolute_url(self) -> str:
        page = KINDS[self.kind][1]
        return reverse(page, args=[self.slug]) if page else ""


def achievements_of(community: Community) -> list[Achievement]:
    """All that stands to the community's name in public, the latest first, in one query."""
    deeds = SelfHelpAction.objects.filter(community=community)
    held = Event.objects.filter(community=community, state=EventState.HELD)
    practices = GoodPractice.objects.published().filter(community=community)
    agreements = Agreement.objects.public().filter(community=community, signed_on__isnull=False)
    centres = ResourceCentre.objects.filter(community=community, is_active=True)
    parts = [
        _rows("deed", deeds, F("text"), F("done_on"), page=Value(""), people=F("people")),
        _rows("event", held, F("title"), TruncDate("starts_at"), people=F("attendance")),
        _rows("practice", practices, F("title"), TruncDate("published_at")),
        _rows(AGREEMENT, agreements, F("title"), F("signed_on")),
        _rows(PLACE, centres, F("name"), Value(None)),
    ]
    return [Achievement(*row) for row in parts[0].union(*parts[1:], all=True).order_by(F("day").desc(nulls_last=True), "called")]


def _rows(kind: str, things: QuerySet, called, day, page=None, people=None) -> QuerySet:
    """The rows of one kind in the columns all kinds share."""
    columns = {
        "achieved": Value(kind),
        "called": Cast(called, CharField()),
        "day": Cast(day, DateField()),
        "page": Cast(page or F("slug"), CharField()),
        "how_many": Cast(people or Value(None), IntegerField()),
    }
    return things.order_by().annotate(**columns).values_list(*columns)
