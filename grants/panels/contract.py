"""Contracts and payments in the officers' queues; how receipts of reports and changes read."""

from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicationState, ChangeState, InstalmentState
from grants.models import Application, ChangeRequest, Instalment, ProjectReport
from grants.queries.money import reserve_within_money
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import Slot, fill_slot
from portal.ui.queues import Queue
from portal.ui.templatetags.portal_ui import money


@fill_slot(Slot.ADMIN_TASKS)
def reserve_to_support(request, *, now):
    """Who waits in reserve though money became free."""
    if not request.user.has_perm("grants.decide_application"):
        return []
    return [
        Queue(
            _("In reserve, and the money is there"),
            plain_reverse("admin:grants_application_changelist") + "?state__exact=reserve",
            reserve_within_money(),
            order_by="decision__reserve_place",
            page="admin:grants_application_step",
            step="no-rezerves",
            label="title",
            note="community__name",
            amount="requested",
            order=30,
        )
    ]


@fill_slot(Slot.ADMIN_TASKS)
def contracts_to_make(request, *, now):
    """Supported projects without a contract."""
    if not request.user.has_perm("grants.run_contracts"):
        return []
    return [
        Queue(
            _("Contracts to make"),
            plain_reverse("admin:grants_application_changelist") + "?state__exact=funded",
            Application.objects.filter(state=ApplicationState.FUNDED, contract__isnull=True),
            order_by="submitted_at",
            page="admin:grants_application_step",
            step="ligums",
            label="title",
            note="community__name",
            order=31,
        )
    ]


@fill_slot(Slot.ADMIN_TASKS)
def payments_to_approve(request, *, now):
    """Prepared payments, for those who approve them."""
    if not request.user.has_perm("grants.approve_instalment"):
        return []
    return [
        Queue(
            _("Payments to approve"),
            plain_reverse("admin:grants_instalment_changelist") + "?state__exact=prepared",
            Instalment.objects.filter(state=InstalmentState.PREPARED),
            order_by="prepared_at",
            page="admin:grants_instalment_step",
            step="apstiprinat",
            label="contract__application__community__name",
            note="contract__number",
            amount="amount",
            words=lambda row: (f"{row.label}, {money(row.amount)}", row.note),
            order=32,
        )
    ]


def _report_receipt(report: ProjectReport) -> ReceiptView:
    contract = report.contract
    facts = [(_("Project"), contract.application.title), (_("Contract"), contract.number)]
    return ReceiptView(
        title=str(report), kind=report.get_kind_display(), status=report.status, facts=facts, text=report.summary,
        page=plain_path(report),
    )  # fmt: skip


def _change_receipt(change: ChangeRequest) -> ReceiptView:
    contract = change.contract
    facts = [(_("Project"), contract.application.title), (_("Contract"), contract.number)]
    kind = _("Ending of the contract") if change.wants_end else _("Change of the contract")
    return ReceiptView(
        title=contract.application.title, kind=kind, status=change.status, facts=facts, text=change.reason,
        page=plain_path(change), cancelled=change.state == ChangeState.WITHDRAWN,
    )  # fmt: skip


RECEIPTS.register(ProjectReport._meta.label_lower, _report_receipt)
RECEIPTS.register(ChangeRequest._meta.label_lower, _change_receipt)


@fill_slot(Slot.OWN_DATA)
def own_reports(person):
    """What a person handed in for a community's contract."""
    reports = ProjectReport.objects.filter(submitted_by=person).for_list()
    changes = ChangeRequest.objects.filter(submitted_by=person).for_list()
    return [
        (
            "project_reports",
            [{"report": str(one), "submitted": one.submitted_at.isoformat()} for one in reports],
        ),
        (
            "change_requests",
            [{"contract": str(one.contract), "submitted": one.submitted_at.isoformat()} for one in changes],
        ),
    ]
