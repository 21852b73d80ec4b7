"""The officers' queue of applications."""

from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicationState
from grants.models import Application
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.ADMIN_TASKS)
def call_queue(request, *, now):
    if not request.user.has_perm("grants.check_application"):
        return []
    waiting = Application.objects.filter(state=ApplicationState.SUBMITTED).select_related("call", "community")
    rows = [
        {
            "label": one.title,
            "url": plain_reverse("admin:grants_application_change", one.pk),
            "note": one.community.name,
        }
        for one in waiting.order_by("submitted_at")[:8]
    ]
    return [
        Panel(
            "",
            {
                "title": _("Applications to check"),
                "url": plain_reverse("admin:grants_application_changelist") + "?state__exact=submitted",
                "count": waiting.count(),
                "rows": rows,
                "empty": _("None."),
            },
            order=30,
        )
    ]
