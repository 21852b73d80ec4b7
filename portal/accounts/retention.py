"""Records of the municipality whose term is over: contracts, applications, members of long ago.

Personal data that nobody needs is erased by the periodic tasks of each app without asking. These are official records:
an archive may have a say before they go, so nothing is done to them until the municipality says so
(``RETENTION_APPLIED``, or ``manage.py retention --apply``). Until then they are counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from portal.audit.models import Event
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months
from portal.ui.panels import Slot, gather

BATCH = 200


@dataclass(frozen=True)
class Term:
    """Rows that have been kept as long as was promised, and the action that lets one of them go. It is given the row as
    its argument ``noun``. Providers of ``Slot.RETENTION`` are given today's date."""

    noun: str
    rows: QuerySet
    act: Callable[..., None]

    @property
    def name(self) -> str:
        return self.act.action_name

    @property
    def over(self) -> QuerySet:
        """Those that have not been let go yet."""
        done = Event.objects.filter(
            name=self.name, target_type=self.rows.model._meta.label_lower, target_id=Cast(OuterRef("pk"), CharField())
        )
        return self.rows.exclude(Exists(done)).order_by("pk")


def terms(today: date) -> list[Term]:
    """Every kind of record that has a term."""
    return gather(Slot.RETENTION, today)


def let_go(*, now: datetime, apply: bool) -> dict[str, int]:
    """How many records of each kind are over their term, by the name of the act; with ``apply`` they are let go."""
    found = {}
    for term in terms(timezone.localdate(now)):
        rows = list(term.over[:BATCH]) if apply else []
        found[term.name] = len(rows) if apply else term.over.count()
        for row in rows:
            term.act(**{term.noun: row}, now=now)
    return found


def years_ago(rule: str, today: date) -> date:
    """The day on which what is over its term now began to be kept."""
    return add_months(today, -12 * legal_rule(rule, today).whole)


def moment_ago(rule: str, today: date) -> datetime:
    return end_of_day(years_ago(rule, today))
