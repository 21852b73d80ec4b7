from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.actions.plan import adopt_plan, print_plan
from actionplans.enums import PlanState
from actionplans.forms.plan import AdoptForm
from actionplans.models import Action, Chapter, Goal, Plan
from actionplans.queries.plan import chapter_states
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.admin import OfficialAdmin, OfficialBlocks, OfficialRows, Step
from portal.ui.search import index


class ChapterInline(OfficialBlocks):
    """The chapters come with the plan's template; here their text is written."""

    model = Chapter
    fields = ("text",)
    can_delete = False
    collapsible = True

    def has_add_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("kind")


class GoalInline(OfficialRows):
    """The goals; each has a page of its own for its indicators."""

    model = Goal
    show_change_link = True


class ActionInline(OfficialBlocks):
    model = Action
    collapsible = True
    readonly_fields = ("progress",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("goals")

    def get_formset(self, request, obj=None, **kwargs):
        """Actions serve goals of their own plan; these are read once for all rows."""
        formset = super().get_formset(request, obj, **kwargs)
        if goals := formset.form.base_fields.get("goals"):
            goals.queryset = obj.goals.all()
            goals.choices = [(goal.pk, str(goal)) for goal in goals.queryset]
        return formset


@admin.register(Plan)
class PlanAdmin(OfficialAdmin):
    list_display = ("title", "template", "state", "year_from", "year_to")
    list_filter = ("state", "template")
    search_fields = ("title",)
    autocomplete_fields = ("neighbourhoods", "community")
    workflow_fields = ("state", "decision_number", "adopted_on")
    inlines = (ChapterInline, GoalInline, ActionInline)
    steps = (
        Step(
            name="drukat",
            label=_("Print"),
            permission="actionplans.change_plan",
            perform=lambda plan, **answers: print_plan(plan=plan, **answers),
            done=_("The next printed version is being made."),
        ),
        Step(
            name="apstiprinat",
            label=_("Adopt"),
            permission="actionplans.adopt_plan",
            perform=lambda plan, **answers: adopt_plan(plan=plan, **answers),
            done=_("The plan is adopted and is being printed."),
            form=AdoptForm,
            available=lambda plan: plan.state in (PlanState.DRAFT, PlanState.CONSULTED),
            prominent=True,
        ),
    )

    def is_locked(self, plan) -> bool:
        return plan.is_adopted

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def side_context(self, request, plan):
        return {
            "side_template": "admin/actionplans/plan_side.html",
            "chapters": chapter_states(plan),
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
