from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.MODERATION_APPEAL, _("decision on an objection to moderation"), STAFF_LADDER, "ANSWER"))
