from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.models import Goal, Indicator
from portal.ui.admin import OfficialAdmin, OfficialRows


@admin.register(Goal)
class GoalAdmin(OfficialAdmin):
    """Goals with their indicators, a page of their own."""

    list_display = ("code", "title", "of_plan", "owner")
    search_fields = ("title",)

    @admin.display(description=_("action plan"), ordering="plan")
    def of_plan(self, goal) -> str:
        return goal.plan.title

    def get_exclude(self, request, obj=None):
        return ("plan",) if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(db_field, request, label=_("Plan"), **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("plan")

    class IndicatorInline(OfficialRows):
        model = Indicator

    inlines = (IndicatorInline,)
