"""How this app's events read in the audit log and in timelines."""

from django.utils.translation import gettext_lazy as _

from portal.audit.wording import register_wording

register_wording("actionplans.chapter.written", _("Chapter written"))
register_wording("actionplans.plan.printed", _("Plan printed"))
register_wording("actionplans.plan.adopted", _("Plan adopted"), public=True)
register_wording("actionplans.action.progress_reported", _("Progress reported"), public=True)
register_wording("actionplans.reading.added", _("Value of an indicator added"))
