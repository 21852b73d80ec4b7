from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(
    ObligationKind(
        Promise.OPINION_ANSWER, _("answer to an opinion"), STAFF_LADDER, "ANSWER", public_clock=True, may_extend_once=True
    )
)
