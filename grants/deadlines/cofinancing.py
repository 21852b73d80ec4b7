from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from portal.obligations.kinds import PARTNER_LADDER, STAFF_LADDER, ObligationKind, register_kind

register_kind(
    ObligationKind(
        Promise.COFINANCING_DECISION, _("decision on a share in an outside project"), STAFF_LADDER, "COFINANCING_DECISION",
        public_clock=True,
    )
)  # fmt: skip
register_kind(
    ObligationKind(
        Promise.COFINANCING_RESULT, _("result of an outside programme"), PARTNER_LADDER, "COFINANCING_RESULT"
    )
)  # fmt: skip
