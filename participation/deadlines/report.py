from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.SELF_AUDIT, _("self-audit of the unit"), STAFF_LADDER, "SELF_AUDIT"))
register_kind(ObligationKind(Promise.YEARLY_REPORT, _("yearly participation report"), STAFF_LADDER, "YEARLY_REPORT"))
