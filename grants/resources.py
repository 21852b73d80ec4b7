"""The columns of this app's exports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from import_export.fields import Field

from portal.ui.exports import ClosingField, ExportResource


class CallResource(ExportResource):
    title = Field("title", column_name=_("Call"))
    total = Field("total", column_name=_("Money in all, EUR"))
    smallest = Field("smallest_grant", column_name=_("Grant from, EUR"))
    largest = Field("largest_grant", column_name=_("Grant up to, EUR"))
    closes_at = ClosingField("closes_at", column_name=_("Applications until"))
    unit = Field("unit__name", column_name=_("Unit"))


class ProjectResource(ExportResource):
    title = Field("title", column_name=_("Project"))
    applicant = Field("community__name", column_name=_("Applicant"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    call = Field("call__title", column_name=_("Call"))
    awarded = Field("decision__amount", column_name=_("Awarded, EUR"))
    total = Field("total", column_name=_("Total, EUR"))
    people = Field("result__people_reached", column_name=_("People reached"))
    result = Field("result__summary", column_name=_("Result"))
    state = Field("status__public", column_name=_("State"))


class ApplicationResource(ExportResource):
    """Of the officers' register: what was asked for, whatever became of it."""

    title = Field("title", column_name=_("Project"))
    applicant = Field("community__name", column_name=_("Applicant"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    call = Field("call__title", column_name=_("Call"))
    lot = Field("lot__name", column_name=_("Lot"))
    requested = Field("requested", column_name=_("Requested, EUR"))
    total = Field("total", column_name=_("Total, EUR"))
    points = Field("points", column_name=_("Points"))
    awarded = Field("decision__amount", column_name=_("Awarded, EUR"))
    submitted_at = Field("submitted_at", column_name=_("Handed in"))
    state = Field("status__label", column_name=_("State"))


class CoFinancingResource(ExportResource):
    title = Field("title", column_name=_("Project"))
    community = Field("community__name", column_name=_("Community"))
    programme = Field("programme", column_name=_("Programme"))
    promised = Field("amount", column_name=_("Promised, EUR"))
    decided_at = Field("decided_at", column_name=_("Decided"))
    state = Field("status__public", column_name=_("State"))


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


class IdeaResource(ExportResource):
    title = Field("title", column_name=_("Idea"))
    call = Field("call__title", column_name=_("Call"))
    community = Field("community__name", column_name=_("Community"))
    neighbourhood = Field("neighbourhood__name", column_name=_("Neighbourhood"))
    estimate = Field("estimate", column_name=_("Grant needed, about, EUR"))
    supported = Field("support_count", column_name=_("Residents who need it"))
    state = Field("status__public", column_name=_("State"))


class ContractResource(ExportResource):
    number = Field("number", column_name=_("Number"))
    project = Field("application__title", column_name=_("Project"))
    applicant = Field("application__community__name", column_name=_("Applicant"))
    amount = Field("amount", column_name=_("Sum, EUR"))
    used = Field("used", column_name=_("Used, EUR"))
    signed_on = Field("signed_on", column_name=_("Signed on"))
    state = Field("status__label", column_name=_("State"))


class InstalmentResource(ExportResource):
    """For whoever pays: to whom, how much, on which account."""

    contract = Field("contract__number", column_name=_("Contract"))
    project = Field("contract__application__title", column_name=_("Project"))
    applicant = Field("contract__application__community__name", column_name=_("Applicant"))
    position = Field("position", column_name=_("Payment"))
    amount = Field("amount", column_name=_("Sum, EUR"))
    account_holder = Field("account_holder", column_name=_("Account holder"))
    iban = Field("iban", column_name=_("Account (IBAN)"))
    paid_on = Field("paid_on", column_name=_("Paid on"))
    state = Field("status__label", column_name=_("State"))


class ProjectReportResource(ExportResource):
    contract = Field("contract__number", column_name=_("Contract"))
    project = Field("contract__application__title", column_name=_("Project"))
    applicant = Field("contract__application__community__name", column_name=_("Applicant"))
    kind = Field("get_kind_display", column_name=_("Kind"))
    due_on = Field("due_on", column_name=_("Due"))
    submitted_at = Field("submitted_at", column_name=_("Handed in"))
    state = Field("status__label", column_name=_("State"))


class ClaimResource(SubsidyResource):
    """Of the officers' register: every claim and where it is."""

    submitted_at = Field("submitted_at", column_name=_("Handed in"))
    paid_at = Field("paid_at", column_name=pgettext_lazy("subsidy claim", "Paid"))
    state = Field("status__label", column_name=_("State"))
