"""The columns of this app's exports."""

from django.utils.translation import gettext_lazy as _
from import_export.fields import Field

from portal.ui.exports import ExportResource


class CallResource(ExportResource):
    title = Field("title", column_name=_("Call"))
    total = Field("total", column_name=_("Money in all, EUR"))
    smallest = Field("smallest_grant", column_name=_("Grant from, EUR"))
    largest = Field("largest_grant", column_name=_("Grant up to, EUR"))
    closes_at = Field("closes_at", column_name=_("Applications until"))
    unit = Field("unit__name", column_name=_("Unit"))


class ProjectResource(ExportResource):
    title = Field("title", column_name=_("Project"))
    applicant = Field("community__name", column_name=_("Applicant"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    call = Field("call__title", column_name=_("Call"))
    awarded = Field("decision__amount", column_name=_("Awarded, EUR"))
    total = Field("total", column_name=_("Total, EUR"))
    state = Field(column_name=_("State"))

    def dehydrate_state(self, application) -> str:
        return str(application.status.public)


class CoFinancingResource(ExportResource):
    title = Field("title", column_name=_("Project"))
    community = Field("community__name", column_name=_("Community"))
    programme = Field("programme", column_name=_("Programme"))
    promised = Field("amount", column_name=_("Promised, EUR"))
    decided_at = Field("decided_at", column_name=_("Decided"))
    state = Field(column_name=_("State"))

    def dehydrate_state(self, asked) -> str:
        return str(asked.status.public)


class SubsidyResource(ExportResource):
    community = Field("community__name", column_name=_("Community"))
    year = Field("scheme__year", column_name=_("Year"))
    level = Field("tier__position", column_name=_("Level"))
    amount = Field("amount", column_name=_("Sum, EUR"))


class SimulationResource(ExportResource):
    """Where each community lands by draft rules."""

    community = Field("community__name", column_name=_("Community"))
    level = Field("tier", column_name=_("Level"))
    amount = Field("tier__amount", column_name=_("Sum, EUR"))
    missing = Field(column_name=_("Missing for the next level"))
    before = Field("before", column_name=_("By the rules compared with"))

    def dehydrate_missing(self, landing) -> str:
        return ", ".join(landing.missing)
