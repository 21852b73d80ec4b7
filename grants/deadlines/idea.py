from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.IDEA, _("answer on an idea"), STAFF_LADDER, public_clock=True))
