from django.utils.translation import gettext_lazy as _

from actionplans.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.PLAN_REVIEW, _("yearly review of an action plan"), STAFF_LADDER))
