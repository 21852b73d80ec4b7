"""The promises this app makes."""

from django.utils.translation import gettext_lazy as _

from communities.enums import Promise
from portal.obligations.kinds import PARTNER_LADDER, STAFF_LADDER, ObligationKind, register_kind

register_kind(
    ObligationKind(Promise.VERIFICATION, _("verification of a community"), STAFF_LADDER, "VERIFICATION", public_clock=True)
)
register_kind(
    ObligationKind(Promise.QUESTION, _("answer to a question"), STAFF_LADDER, "QUESTION", public_clock=True, may_extend_once=True)
)
register_kind(ObligationKind(Promise.CARD_READING, _("reading of a good-practice card"), STAFF_LADDER, "CARD_READING"))
register_kind(ObligationKind(Promise.MEETING_MINUTES, _("minutes of a council meeting"), STAFF_LADDER, "MEETING_MINUTES"))
register_kind(ObligationKind(Promise.OF_MUNICIPALITY, _("commitment of the municipality"), STAFF_LADDER))
register_kind(ObligationKind(Promise.OF_COMMUNITY, _("commitment of the community"), PARTNER_LADDER))
