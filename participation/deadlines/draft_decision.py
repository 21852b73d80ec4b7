from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(
    ObligationKind(Promise.DECISION_RESULT, _("result of a decision to those affected"), STAFF_LADDER, "DECISION_RESULT")
)
