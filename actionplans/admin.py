from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.actions.plan import adopt_plan, print_plan
from actionplans.enums import PlanState
from actionplans.forms import AdoptForm
from actionplans.models import Action, Chapter, Goal, Indicator, Plan
from actionplans.queries import chapter_states
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.admin import OfficialAdmin, OfficialBlocks, OfficialRows, Step
from portal.ui.search import index


class ChapterInline(OfficialBlocks):
    model = Chapter
    collapsible = True


class GoalInline(OfficialRows):
    model = Goal


class ActionInline(OfficialBlocks):
    model = Action
    collapsible = True
    readonly_fields = ("progress",)


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

    def side_context(self, request, plan):
        return {
            "side_template": "admin/actionplans/plan_side.html",
            "chapters": chapter_states(plan),
            "document": Document.objects.latest_of("actionplans.plan", plan),
            "entries": timeline(plan, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)


@admin.register(Goal)
class GoalAdmin(OfficialAdmin):
    """Goals with their indicators, a page of their own."""

    list_display = ("code", "title", "plan", "owner")
    list_filter = ("plan",)

    class IndicatorInline(OfficialRows):
        model = Indicator

    inlines = (IndicatorInline,)
