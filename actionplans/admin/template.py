from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.enums import PointKind
from actionplans.models import ChapterTemplate, PlanTemplate
from portal.ui.admin import OfficialAdmin, OfficialBlocks


class ChapterTemplateInline(OfficialBlocks):
    """The chapters in their order, with guidance and example in both languages."""

    model = ChapterTemplate
    collapsible = True
    readonly_fields = ("lists",)

    def get_fields(self, request, obj=None):
        """Whoever only reads sees the lists in words, where the form has them to be ticked."""
        left_out = "lists" if self.has_change_permission(request, obj) else "points"
        return [name for name in super().get_fields(request, obj) if name != left_out]

    @admin.display(description=_("lists beside the text"))
    def lists(self, chapter):
        return ", ".join(str(PointKind(point).label) for point in chapter.points)


@admin.register(PlanTemplate)
class PlanTemplateAdmin(OfficialAdmin):
    """Kinds of plans as data."""

    list_display = ("name", "is_strict")
    search_fields = ("name", "name_en")
    inlines = (ChapterTemplateInline,)
