"""How this app's events read in the audit log and in timelines."""

from django.utils.translation import gettext_lazy as _

from portal.audit.wording import register_wording

register_wording("grants.call.published", _("Call announced"), public=True)
register_wording("grants.call.evaluation_begun", _("Evaluation begun"), public=True)
register_wording("grants.call.decided", _("Decisions made"), public=True)
register_wording("grants.application.begun", _("Draft begun"), public=True)
register_wording("grants.application.submitted", _("Application handed in"), public=True)
register_wording("grants.application.withdrawn", _("Application withdrawn"), public=True)
register_wording("grants.application.accepted", _("Found to meet the rules"), public=True)
register_wording("grants.application.refused", _("Found not to meet the rules"), public=True)
register_wording("grants.application.decided", _("Decision recorded"), public=True)
register_wording("grants.application.closed", _("Final report accepted"), public=True)
register_wording("grants.conflicts.declared", _("Conflicts of interest declared"))
register_wording("grants.evaluation.submitted", _("Evaluation handed in"))
register_wording("grants.commission.member_named", _("Commission member named"))
