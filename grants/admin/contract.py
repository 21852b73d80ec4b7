"""The officers' desks of contracts and their payments."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.actions.contract import decline_contract, put_into_force, receive_contract_copy
from grants.actions.ending import end_contract
from grants.actions.instalment import approve_instalment, is_ready, prepare_instalment, put_back_instalment
from grants.actions.report import note_contract_money_returned
from grants.enums import ContractState, InstalmentState
from grants.forms.contract import EndContractForm, GivenUpForm, MoneyBackForm, PaidForm, PutIntoForceForm
from grants.models import Contract, Instalment
from grants.queries.contract import RETURNING, paid, printed
from grants.resources import ContractResource, InstalmentResource
from portal.audit.wording import timeline
from portal.documents.forms import SignedCopyForm
from portal.municipality.queries import current_municipality
from portal.obligations.models import Obligation
from portal.ui.admin import ReadOnlyAdmin, Step, amount

RUNS = "grants.run_contracts"
APPROVES = "grants.approve_instalment"


@admin.register(Contract)
class ContractAdmin(ReadOnlyAdmin):
    step_template = "admin/grants/contract_step.html"
    list_display = ("application", "community", "number", amount("amount", _("sum, EUR")), "state", "signed_on")
    list_reads = ("amount", "application__community__name")
    list_filter = ("state", "application__call")
    search_fields = ("number", "application__title", "application__community__name")
    export_resource = ContractResource
    fields = (
        "application", "number", "amount", "work", "account_holder", "iban", "printed_on", "signed_on", "paper_reason",
        "lapsed_on", "lapse_reason", "ended_on", "end_reason", "used", "to_return", "return_iban", "return_by", "returned_on",
    )  # fmt: skip
    steps = (
        Step(
            name="kopija",
            label=_("Take the signed copy"),
            permission=RUNS,
            perform=lambda contract, file, **who: receive_contract_copy(contract=contract, upload=file, **who),
            done=_("The signed copy is kept with this version."),
            form=SignedCopyForm,
            available=lambda contract: contract.state == ContractState.SIGNING,
        ),
        Step(
            name="speka",
            label=_("Put into force"),
            permission=RUNS,
            perform=lambda contract, **answers: put_into_force(contract=contract, **answers),
            done=_("The contract is in force; reports and the first payment are due."),
            form=PutIntoForceForm,
            available=lambda contract: contract.state == ContractState.SIGNING,
            explanation=_("Both have signed: reports and the first payment become due."),
            prominent=True,
            initial=lambda contract: {"signed_on": timezone.localdate()},
        ),
        Step(
            name="atteikums",
            label=_("The community gives the grant up"),
            permission=RUNS,
            perform=lambda contract, **answers: decline_contract(contract=contract, **answers),
            done=_("The award has lapsed; its money is free for the reserve."),
            form=GivenUpForm,
            available=lambda contract: contract.state in (ContractState.BUDGET, ContractState.SIGNING),
            explanation=_(
                "When the community says so by letter or by phone. It cannot be undone; the community is told by e-mail."
            ),
        ),
        Step(
            name="izbeigt",
            label=_("End the contract early"),
            permission=RUNS,
            perform=lambda contract, **answers: end_contract(contract=contract, **answers),
            done=_("The contract is ended; the community is told."),
            form=EndContractForm,
            available=lambda contract: contract.state == ContractState.IN_FORCE,
            explanation=_(
                "Open reports and requests are closed with it; what is not paid yet is free for other projects. It cannot be "
                "undone; the community is told by e-mail, and the page of the project says that it ended early."
            ),
            initial=lambda contract: {"ended_on": timezone.localdate(), "return_iban": current_municipality().iban},
            template="admin/grants/contract_end_step.html",
        ),
        Step(
            name="atmaksats",
            label=_("The money is back"),
            permission=RUNS,
            perform=lambda contract, **answers: note_contract_money_returned(contract=contract, **answers),
            done=_("Noted; the community is told."),
            form=MoneyBackForm,
            available=lambda contract: contract.state in RETURNING and bool(contract.to_return) and contract.returned_on is None,
            prominent=True,
            initial=lambda contract: {"returned_on": timezone.localdate()},
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("applicant"))
    def community(self, contract) -> str:
        return contract.application.community.name

    def side_context(self, request, contract):
        document = printed(contract)
        return {
            "side_template": "admin/grants/contract_side.html",
            "document": document,
            "copies": document.signed_copies.select_related("file") if document else [],
            "instalments": [(part, self._instalment_steps(request, part)) for part in contract.instalments.all()],
            "reports": contract.reports.all(),
            "changes": contract.changes.all(),
            "lines": contract.application.budget_lines.select_related("category"),
            "application": contract.application,
            "contract": contract,
            "paid": paid(contract),
            "obligation": Obligation.objects.open().about(contract).order_by("due_at").first(),
            "entries": timeline(contract, public=False),
        }

    def _instalment_steps(self, request, part: Instalment) -> list[tuple[str, str]]:
        desk = self.admin_site.get_model_admin(Instalment)
        return [(step.label, desk.step_url(part, step.name)) for step in desk.available_steps(request, part)]


@admin.register(Instalment)
class InstalmentAdmin(ReadOnlyAdmin):
    """Payments: one officer prepares, the accountant approves."""

    export_resource = InstalmentResource
    step_template = "admin/grants/instalment_step.html"
    list_display = ("contract", "position", "condition", amount("amount", _("sum, EUR")), "state", "paid_on")
    list_filter = ("state", "condition")
    search_fields = ("contract__number", "contract__application__title")
    fields = (
        "contract", "position", "share", "condition", "amount", "account_holder", "iban", "prepared_at", "prepared_by",
        "approved_at", "approved_by", "paid_on",
    )  # fmt: skip
    steps = (
        Step(
            name="sagatavot",
            label=_("Prepare the payment"),
            permission=RUNS,
            perform=lambda instalment, **answers: prepare_instalment(instalment=instalment, **answers),
            done=_("The payment is prepared; somebody else approves it."),
            available=lambda instalment: instalment.state == InstalmentState.PLANNED and is_ready(instalment),
            prominent=True,
        ),
        Step(
            name="apstiprinat",
            label=_("Approve the payment"),
            permission=APPROVES,
            perform=lambda instalment, **answers: approve_instalment(instalment=instalment, **answers),
            done=_("Paid; the community is told."),
            form=PaidForm,
            available=lambda instalment: instalment.state == InstalmentState.PREPARED,
            prominent=True,
            initial=lambda instalment: {"paid_on": timezone.localdate()},
        ),
        Step(
            name="atlikt",
            label=_("Put the payment back"),
            permission=APPROVES,
            perform=lambda instalment, **answers: put_back_instalment(instalment=instalment, **answers),
            done=_("Put back; it is prepared anew."),
            available=lambda instalment: instalment.state == InstalmentState.PREPARED,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("contract__application__call", "contract__application__community")

    def side_context(self, request, instalment):
        return {
            "side_template": "admin/grants/instalment_side.html",
            "contract": instalment.contract,
            "account": (instalment.account_holder, instalment.iban)
            if instalment.iban
            else (instalment.contract.account_holder, instalment.contract.iban),
            "obligation": Obligation.objects.about(instalment).order_by("-received_at").first(),
            "entries": timeline(instalment, public=False),
        }
