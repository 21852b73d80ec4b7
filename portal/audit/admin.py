from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Event
from portal.audit.wording import describe
from portal.ui.admin import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The audit log: who did what, when. Nothing here can be changed by anybody."""

    list_display = ("happened_at", "wording", "target_label", "actor_label")
    list_filter = ("actor_kind",)
    search_fields = ("target_label", "actor_label", "name")
    date_hierarchy = None

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    @admin.display(description=_("what"))
    def wording(self, event) -> str:
        return describe(event.name)
