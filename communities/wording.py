"""How this app's events read in the audit log and in timelines."""

from django.utils.translation import gettext_lazy as _

from portal.audit.wording import register_wording

register_wording("communities.community.registered", _("Community registered"), public=True)
register_wording("communities.community.verified", _("Community verified"), public=True)
register_wording("communities.community.stage_changed", _("Stage of the community changed"))
register_wording("communities.community.residents_counted", _("Residents counted"))
register_wording("communities.membership.added", _("Member added"))
register_wording("communities.membership.ended", _("Membership ended"))
register_wording("communities.neighbourhood.saved", _("Neighbourhood changed"))
register_wording("communities.contact_person.named", _("Contact person named"), public=True)
register_wording("communities.contact_person.released", _("Contact person released"))
register_wording("communities.contact_person.confirmed", _("Contact person confirmed"))
register_wording("communities.good_practice.published", _("Card published"), public=True)
register_wording("communities.good_practice.returned", _("Card sent back"))
register_wording("communities.agreement.published", _("Draft published"), public=True)
register_wording("communities.agreement.sent_for_signing", _("Sent for signing"), public=True)
register_wording("communities.agreement.took_effect", _("In force"), public=True)
register_wording("communities.photo.added", _("Photo added"))
register_wording("communities.photo.removed", _("Photo removed"))
