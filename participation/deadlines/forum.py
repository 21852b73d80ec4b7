from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.FORUM_MINUTES, _("minutes of a forum"), STAFF_LADDER, "FORUM_MINUTES"))
