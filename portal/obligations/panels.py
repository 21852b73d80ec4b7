"""What the numbers of the law put on the officers' first page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.obligations.models import LegalRule
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.ADMIN_TASKS)
def rules_to_confirm(request, *, now):
    """Numbers that only this municipality knows, for example from its statute: somebody must look them up."""
    if not request.user.has_perm("obligations.change_legalrule"):
        return []
    rules = list(LegalRule.objects.unconfirmed(timezone.localdate(now)))
    if not rules:
        return []
    context = {
        "title": _("Numbers to confirm"),
        "url": plain_reverse("admin:obligations_legalrule_changelist"),
        "count": len(rules),
        "rows": [
            {"label": rule, "url": plain_reverse("admin:obligations_legalrule_change", rule.pk), "note": rule.citation}
            for rule in rules
        ],
    }
    return [Panel("", context, order=70)]
