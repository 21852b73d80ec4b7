"""What subsidies promise: the municipality a decision, the community a report and the unused money."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from grants.models import SubsidyScheme
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.kinds import PARTNER_LADDER, STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.SUBSIDY_DECISION, _("decision on a subsidy"), STAFF_LADDER, public_clock=True))
register_kind(ObligationKind(Promise.SUBSIDY_REPORT, _("report on a subsidy"), PARTNER_LADDER))
register_kind(ObligationKind(Promise.SUBSIDY_RETURN, _("return of unused money"), PARTNER_LADDER))

LAST_DAYS = 7


def windows_open(now: datetime) -> Iterator[DueReminder]:
    """Communities hear twice that claims are taken: on the first day, and a week before the last."""
    today = timezone.localdate(now)
    for scheme in SubsidyScheme.objects.filter(state="published", opens_on__lte=today, closes_on__gte=today):
        step = "last-week" if scheme.closes_on - today <= timedelta(days=LAST_DAYS) else "opened"
        yield DueReminder(f"subsidy:{scheme.pk}", step, "grants.subsidy_window_open", scheme)


DEADLINES.register("grants.subsidy_window", windows_open)
