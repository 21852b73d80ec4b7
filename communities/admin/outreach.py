from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.actions.outreach import change_outreach_contact, erase_outreach_contact, note_outreach_contact
from communities.models import OutreachContact
from portal.ui.admin import OfficialAdmin, Step

TYPED = ("neighbourhood", "name", "reached_by", "note", "legal_basis")


@admin.register(OutreachContact)
class OutreachContactAdmin(OfficialAdmin):
    """For officers alone. What the stock admin logs would outlive the person's name, so it logs nothing here."""

    list_display = ("name", "neighbourhood", "legal_basis", "noted_on", "erase_on")
    list_filter = ("neighbourhood",)
    search_fields = ("name",)
    fields = (*TYPED, "noted_on", "erase_on", "noted_by")
    workflow_fields = ("noted_on", "erase_on", "noted_by")
    steps = (
        Step(
            name="dzest",
            label=_("Erase now"),
            permission="communities.delete_outreachcontact",
            perform=lambda contact, **who: erase_outreach_contact(contact=contact, **who),
            done=_("The contact is erased."),
            explanation=_("Nothing of it stays. By itself it is erased on the day shown on its page."),
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("noted_by")

    def save_model(self, request, obj, form, change):
        who = {"by": request.user, "now": request.arrived_at}
        if change:
            change_outreach_contact(contact=obj, **{name: form.cleaned_data[name] for name in form.changed_data}, **who)
        else:
            obj.pk = note_outreach_contact(**{name: form.cleaned_data[name] for name in TYPED}, **who).pk

    def after_step(self, request, thing, step):
        return reverse("admin:communities_outreachcontact_changelist")

    def log_addition(self, request, obj, message):
        pass

    def log_change(self, request, obj, message):
        pass
