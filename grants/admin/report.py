"""The officers' desks of reports and of requests to change a contract."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.actions.change_request import answer_change
from grants.actions.ending import end_contract
from grants.actions.report import accept_project_report, ask_back_report
from grants.enums import ChangeState, Promise, ReportKind, ReportState
from grants.forms.contract import AcceptReportForm, AnswerChangeForm, EndContractForm
from grants.forms.report import AskBackReportForm
from grants.models import ChangeRequest, ProjectReport
from grants.queries.contract import paid, to_come_back
from grants.queries.report import parts_of_report
from grants.resources import ProjectReportResource
from grants.validators.difference import differences
from portal.municipality.queries import current_municipality
from portal.obligations.desks import AnswerDesk
from portal.ui.admin import Step

RUNS = "grants.run_contracts"


class PunctualityFilter(admin.SimpleListFilter):
    """Which reports did not come in time."""

    title = _("punctuality")
    parameter_name = "laiks"

    def lookups(self, request, model_admin):
        return [("kavejas", _("overdue now")), ("velu", _("came late"))]

    def queryset(self, request, queryset):
        if self.value() == "kavejas":
            return queryset.overdue(timezone.localdate())
        return queryset.filter(is_late=True) if self.value() == "velu" else queryset


@admin.register(ProjectReport)
class ProjectReportAdmin(AnswerDesk):
    """Reports as they come in: read, ask, accept; the next one that waits opens after that."""

    export_resource = ProjectReportResource
    promise = Promise.REPORT_ANSWER
    answer_step = "pienemt"
    step_template = "admin/grants/report_step.html"
    side_template = "admin/grants/report_side.html"
    list_display = ("project", "kind", "state", "due_on", "submitted_at", "is_late", "reading")
    list_filter = (PunctualityFilter, "state", "kind", "contract__application__call")
    search_fields = ("contract__number", "contract__application__title", "contract__application__community__name")
    fields = ("contract", "kind", "due_on", "submitted_at", "submitted_by", "is_late", "accepted_at", "accepted_by")
    steps = (
        Step(
            name="pienemt",
            label=_("Accept the report"),
            permission=RUNS,
            perform=lambda report, **answers: accept_project_report(report=report, **answers),
            done=_("The report is accepted and the community is told."),
            form=AcceptReportForm,
            available=lambda report: report.state == ReportState.SUBMITTED,
            prominent=True,
            initial=lambda report: {"return_iban": current_municipality().iban},
        ),
        Step(
            name="jautat",
            label=_("Ask about the report"),
            permission=RUNS,
            perform=lambda report, **answers: ask_back_report(report=report, **answers),
            done=_("The community is asked to complete the report."),
            form=AskBackReportForm,
            available=lambda report: report.state == ReportState.SUBMITTED,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("project"))
    def project(self, report) -> str:
        return f"{report.contract.application.title}, {report.contract.application.community.name}"

    def side_context(self, request, report):
        parts = parts_of_report(report)
        is_settling = report.kind == ReportKind.FINAL and report.state != ReportState.ACCEPTED and parts["lines"]
        return super().side_context(request, report) | {
            "report": report, "contract": report.contract, "paid": paid(report.contract), **parts,
            "to_return": to_come_back(report.contract, parts["sums"].requested) if is_settling else None,
        }  # fmt: skip


@admin.register(ChangeRequest)
class ChangeRequestAdmin(AnswerDesk):
    """What communities want to change in their contracts, before and after, and the answer with reasons."""

    promise = Promise.CHANGE_ANSWER
    step_template = "admin/grants/change_step.html"
    side_template = "admin/grants/change_side.html"
    list_display = ("project", "state", "submitted_at", "reading")
    list_filter = ("state", "contract__application__call")
    search_fields = ("contract__number", "contract__application__title", "contract__application__community__name")
    fields = ("contract", "submitted_at", "submitted_by", "answer", "decided_at", "decided_by")
    steps = (
        Step(
            name="atbildet",
            label=_("Answer the request"),
            permission=RUNS,
            perform=lambda change, **answers: answer_change(change=change, **answers),
            done=_("The answer is on its way to the community."),
            form=AnswerChangeForm,
            available=lambda change: change.state == ChangeState.PROPOSED,
            prominent=True,
        ),
        Step(
            name="izbeigt",
            label=_("End the contract early"),
            permission=RUNS,
            perform=lambda change, **answers: end_contract(contract=change.contract, **answers),
            done=_("The contract is ended; the community is told."),
            form=EndContractForm,
            available=lambda change: change.wants_end and change.state == ChangeState.PROPOSED,
            explanation=_(
                "Open reports and requests are closed with it; what is not paid yet is free for other projects. It cannot be "
                "undone; the community is told by e-mail, and the page of the project says that it ended early."
            ),
            initial=lambda change: {"ended_on": timezone.localdate(), "return_iban": current_municipality().iban},
            template="admin/grants/contract_end_step.html",
            prominent=True,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("project"))
    def project(self, change) -> str:
        return f"{change.contract.application.title}, {change.contract.application.community.name}"

    def side_context(self, request, change):
        return super().side_context(request, change) | {
            "asked": change, "differences": differences(change.before, change.after), "contract": change.contract,
            "paid": paid(change.contract), "end_url": self._end_url(request, change),
        }  # fmt: skip

    def _end_url(self, request, change) -> str:
        """Where to agree to a request to end the contract."""
        return next(
            (self.step_url(change, step.name) for step in self.available_steps(request, change) if step.form is EndContractForm),
            "",
        )
