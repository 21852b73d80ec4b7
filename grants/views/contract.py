"""A community's contract: fit the budget, sign, name the account, ask for a change."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from grants.actions.change_request import request_change, request_end, withdraw_change
from grants.actions.contract import decline_contract, fit_budget, name_account, receive_contract_copy
from grants.enums import ChangeState, ContractState, InstalmentState, Promise
from grants.forms.budget import BudgetForm, as_typed
from grants.forms.contract import AccountForm, ChangeForm, DeclineForm, EndAskForm, change_initial
from grants.models import ChangeRequest, Contract
from grants.queries.contract import paid, printed, terms_of_contract
from grants.validators.budget import broken_rules
from grants.validators.difference import differences
from portal.audit.wording import timeline
from portal.documents.forms import SignedCopyForm
from portal.errors import DomainError
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt

WRITES = "grants.write_project"
BINDS = "grants.bind_project"


def _contract(request, pk, permission: str = "") -> Contract:
    """A contract the visitor may see; to act on it asks for the role afresh."""
    contract = get_object_or_404(
        Contract.objects.visible_to(request.user).for_list().select_related("application__decision"), pk=pk
    )
    if permission and not request.user.has_perm(permission, contract.application):
        raise PermissionDenied
    return contract


@never_cache
def contract_detail(request, pk):
    """Where the contract is, what comes next, its money, its reports and changes."""
    return _page(request, _contract(request, pk))


def _copy_form(*data) -> SignedCopyForm:
    """The community signs first: its file has one side's signatures."""
    form = SignedCopyForm(*data)
    form.fields["file"].help_text = _("The .edoc, .asice or .pdf that you have signed. The municipality signs after you.")
    return form


def _page(request, contract: Contract, *, copy_form=None, account_form=None, decline_form=None):
    document, changes = printed(contract), list(contract.changes.all())
    is_signing = contract.state == ContractState.SIGNING
    binds = request.user.has_perm(BINDS, contract.application)
    forms = (copy_form, account_form, decline_form)
    may_write = request.user.has_perm(WRITES, contract.application)
    may_see_copies = document is not None and (may_write or request.user.has_perm("documents.view_document"))
    copies = list(document.signed_copies.select_related("file")) if may_see_copies else []
    instalments = list(contract.instalments.all())
    context = {
        "contract": contract,
        "application": contract.application,
        "community": contract.application.community,
        "lines": contract.application.budget_lines.select_related("category"),
        "document": document,
        "copies": copies,
        "next_step": _("The municipality signs now; then the contract is in force.")
        if is_signing and copies
        else contract.status.next_step,
        "instalments": instalments,
        "paid": sum((one.amount for one in instalments if one.state == InstalmentState.PAID), Decimal(0)),
        "reports": contract.reports.all(),
        "changes": changes,
        "obligation": Obligation.objects.open().about(contract).order_by("due_at").first(),
        "may_write": may_write,
        "may_bind": binds,
        "may_decline": binds and contract.state in (ContractState.BUDGET, ContractState.SIGNING),
        "may_change": contract.state == ContractState.IN_FORCE and all(one.state != ChangeState.PROPOSED for one in changes),
        "copy_form": (copy_form or _copy_form()) if is_signing and binds else None,
        "account_form": account_form or AccountForm(initial={"account_holder": contract.account_holder, "iban": contract.iban}),
        "may_name_account": binds and contract.state in (ContractState.SIGNING, ContractState.IN_FORCE, ContractState.SETTLING),
        "decline_form": decline_form or DeclineForm(),
        "form": next((form for form in forms if form is not None and form.errors), None),
        "entries": timeline(contract, public=False),
    }
    return render(request, "grants/contract_detail.html", context, status=422 if context["form"] else 200)


@never_cache
def contract_budget(request, pk):
    """The awarded sum is smaller than asked: the rows are brought to it."""
    contract = _contract(request, pk, WRITES)
    if contract.state != ContractState.BUDGET:
        return redirect(contract)
    lines = contract.application.budget_lines.order_by("position")
    budget = BudgetForm(request.POST if request.method == "POST" else as_typed(lines), call=contract.application.call)
    broken = broken_rules(budget.sums, terms_of_contract(contract))
    if request.method == "POST" and request.POST.get("turpinat") == "talak" and budget.is_valid() and not broken:
        try:
            fit_budget(contract=contract, lines=budget.good_lines(), by=request.user, now=request.arrived_at)
        except DomainError as refusal:
            broken = [str(refusal)]
        else:
            messages.success(request, _("The budget fits the award. The contract is being made and sent to you to sign."))
            return redirect(contract)
    context = {
        "contract": contract,
        "application": contract.application,
        "form": budget,
        "sums": budget.sums,
        "broken": broken,
        "obligation": obligation_of(contract, Promise.CONTRACT_BUDGET),
    }
    return render(request, "grants/contract_budget.html", context, status=422 if request.method == "POST" and broken else 200)


