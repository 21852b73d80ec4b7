from collections import Counter

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.contact_person import (
    change_contact_person,
    confirm_contact_person,
    name_contact_person,
    release_contact_person,
)
from communities.actions.neighbourhood import put_in_use, save_neighbourhood, set_priorities, take_out_of_use
from communities.forms.imports import ContactPersonImport, NeighbourhoodImport
from communities.forms.neighbourhood import (
    CONTACT_FIELDS,
    ConfirmContactForm,
    ContactPersonForm,
    PrioritiesForm,
    ReleaseContactForm,
)
from communities.models import ContactPerson, Neighbourhood
from communities.queries.gaps import gaps_of, overview
from communities.resources import NeighbourhoodResource, OverviewResource
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.files.importing_desk import ImportingAdmin
from portal.ui.admin import OfficialBlocks, Step
from portal.ui.exports import EXPORT_FORMATS, export_response
from portal.ui.panels import Gap


class ContactPersonInline(OfficialBlocks):
    """The data of those who hold the post. Naming, confirming and releasing are steps: the last may not go (D6)."""

    model = ContactPerson
    readonly_fields = ("responsible_unit", "confirmed_on", "correction")

    def get_fields(self, request, obj=None):
        """Who only reads sees words in place of links to records that are closed to them."""
        if self.has_change_permission(request, obj):
            return (*CONTACT_FIELDS, "confirmed_on", "correction")
        return ("post", "responsible_unit", "phone", "email", "hours", "hours_per_month", "confirmed_on", "correction")

    @admin.display(description=_("unit"))
    def responsible_unit(self, contact) -> str:
        return contact.unit.name

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).active().select_related("unit")


class GapFilter(admin.SimpleListFilter):
    """By what is missing: every gap there is at the moment, with the number of neighbourhoods that have it."""

    title = _("what is missing")
    parameter_name = "trukst"
    ANY = "kaut-kas"

    def lookups(self, request, model_admin):
        self.gaps = gaps_on(request)
        kinds = Counter((gap.kind, gap.label) for found in self.gaps.values() for gap in found)
        return [(self.ANY, _("anything")), *((kind, f"{label} ({number})") for (kind, label), number in kinds.items())]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        kinds = {key: {gap.kind for gap in found} for key, found in self.gaps.items()}
        return queryset.filter(pk__in=[key for key, own in kinds.items() if self.value() in own | {self.ANY}])


def gaps_on(request) -> dict[int, list[Gap]]:
    """The gaps of all neighbourhoods in use, asked for once in a request."""
    if not hasattr(request, "neighbourhood_gaps"):
        request.neighbourhood_gaps = gaps_of(Neighbourhood.objects.in_use(), timezone.now())
    return request.neighbourhood_gaps


