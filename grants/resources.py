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
