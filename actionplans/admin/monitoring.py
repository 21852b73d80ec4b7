from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplans.actions.monitoring import accept_proposal, decline_proposal
from actionplans.enums import ProposalState
from actionplans.forms.monitoring import ProposalForm
from actionplans.models import ReadingProposal
from actionplans.queries.monitoring import proposed_value
from portal.ui.admin import ReadOnlyAdmin, Step


def _waits(proposal: ReadingProposal) -> bool:
    return proposal.state == ProposalState.WAITING


@admin.register(ReadingProposal)
class ReadingProposalAdmin(ReadOnlyAdmin):
    """Numbers of accepted project reports, waiting to be taken over as values of indicators."""

    list_display = ("indicator", "of_plan", "project", "figure", "state")
    list_filter = ("state",)
    search_fields = ("indicator__name", "report__contract__application__title")
    ordering = ("-created_at", "-pk")
    fields = ("indicator", "of_plan", "project", "figure", "state", "decided_at", "decided_by")
    workflow_fields = ("state", "decided_at", "decided_by")
    steps = (
        Step(
            name="parnemt",
            label=_("Take the value over"),
            permission="actionplans.change_reading",
            perform=lambda proposal, **answers: accept_proposal(proposal=proposal, **answers),
            done=_("The value is taken over."),
            form=ProposalForm,
            available=_waits,
            prominent=True,
            initial=lambda proposal: {"value": f"{proposed_value(proposal).normalize():f}", "measured_on": timezone.localdate()},
        ),
        Step(
            name="noraidit",
            label=_("Do not take it over"),
            permission="actionplans.change_reading",
            perform=lambda proposal, **answers: decline_proposal(proposal=proposal, **answers),
            done=_("The value is not taken over."),
            available=_waits,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("indicator__goal__plan", "report__contract__application")

    @admin.display(description=_("action plan"), ordering="indicator__goal__plan")
    def of_plan(self, proposal) -> str:
        return proposal.indicator.goal.plan.title

    @admin.display(description=_("project"))
    def project(self, proposal) -> str:
        return proposal.report.contract.application.title
