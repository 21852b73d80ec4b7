"""The promises this app makes."""

from django.utils.translation import gettext_lazy as _

from portal.obligations.kinds import PARTNER_LADDER, STAFF_LADDER, ObligationKind, register_kind

register_kind(ObligationKind("communities.commitment_of_municipality", _("commitment of the municipality"), STAFF_LADDER))
register_kind(ObligationKind("communities.commitment_of_community", _("commitment of the community"), PARTNER_LADDER))
