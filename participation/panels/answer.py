"""The officers' queue of answers."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from participation.models import Consultation, Opinion
from portal.obligations.queries import tasks_of
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.ADMIN_TASKS)
def answer_queue(request, *, now):
    if not request.user.has_perm("participation.view_opinion"):
        return []
    opinion_type = ContentType.objects.get_for_model(Opinion)
    waiting = tasks_of(request.user).filter(subject_type=opinion_type)
    drafts = Consultation.objects.filter(state="draft").order_by("-updated_at")[:5]
    return [
        Panel(
            "",
            {
                "title": _("Opinions waiting for my answer"),
                "url": plain_reverse("admin:participation_opinion_changelist"),
                "count": waiting.count(),
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
