"""Values of indicators and quarterly statuses of actions. Plans that only hint promise nothing; they are asked once a year."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.enums import Promise
from actionplans.models import Plan
from actionplans.queries.monitoring import owing_reading
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.kinds import Audience, Ladder, ObligationKind, Step, register_kind

MONITORING_LADDER = Ladder(
    steps=(Step("ten-days-before", -10), Step("two-days-before", -2), Step("overdue", +1, Audience.HEAD)), weekly=Audience.HEAD
)
"""Who reports may be a resident, who hears twice and never after the term; then the head of the plan's unit does."""

register_kind(ObligationKind(Promise.READING, _("value of an indicator"), MONITORING_LADDER, "READING_DUE"))
register_kind(ObligationKind(Promise.STATUS, _("quarterly status of an action"), MONITORING_LADDER, "ACTION_STATUS_DUE"))


def hints(now: datetime) -> Iterator[DueReminder]:
    """Once a year to those who learn by doing: a plan that does not bind has values missing."""
    today = timezone.localdate(now)
    owing = owing_reading(today).filter(goal__plan__template__is_strict=False)
    for plan in Plan.objects.filter(pk__in=owing.values("goal__plan")).select_related("community", "unit"):
        yield DueReminder(f"readings:{plan.pk}", str(today.year), "actionplans.readings_hint", plan)


DEADLINES.register("actionplans.readings_hint", hints)
