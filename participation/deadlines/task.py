from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import PARTNER_LADDER, STAFF_LADDER, Audience, Ladder, ObligationKind, Step, register_kind

STALLED_LADDER = Ladder(steps=(Step("two-days-before", -2), Step("stalled", +1, Audience.HEAD)), weekly=Audience.HEAD)
"""The unit may still take it forward; afterwards the head of the unit is asked, every week."""

register_kind(ObligationKind(Promise.MEETING_TASK, _("task of a meeting"), STAFF_LADDER))
register_kind(ObligationKind(Promise.COMMUNITY_TASK, _("task the community took on"), PARTNER_LADDER))
register_kind(ObligationKind(Promise.STALLED_TASK, _("discussed, not taken forward"), STALLED_LADDER, "TASK_STALLED_DAYS"))
