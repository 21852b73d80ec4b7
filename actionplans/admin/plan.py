from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.actions.amendment import adopt_amendment, begin_amendment, withdraw_amendment
from actionplans.actions.course import adopt_plan, consult_plan, end_plan, review_plan, rewrite_plan, start_plan
from actionplans.actions.plan import print_plan
from actionplans.enums import PlanState
from actionplans.forms.imports import ReadingImport
from actionplans.forms.plan import AdoptAmendmentForm, AdoptForm, AmendForm, ConsultForm, EndForm, ReviewForm
from actionplans.models import Chapter, Plan
from actionplans.queries.monitoring import is_monitored
from actionplans.queries.plan import chapter_states
from actionplans.queries.ties import loose_ends
from actionplans.resources import PlanResource
from actionplans.workflow import PLAN
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.files.importing_desk import ImportingAdmin
from portal.ui.admin import Step
from portal.ui.search import index

CONDUCTS = "actionplans.conduct_plan"


@admin.register(Plan)
class PlanAdmin(ImportingAdmin):
    """The plan's frame and its course. What it says is written together on its own pages."""

    export_resource = PlanResource
    list_display = ("title", "template", "state", "year_from", "year_to")
    list_filter = ("state", "template")
    search_fields = ("title",)
    autocomplete_fields = ("community",)
    imports = (ReadingImport,)
    exclude = ("neighbourhoods",)
    workflow_fields = ("state", "decision_number", "adopted_on")
    steps = (
        Step(
            name="drukat",
            label=_("Print"),
            permission="actionplans.change_plan",
            perform=lambda plan, **answers: print_plan(plan=plan, **answers),
            done=_("The next printed version is being made."),
        ),
        Step(
            name="apspriest",
            label=_("Ask people"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: consult_plan(plan=plan, **answers),
            done=_("The consultation is open to everybody, with the plan's text in it."),
            form=ConsultForm,
            available=lambda plan: PLAN.allows(plan.state, PlanState.CONSULTED),
            explanation=_("A consultation is published with the text as it stands now; until it closes the text stays still."),
        ),
        Step(
            name="parrakstit",
            label=_("Take back for rewriting"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: rewrite_plan(plan=plan, **answers),
            done=_("The team can write again."),
            available=lambda plan: PLAN.allows(plan.state, PlanState.DRAFT),
            explanation=_("Possible once the consultation has closed. What its answers promise stands with the plan."),
        ),
        Step(
            name="apstiprinat",
            label=_("Adopt"),
            permission="actionplans.adopt_plan",
            perform=lambda plan, **answers: adopt_plan(plan=plan, **answers),
            done=_("The plan is adopted and is being printed."),
            form=AdoptForm,
            available=lambda plan: PLAN.allows(plan.state, PlanState.ADOPTED),
            prominent=True,
        ),
        Step(
            name="sakt",
            label=_("Begin the actions"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: start_plan(plan=plan, **answers),
            done=_("The plan is in progress; its first yearly review is promised."),
            available=lambda plan: PLAN.allows(plan.state, PlanState.IN_PROGRESS),
            prominent=True,
        ),
        Step(
            name="izvertet",
            label=_("Review the year"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: review_plan(plan=plan, **answers),
            done=_("The review stands with the plan."),
            form=ReviewForm,
            available=lambda plan: plan.state == PlanState.IN_PROGRESS,
        ),
        Step(
            name="grozit",
            label=_("Amend"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: begin_amendment(plan=plan, **answers),
            done=_("The team can write again. The adopted edition holds until the amendment is adopted."),
            form=AmendForm,
            available=lambda plan: is_monitored(plan) and not plan.is_being_amended,
            explanation=_("The adopted edition stays readable, and what it promises goes on meanwhile."),
        ),
        Step(
            name="apstiprinat-grozijumus",
            label=_("Adopt the amendment"),
            permission="actionplans.adopt_plan",
            perform=lambda plan, **answers: adopt_amendment(plan=plan, **answers),
            done=_("The amendment is adopted, and the new edition is being printed."),
            form=AdoptAmendmentForm,
            available=lambda plan: plan.is_being_amended,
            prominent=True,
        ),
        Step(
            name="atsaukt-grozijumus",
            label=_("Take the amendment back"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: withdraw_amendment(plan=plan, **answers),
            done=_("The plan stays as it was adopted."),
            available=lambda plan: plan.is_being_amended,
            explanation=_("Possible while the text is the same as in the adopted edition."),
        ),
        Step(
            name="beigt",
            label=_("End the plan"),
            permission=CONDUCTS,
            perform=lambda plan, **answers: end_plan(plan=plan, **answers),
            done=_("The plan has ended; its last review stands with it."),
            form=EndForm,
            available=lambda plan: PLAN.allows(plan.state, PlanState.ENDED) and not plan.is_being_amended,
        ),
    )

    def is_locked(self, plan) -> bool:
        return not plan.is_being_written

    def get_readonly_fields(self, request, obj=None):
        """Whose plan it is stays as it began; its places are chosen where it is written."""
        return (*super().get_readonly_fields(request, obj), *(("community",) if obj else ()))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("template")

    def side_context(self, request, plan):
        return {
            "side_template": "admin/actionplans/plan_side.html",
            "chapters": chapter_states(plan),
            "loose_ends": loose_ends(plan),
            "may_write": request.user.has_perm("actionplans.write_plan", plan),
            "document": Document.objects.latest_of("actionplans.plan", plan),
            "entries": timeline(plan, public=False),
        }

    def save_related(self, request, form, formsets, change):
        """Every chapter of the template is there to be written, however the plan began."""
        super().save_related(request, form, formsets, change)
        plan = form.instance
        missing = plan.template.chapters.exclude(pk__in=plan.chapters.values("kind"))
        Chapter.objects.bulk_create([Chapter(plan=plan, kind=kind) for kind in missing])
        index(plan)
