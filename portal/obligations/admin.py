from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.obligations.clock import read_clock
from portal.obligations.models import LegalRule, Obligation, WorkdayException
from portal.obligations.rules_of_law import forget_rules
from portal.ui.admin import OfficialAdmin, ReadOnlyAdmin


class CachedRuleAdmin(OfficialAdmin):
    """Saving drops the cached numbers, so the next reading already uses the new one."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        forget_rules()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        forget_rules()


@admin.register(LegalRule)
class LegalRuleAdmin(CachedRuleAdmin):
    list_display = ("code", "title", "value", "unit", "valid_from", "valid_to", "checked_on")
    list_filter = ("unit", "is_hard")
    search_fields = ("code", "title", "citation")


@admin.register(WorkdayException)
class WorkdayExceptionAdmin(CachedRuleAdmin):
    list_display = ("day", "is_working", "source")

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("obligations.delete_workdayexception")


@admin.register(Obligation)
class ObligationAdmin(ReadOnlyAdmin):
    """The register of promises: what is owed, by whom, until when."""

    list_display = ("label", "number", "kind_label", "unit", "received_at", "due_at", "reading")
    list_filter = ("kind", "unit", "visibility")
    search_fields = ("label", "number")
    exclude = ("subject_type", "subject_id", "holder_type", "holder_id", "neighbourhood_key")
    ordering = ("due_at",)

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).select_related("unit")

    @admin.display(description=_("kind"))
    def kind_label(self, obligation) -> str:
        return obligation.kind_info.label

    @admin.display(description=_("clock"))
    def reading(self, obligation) -> str:
        return read_clock(obligation, timezone.now()).text
