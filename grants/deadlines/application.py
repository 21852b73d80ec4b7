from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from grants.queries.application import drafts_closing
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.DECISION, _("decision on an application"), STAFF_LADDER, public_clock=True))


DAYS_BEFORE = (1, 3, 14)
"""People with an unfinished draft are reminded three times, each once."""


def closing_calls(now: datetime) -> Iterator[DueReminder]:
    """For every draft whose deadline is near, the nearest rung: 14, 3 or 1 days before."""
    for application in drafts_closing(now, max(DAYS_BEFORE)):
        left = application.deadline - now
        days = next(days for days in DAYS_BEFORE if left <= timedelta(days=days))
        yield DueReminder(f"draft:{application.pk}", f"{days}-days-before", "grants.draft_closing", application)


DEADLINES.register("grants.draft_closing", closing_calls)
