from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.consultation import (
    add_result,
    cancel_consultation,
    extend_consultation,
    publish_consultation,
    start_consultation,
    summarise_consultation,
)
from participation.actions.document import add_document, add_version
from participation.admin.entering import ENTER_OPINION, receipt_of_entered
from participation.enums import ConsultationState, Promise
from participation.forms.consultation import (
    CancelConsultationForm,
    DocumentForm,
    ExtendConsultationForm,
    ResultForm,
    StartForm,
    VersionForm,
)
from participation.models import Consultation
from participation.queries.contribution import SUMMARY
from participation.queries.publishing import publishing_gaps, publishing_warnings
from participation.resources import ConsultationResource, summary_workbook
from participation.workflow import CONSULTATION
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.obligations.queries import obligation_of
from portal.ui.admin import OfficialAdmin, Step
from portal.ui.exports import workbook_response
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import until

PUBLISHES = "participation.publish_consultation"
CHANGES = "participation.change_consultation"

START_FIELDSETS = (
    (
        _("A new consultation"),
        {
            "fields": ("kind", "copied", "title", "summary", "neighbourhoods", "opens_on", "closes_on"),
            "description": _("The rest is filled in as is usual for the kind, and waits on the next page to be looked through."),
        },
    ),
    (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email")}),
)


def _is_closed(consultation: Consultation) -> bool:
    return consultation.state == ConsultationState.PUBLISHED and consultation.closes_at <= timezone.now()


def _may_have_documents(consultation: Consultation) -> bool:
    return consultation.state != ConsultationState.CANCELLED


@admin.register(Consultation)
class ConsultationAdmin(OfficialAdmin):
    export_resource = ConsultationResource
    list_display = ("title", "state_now", "opens_at", "last_day", "opinions", "answers")
    list_reads = ("state", "closes_at", "result", "individual_count", "joint_count", "answered_count")
    list_filter = ("state", "kind", "subject", "stage", "unit")
    search_fields = ("title",)
    autocomplete_fields = ("neighbourhoods", "continues")
    workflow_fields = (
        "state", "published_at", "first_closes_at", "extension_reason", "cancelled_at", "cancelled_reason", "result",
        "result_at", "lessons",
    )  # fmt: skip
    exclude = ("published_by", "cancelled_by")
    fieldsets = (
        (None, {"fields": ("title", "slug", "kind", "subject", "stage", "level", "continues")}),
        (
            _("For residents"),
            {
                "fields": (
                    "summary", "description", "easy_summary", "can_change", "cannot_change", "how_to_take_part", "ways",
                    "place", "remote_link", "neighbourhoods", "audiences",
                )
            },
        ),
        (_("When"), {"fields": ("opens_at", "closes_at", "justification", "answers_by", "decision_on")}),
        (_("Who"), {"fields": ("unit", "contact_post", "contact_phone", "contact_email", "norm", "legal_basis")}),
    )  # fmt: skip
    step_template = "admin/participation/consultation_step.html"
    steps = (
        Step(
            name="publicet",
            label=_("Publish"),
            permission=PUBLISHES,
            perform=lambda consultation, **answers: publish_consultation(consultation=consultation, **answers),
            done=_("The consultation is public."),
            available=lambda consultation: consultation.state == ConsultationState.DRAFT,
            explanation=_("Everybody sees it, and the communities concerned are told by e-mail."),
            prominent=True,
        ),
        Step(
            name="rezultats",
            label=_("Publish the result"),
            permission=PUBLISHES,
            perform=lambda consultation, **answers: add_result(consultation=consultation, **answers),
            done=_("The result stands on the consultation's page."),
            form=ResultForm,
            available=_is_closed,
            initial=lambda consultation: {"result": consultation.result, "lessons": consultation.lessons},
        ),
        Step(
            name="dokuments",
            label=_("Add a document"),
            permission=CHANGES,
            perform=lambda consultation, **answers: add_document(consultation=consultation, **answers),
            done=_("The document is there, its paragraphs have their numbers."),
            form=DocumentForm,
            available=_may_have_documents,
        ),
        Step(
            name="versija",
            label=_("New version"),
            permission=CHANGES,
            perform=lambda consultation, **answers: add_version(**answers),
            done=_("The new version is there; the earlier one stays to be read and compared."),
            form=VersionForm,
            available=lambda consultation: _may_have_documents(consultation) and consultation.documents.exists(),
        ),
        Step(
            name="pagarinat",
            label=_("Give more time"),
            permission=PUBLISHES,
            perform=lambda consultation, **answers: extend_consultation(consultation=consultation, **answers),
            done=_("There is more time, and those concerned are told."),
            form=ExtendConsultationForm,
            available=lambda consultation: (
                consultation.state == ConsultationState.PUBLISHED and consultation.closes_at > timezone.now()
            ),
            explanation=_("What was announced can only become longer. Authors, followers and communities hear of it."),
        ),
        Step(
            name="atcelt",
            label=_("Call off"),
            permission=PUBLISHES,
            perform=lambda consultation, **answers: cancel_consultation(consultation=consultation, **answers),
            done=_("The consultation is called off, and those concerned are told why."),
            form=CancelConsultationForm,
            available=lambda consultation: (
                CONSULTATION.allows(consultation.state, ConsultationState.CANCELLED) and not consultation.result
            ),
            explanation=_("Its page stays, with the reason on top. Each opinion sent in still gets its own answer."),
        ),
        Step(
            name="apkopojums",
            label=_("Make the summary"),
            permission=CHANGES,
            perform=lambda consultation, **answers: summarise_consultation(consultation=consultation, **answers),
            done=_("The summary is being made; in a minute it stands here as PDF, beside the same as XLSX."),
            available=lambda consultation: consultation.state != ConsultationState.DRAFT,
            explanation=_("All opinions with their answers and the text before and after, for the council's file."),
        ),
        ENTER_OPINION,
    )

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, consultation) -> str:
        return consultation.status_at(timezone.now()).label

    @admin.display(description=_("closes"), ordering="closes_at")
    def last_day(self, consultation) -> str:
        return until(consultation.closes_at)

    @admin.display(description=_("opinions"))
    def opinions(self, consultation) -> int:
        return consultation.individual_count + consultation.joint_count

    @admin.display(description=_("answered"), ordering="answered_count")
    def answers(self, consultation) -> int:
        return consultation.answered_count

    def after_step(self, request, thing, step):
        if step is ENTER_OPINION:
            return receipt_of_entered(thing, request.user)
        return super().after_step(request, thing, step)

    def list_links(self, request):
        return [(reverse("admin:participation_consultationpreset_changelist"), _("Presets of consultations"))]

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else START_FIELDSETS

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **(kwargs if obj else {**kwargs, "form": StartForm}))

    def get_changeform_initial_data(self, request):
        """The officer who begins is mostly the contact person too."""
        user = request.user
        about_me = {"unit": user.units.first(), "contact_phone": user.phone, "contact_email": user.email}
        return about_me | super().get_changeform_initial_data(request)

    def is_locked(self, consultation) -> bool:
        return consultation.state != ConsultationState.DRAFT

    def side_context(self, request, consultation):
        is_draft = consultation.state == ConsultationState.DRAFT
        return {
            "side_template": "admin/participation/consultation_side.html",
            "status": consultation.status_at(timezone.now()),
            "is_draft": is_draft,
            "gaps": publishing_gaps(consultation, timezone.now()) if is_draft else [],
            "warnings": publishing_warnings(consultation) if is_draft else [],
            "unanswered": self.opinions(consultation) - consultation.answered_count,
            "documents": consultation.documents.all(),
            "summary": Document.objects.latest_of(SUMMARY, consultation),
            "promise": obligation_of(consultation, Promise.CONSULTATION_RESULT),
            "entries": timeline(consultation, public=False),
        }

    def get_urls(self):
        workbook = path(
            "<path:object_id>/apkopojums.xlsx",
            self.admin_site.admin_view(self.workbook_view),
            name="participation_consultation_workbook",
        )
        return [workbook, *super().get_urls()]

    def workbook_view(self, request, object_id):
        """The summary as a workbook: counts, joint opinions and individual ones on sheets of their own."""
        consultation = self.get_object(request, object_id)
        if consultation is None:
            raise Http404
        if not self.has_view_permission(request, consultation):
            raise PermissionDenied
        return workbook_response(summary_workbook(consultation), name=f"{consultation.slug}-apkopojums")

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        days = {name: form.cleaned_data[name] for name in ("copied", "opens_on", "closes_on")}
        start_consultation(consultation=obj, by=request.user, now=request.arrived_at, **days)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
