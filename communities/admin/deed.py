from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import path

from communities.models import AttractedFunding, SelfHelpAction
from communities.queries.effort import attracted_in_total
from communities.resources import AttractedFundingResource
from portal.ui.admin import ReadOnlyAdmin, amount
from portal.ui.exports import export_response


@admin.register(AttractedFunding)
class AttractedFundingAdmin(ReadOnlyAdmin):
    """What communities brought in, with the sum over the municipality (S4-28). They note it themselves."""

    list_display = (
        "source",
        "community",
        "purpose",
        "year",
        amount("amount", AttractedFunding._meta.get_field("amount").verbose_name),
    )
    list_filter = ("year",)
    search_fields = ("source", "purpose", "community__name")
    list_before_template = "admin/communities/attracted_total.html"

    def get_urls(self):
        export = self.admin_site.admin_view(self.export)
        return [path("eksports/", export, name="communities_attractedfunding_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"attracted_total": attracted_in_total(), **(extra_context or {})})

    def export(self, request):
        """All entries as a spreadsheet."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return export_response(AttractedFundingResource(), self.get_queryset(request), "xlsx", name="piesaistita-nauda")


@admin.register(SelfHelpAction)
class SelfHelpActionAdmin(ReadOnlyAdmin):
    list_display = ("text", "community", "done_on", "people")
    search_fields = ("text", "community__name")
