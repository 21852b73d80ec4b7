from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.consultation import add_result, publish_consultation
from participation.enums import ConsultationState
from participation.forms.consultation import ResultForm
from participation.models import Consultation
from portal.audit.wording import timeline
from portal.ui.admin import OfficialAdmin, Step
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import until


@admin.register(Consultation)
class ConsultationAdmin(OfficialAdmin):
    list_display = ("title", "state", "opens_at", "last_day", "opinions", "answers")
    list_filter = ("state", "kind", "unit")
    search_fields = ("title",)
    autocomplete_fields = ("neighbourhoods",)
    workflow_fields = ("state", "published_at", "result")
    exclude = ("published_by",)
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "stage", "level")}),
        (
            _("For residents"),
            {
                "fields": (
                    "summary",
                    "description",
                    "easy_summary",
                    "can_change",
                    "cannot_change",
                    "how_to_take_part",
                    "neighbourhoods",
                )
            },
        ),
        (_("When"), {"fields": ("opens_at", "closes_at", "decision_on", "answers_by")}),
        (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email", "legal_basis")}),
    )
    steps = (
        Step(
            name="publicet",
            label=_("Publish"),
            permission="participation.publish_consultation",
            perform=lambda consultation, **answers: publish_consultation(consultation=consultation, **answers),
            done=_("The consultation is public."),
            available=lambda consultation: consultation.state == ConsultationState.DRAFT,
            explanation=_("Everybody sees it, and the communities concerned are told by e-mail."),
            prominent=True,
        ),
        Step(
            name="rezultats",
            label=_("Publish the result"),
            permission="participation.publish_consultation",
            perform=lambda consultation, **answers: add_result(consultation=consultation, **answers),
            done=_("The result stands on the consultation's page."),
            form=ResultForm,
            available=lambda consultation: (
                consultation.state == ConsultationState.PUBLISHED and consultation.closes_at <= timezone.now()
            ),
            initial=lambda consultation: {"result": consultation.result},
        ),
    )

    @admin.display(description=_("closes"), ordering="closes_at")
    def last_day(self, consultation) -> str:
        return until(consultation.closes_at)

    @admin.display(description=_("opinions"))
    def opinions(self, consultation) -> int:
        return consultation.individual_count + consultation.joint_count

    @admin.display(description=_("answered"), ordering="answered_count")
    def answers(self, consultation) -> int:
        return consultation.answered_count

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, consultation) -> bool:
        return consultation.state != ConsultationState.DRAFT

    def side_context(self, request, consultation):
        return {
            "side_template": "admin/participation/consultation_side.html",
            "status": consultation.status_at(timezone.now()),
            "entries": timeline(consultation, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
