"""The officers' queue of answers."""

from django.utils.translation import gettext_lazy as _

from participation.models import Consultation
from participation.queries.desk import queue
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.ADMIN_TASKS)
def answer_queue(request, *, now):
    if not request.user.has_perm("participation.view_opinion"):
        return []
    drafts = Consultation.objects.filter(state="draft").order_by("-updated_at")[:5]
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
        Panel(
            "",
            {
                "title": _("Consultations in preparation"),
                "url": plain_reverse("admin:participation_consultation_changelist"),
                "count": len(drafts),
                "rows": [
                    {
                        "label": draft.title,
                        "url": plain_reverse("admin:participation_consultation_change", draft.pk),
                        "note": "",
                    }
                    for draft in drafts
                ],
                "empty": _("None."),
            },
            order=20,
        ),
    ]
