from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(
    ObligationKind(Promise.CALL_ANSWER, _("answer to a question about a call"), STAFF_LADDER, "CALL_ANSWER", public_clock=True)
)
