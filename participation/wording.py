"""How this app's events read in the audit log and in timelines."""

from django.utils.translation import gettext_lazy as _

from portal.audit.wording import register_wording

register_wording("participation.consultation.published", _("Consultation published"), public=True)
register_wording("participation.consultation.result_added", _("Result published"), public=True)
register_wording("participation.opinion.submitted", _("Opinion sent"), public=True)
register_wording("participation.opinion.confirmed", _("Opinion confirmed"), public=True)
register_wording("participation.opinion.unconfirmed_erased", _("Opinion that nobody confirmed erased"))
register_wording("participation.opinion.withdrawn", _("Opinion withdrawn"), public=True)
register_wording("participation.submission.received", _("Received and registered"), public=True)
register_wording("participation.answer.written", _("Answer drafted"))
register_wording("participation.answer.published", _("Answer published"), public=True)
register_wording("participation.answer.given", _("Answer handed in"))
register_wording("participation.answer.extended", _("Answer needs more time"), public=True)
register_wording("participation.forum.planned", _("Forum announced"), public=True)
register_wording("participation.forum.proposal_added", _("Proposal registered"), public=True)
register_wording("participation.forum.closed", _("Minutes published"), public=True)
