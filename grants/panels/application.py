"""The officers' queue of applications."""

from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicationState
from grants.models import Application
from portal.ui.links import plain_reverse
from portal.ui.panels import Slot, fill_slot
from portal.ui.queues import NONE_WAITS, Queue


@fill_slot(Slot.ADMIN_TASKS)
def call_queue(request, *, now):
    if not request.user.has_perm("grants.check_application"):
        return []
    return [
        Queue(
            _("Applications to check"),
            plain_reverse("admin:grants_application_changelist") + "?state__exact=submitted",
            Application.objects.filter(state=ApplicationState.SUBMITTED),
            order_by="submitted_at",
            page="admin:grants_application_change",
            label="title",
            note="community__name",
            empty=NONE_WAITS,
            order=30,
        )
    ]
