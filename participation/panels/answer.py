"""What officers have to answer, and consultations that they prepare."""

from django.utils.translation import gettext_lazy as _

from participation.models import Consultation
from participation.queries.desk import ANSWERS
from portal.ui.links import plain_reverse
from portal.ui.panels import Slot, fill_slot
from portal.ui.queues import NONE_WAITS, OwnTasks, Queue, add_own_tasks

add_own_tasks(
    OwnTasks(
        _("What my units must answer, the most urgent first"),
        "admin:participation_answer_queue",
        permission="participation.view_opinion",
        kinds=ANSWERS,
        order=10,
    )
)


@fill_slot(Slot.ADMIN_TASKS)
def consultations_in_preparation(request, *, now):
    if not request.user.has_perm("participation.view_opinion"):
        return []
    return [
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
