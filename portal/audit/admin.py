from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.audit.models import Event
from portal.audit.wording import describe
from portal.ui.admin import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The audit log: who did what, when. Nothing here can be changed by anybody. The social service reads what is
    sensitive, which nobody else does, and no more."""

    list_display = ("happened_at", "wording", "target_label", "actor")
    list_filter = ("actor_kind",)
    search_fields = ("target_label", "actor_label", "name")
    fields = ("happened_at", "wording", "target_label", "actor", "details")

    def get_queryset(self, request):
        events = super().get_queryset(request).visible_to(request.user)
        return events.filter(sensitive=True) if request.user.has_perm("audit.view_sensitive_event") else events

    @admin.display(description=pgettext_lazy("person", "who"), ordering="actor_label")
    def actor(self, event) -> str:
        return event.actor_label or event.get_actor_kind_display()

    @admin.display(description=_("details"))
    def details(self, event) -> str:
        return "\n".join(f"{name}: {value}" for name, value in event.data.items())

    @admin.display(description=_("what"))
    def wording(self, event) -> str:
        return describe(event.name)
