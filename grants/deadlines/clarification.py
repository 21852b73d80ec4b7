from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from portal.obligations.kinds import PARTNER_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.CLARIFICATION, _("clarification of an application"), PARTNER_LADDER, "CLARIFICATION"))