@require_POST
def contract_sign(request, pk):
    """The signed file comes back."""
    contract = _contract(request, pk, BINDS)
    form = _copy_form(request.POST, request.FILES)
    about = {"contract": contract, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, receive_contract_copy, upload=form.cleaned_data["file"], **about):
        messages.success(request, _("The signed file holds exactly the printed contract. Now the municipality signs."))
        return redirect(contract)
    return _page(request, contract, copy_form=form)


@require_POST
def contract_account(request, pk):
    contract = _contract(request, pk, BINDS)
    form = AccountForm(request.POST)
    about = {"contract": contract, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, name_account, **form.cleaned_data, **about):
        messages.success(request, _("The account is noted; the next payments go there."))
        return redirect(contract)
    return _page(request, contract, account_form=form)


@require_POST
def contract_decline(request, pk):
    contract = _contract(request, pk, BINDS)
    form = DeclineForm(request.POST)
    about = {"contract": contract, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, decline_contract, **form.cleaned_data, **about):
        messages.success(request, _("The grant is given up; its money goes to the projects in reserve."))
        return redirect(contract)
    return _page(request, contract, decline_form=form)


@never_cache
def change_create(request, pk):
    """Days, work and rows as they stand, to be typed over; the sum stays."""
    contract = _contract(request, pk, WRITES)
    if contract.state != ContractState.IN_FORCE:
        raise Http404
    is_post = request.method == "POST"
    lines = contract.application.budget_lines.order_by("position")
    form = ChangeForm(request.POST if is_post else None, initial=change_initial(contract))
    budget = BudgetForm(request.POST if is_post else as_typed(lines), call=contract.application.call)
    broken = broken_rules(budget.sums, terms_of_contract(contract))
    if is_post and request.POST.get("turpinat") == "talak" and all((form.is_valid(), budget.is_valid())):
        about = {"contract": contract, "lines": budget.good_lines(), "by": request.user, "now": request.arrived_at}
        if change := attempt(form, request_change, **form.cleaned_data, **about):
            messages.success(request, _("The request is handed in; an officer answers with reasons."))
            return redirect(change)
    context = {
        "contract": contract,
        "application": contract.application,
        "form": form,
        "budget": budget,
        "sums": budget.sums,
        "broken": broken,
    }
    return render(request, "grants/change_form.html", context, status=422 if is_post and form.errors else 200)


@never_cache
def end_ask(request, pk):
    """The leader asks that the contract be ended before its term."""
    contract = _contract(request, pk, BINDS)
    if contract.state != ContractState.IN_FORCE:
        raise Http404
    form = EndAskForm(request.POST or None)
    about = {"contract": contract, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and (change := attempt(form, request_end, **form.cleaned_data, **about)):
        messages.success(request, _("The request is handed in; an officer answers with reasons."))
        return redirect(change)
    context = {"contract": contract, "application": contract.application, "form": form, "paid": paid(contract)}
    return render(request, "grants/end_form.html", context, status=422 if form.errors else 200)


@never_cache
def change_detail(request, pk):
    """What would change, before and after, and the answer to it."""
    change = get_object_or_404(ChangeRequest.objects.visible_to(request.user).for_list(), pk=pk)
    receipt = receipt_of(change)
    application = change.contract.application
    context = {
        "change": change,
        "application": application,
        "differences": differences(change.before, change.after),
        "obligation": obligation_of(change, Promise.CHANGE_ANSWER),
        "receipt": receipt,
        "secret": secret_of(receipt) if request.user.has_perm(WRITES, application) else "",
        "may_withdraw": change.state == ChangeState.PROPOSED and request.user.has_perm(WRITES, application),
        "entries": timeline(change, public=False),
    }
    return render(request, "grants/change_detail.html", context)


@require_POST
def change_withdraw(request, pk):
    change = get_object_or_404(ChangeRequest.objects.visible_to(request.user).for_list(), pk=pk)
    if not request.user.has_perm(WRITES, change.contract.application):
        raise PermissionDenied
    try:
        withdraw_change(change=change, by=request.user, now=request.arrived_at)
        messages.success(request, _("The request is withdrawn."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(change)
