"""The officers' queue of answers."""

from django.utils.translation import gettext_lazy as _

from participation.models import Consultation
from participation.queries.desk import queue
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot
from portal.ui.queues import NONE_WAITS, Queue


@fill_slot(Slot.ADMIN_TASKS)
def answer_queue(request, *, now):
    if not request.user.has_perm("participation.view_opinion"):
        return []
    return [
        Panel(
            "",
            {
                "title": _("What my units must answer, the most urgent first"),
                "url": plain_reverse("admin:participation_answer_queue"),
                "count": queue(request.user).count(),
                "rows": [],
                "empty": "",
            },
            order=10,
        ),
        Queue(
            _("Consultations in preparation"),
            plain_reverse("admin:participation_consultation_changelist"),
            Consultation.objects.filter(state="draft"),
            order_by="-updated_at",
            page="admin:participation_consultation_change",
            label="title",
            empty=NONE_WAITS,
            shown=5,
            order=20,
        ),
    ]
