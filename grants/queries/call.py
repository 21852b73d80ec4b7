"""How an announced call changed, in words, and its days for a calendar."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communities.queries.differences import Change, Piece, compare_words
from grants.models import Bonus, Call, CallChange, CostCategory, InstalmentTerm
from portal.obligations.clock import last_day_of
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.ui.templatetags.portal_ui import day, until


def with_short_terms(calls: models.QuerySet[Call]) -> models.QuerySet[Call]:
    """Each call with what it pays for, its bonuses and how it pays beside it, so that its page asks once for all four."""
    costs = CostCategory.objects.filter(call=OuterRef("pk"))
    bonuses = Bonus.objects.filter(call=OuterRef("pk"))
    instalments = InstalmentTerm.objects.filter(call=OuterRef("pk"))
    return calls.annotate(
        paid_for=ArraySubquery(costs.values(json=JSONObject(name="name", is_administration="is_administration"))),
        extra_points=ArraySubquery(bonuses.values(json=JSONObject(kind="kind", points="points"))),
        paid_in=ArraySubquery(instalments.values(json=JSONObject(share="share", condition="condition"))),
    )


@dataclass(frozen=True)
class Said:
    """One thing that changed, in words: what, what stood there before, what stands there now."""

    label: str
    before: str
    after: str
    is_long: bool

    @property
    def pieces(self) -> list[Piece]:
        """Of a long text only the words that differ are marked; a short fact stands there whole, before and now."""
        if self.is_long:
            return compare_words(self.before, self.after)
        return [Piece(Change.REMOVED, self.before), Piece(Change.SAME, " "), Piece(Change.ADDED, self.after)]


def said(change: CallChange) -> Said:
    field = Call._meta.get_field(change.field)
    return Said(
        capfirst(str(change.label)), _in_words(field, change.before), _in_words(field, change.after),
        isinstance(field, models.TextField),
    )  # fmt: skip


def _in_words(field: models.Field, stored: str) -> str:
    if not stored:
        return _("not said")
    if isinstance(field, models.DateTimeField):
        return until(field.to_python(stored))
    return day(field.to_python(stored)) if isinstance(field, models.DateField) else stored


@dataclass(frozen=True)
class ChangeOfCall:
    """What was changed at one moment for one reason."""

    changed_at: datetime
    reason: str
    parts: list[Said]


def changes_of(call: Call) -> list[ChangeOfCall]:
    """The last one first."""
    moments = groupby(call.changes.latest_first(), key=attrgetter("changed_at", "reason"))
    return [ChangeOfCall(changed_at, reason, [said(row) for row in rows]) for (changed_at, reason), rows in moments]


def dates_of(call: Call) -> list[CalendarEntry]:
    """The days of one call for a calendar program. The announced seminar has a file of its own, but belongs here too."""
    address = absolute(plain_path(call), get_language() or "lv")

    def entry(key: str, label: str, starts, ends=None, place: str = "") -> CalendarEntry:
        return CalendarEntry(f"grants.{key}-{call.pk}", label, f"{label}: {call.title}", address, starts, ends, place)

    entries = [entry("call", _("Last day for applications"), last_day_of(call.closes_at))]
    if call.seminar_at:
        entries.append(entry("seminar", _("Preparation seminar"), call.seminar_at, call.seminar_ends_at, call.seminar_place))
    moments = (
        ("ideas", _("Last day for ideas"), call.ideas_until),
        ("questions", _("Last day for questions"), call.questions_until),
    )
    entries += [entry(key, label, last_day_of(at)) for key, label, at in moments if at]
    days = (
        ("decision", _("Decision"), call.decision_on),
        ("beginning", _("Projects begin"), call.implementation_from),
        ("interim", _("Interim report"), call.interim_report_on),
        ("final", _("Final report"), call.final_report_on),
    )
    return entries + [entry(key, label, on) for key, label, on in days if on]
