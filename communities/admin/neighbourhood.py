from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from communities.actions.neighbourhood import release_contact_person
from communities.admin.base import IndexedAdmin
from communities.forms.neighbourhood import ReleaseContactForm
from communities.models import (
    ContactPerson,
    Neighbourhood,
    NeighbourhoodPriority,
)
from portal.ui.admin import OfficialBlocks, OfficialRows, Step


class PriorityInline(OfficialRows):
    model = NeighbourhoodPriority


class ContactPersonInline(OfficialBlocks):
    """Contacts are named here; releasing one is a step, because the last may not go (D6)."""

    model = ContactPerson
    fields = ("post", "user", "unit", "phone", "email", "hours", "hours_per_month", "confirmed_on")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = get_user_model().objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(is_active=True)


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(IndexedAdmin):
    list_display = ("name", "kind", "is_dense", "is_active")
    list_filter = ("kind", "is_dense", "is_active")
    search_fields = ("name",)
    inlines = (ContactPersonInline, PriorityInline)
    steps = (
        Step(
            name="atbrivot-kontaktpersonu",
            label=_("Release a contact person"),
            permission="communities.change_contactperson",
            perform=lambda neighbourhood, contact, **who: release_contact_person(contact=contact, **who),
            done=_("The contact person is released."),
            form=ReleaseContactForm,
            available=lambda neighbourhood: neighbourhood.contact_persons.active().exists(),
            explanation=_("Name the next one first: a neighbourhood is never without a contact person."),
        ),
    )
