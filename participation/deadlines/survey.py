from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from portal.obligations.kinds import STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind(Promise.SURVEY_RESULTS, _("results of a survey"), STAFF_LADDER))