def _has_contact(neighbourhood) -> bool:
    return neighbourhood.contact_persons.active().exists()


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(ImportingAdmin, IndexedAdmin):
    imports = (NeighbourhoodImport, ContactPersonImport)
    export_resource = NeighbourhoodResource
    list_display = ("name", "kind", "is_dense", "is_active", "gaps")
    list_filter = (GapFilter, "kind", "is_dense", "is_active")
    search_fields = ("name",)
    workflow_fields = ("is_active",)
    inlines = (ContactPersonInline,)
    steps = (
        Step(
            name="nodot-lietosana",
            label=_("Put in use"),
            permission="communities.change_neighbourhood",
            perform=lambda neighbourhood, **who: put_in_use(neighbourhood=neighbourhood, **who),
            done=_("The neighbourhood is in use; everybody sees its page."),
            available=lambda neighbourhood: not neighbourhood.is_active,
            explanation=_("A neighbourhood in use always has a contact person."),
            prominent=True,
        ),
        Step(
            name="noradit-kontaktpersonu",
            label=_("Name a contact person"),
            permission="communities.change_contactperson",
            perform=lambda neighbourhood, **answers: name_contact_person(neighbourhood=neighbourhood, **answers),
            done=_("The contact person is named and stands on the neighbourhood's page."),
            form=ContactPersonForm,
        ),
        Step(
            name="apstiprinat-kontaktpersonu",
            label=_("Confirm a contact person"),
            permission="communities.change_contactperson",
            perform=lambda neighbourhood, **answers: confirm_contact_person(**answers),
            done=_("The data are confirmed."),
            form=ConfirmContactForm,
            available=_has_contact,
            explanation=_("For a contact who said so by phone or in person; by e-mail they confirm it themselves."),
            initial=lambda neighbourhood: {"on": timezone.localdate()},
        ),
        Step(
            name="atbrivot-kontaktpersonu",
            label=_("Release a contact person"),
            permission="communities.change_contactperson",
            perform=lambda neighbourhood, **answers: release_contact_person(**answers),
            done=_("The contact person is released."),
            form=ReleaseContactForm,
            available=_has_contact,
            explanation=_("Name the next one first: a neighbourhood is never without a contact person."),
        ),
        Step(
            name="prioritates",
            label=_("Set the priorities"),
            permission="communities.change_neighbourhood",
            perform=lambda neighbourhood, **answers: set_priorities(neighbourhood=neighbourhood, **answers),
            done=_("The priorities are set."),
            form=PrioritiesForm,
            initial=lambda neighbourhood: {"texts": "\n".join(one.text for one in neighbourhood.priorities.all())},
        ),
        Step(
            name="iznemt-no-lietosanas",
            label=_("Take out of use"),
            permission="communities.change_neighbourhood",
            perform=lambda neighbourhood, **who: take_out_of_use(neighbourhood=neighbourhood, **who),
            done=_("The neighbourhood is no longer in use."),
            available=lambda neighbourhood: neighbourhood.is_active,
            explanation=_("Its page disappears for the public; officers still see it, and what happened there stays."),
        ),
    )

    @admin.display(description=_("what is missing"))
    def gaps(self, neighbourhood) -> str:
        return ", ".join(str(gap.label) for gap in neighbourhood.found_gaps)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        for neighbourhood in changelist.result_list:
            neighbourhood.found_gaps = gaps_on(request).get(neighbourhood.pk, [])
        return changelist

    def get_urls(self):
        overview = path("parskats/", self.admin_site.admin_view(self.overview_view), name="communities_neighbourhood_gaps")
        return [overview, *super().get_urls()]

    def overview_view(self, request):
        """All neighbourhoods side by side, those that lack most first; also as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = overview(timezone.now())
        if (chosen := request.GET.get("formats")) in EXPORT_FORMATS:
            return export_response(OverviewResource(), rows, chosen, name="apkaimju-parskats")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Overview of neighbourhoods"),
            "rows": rows,
            "with_gaps": sum(bool(row.gaps) for row in rows),
            "formats": EXPORT_FORMATS,
        }
        return TemplateResponse(request, "admin/communities/neighbourhood_overview.html", context)

    def side_context(self, request, neighbourhood):
        return {
            "side_template": "admin/communities/neighbourhood_side.html",
            "gaps": gaps_of([neighbourhood.pk], timezone.now()).get(neighbourhood.pk, []) if neighbourhood.is_active else [],
            "priorities": neighbourhood.priorities.all(),
            "entries": timeline(neighbourhood, public=False),
        }

    def save_model(self, request, obj, form, change):
        save_neighbourhood(neighbourhood=obj, by=request.user, now=request.arrived_at)

    def save_formset(self, request, form, formset, change):
        """What an officer corrects of a contact is an act of its own, with its line in the history."""
        formset.save(commit=False)
        for contact in formset.forms:
            if contact.has_changed():
                details = {name: contact.cleaned_data[name] for name in contact.changed_data}
                change_contact_person(contact=contact.instance, by=request.user, now=request.arrived_at, **details)
