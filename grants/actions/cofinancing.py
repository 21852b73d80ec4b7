from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from grants.enums import CoFinancingState, Promise
from grants.models import CoFinancingFund, CoFinancingRequest
from grants.queries.cofinancing import left_in
from grants.workflow import COFINANCING
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.receipts import issue_receipt
from portal.obligations.rules_of_law import legal_rule, work_calendar
from portal.ui.links import plain_path, plain_reverse
from portal.ui.money import to_cents
from portal.ui.templatetags.portal_ui import money, percent
from portal.ui.visibility import Visibility

TERM_RULE = "COFINANCING_DECISION"
SHORTEST_REASON = 30
LONGEST_WAIT = timedelta(days=5 * 365)


@action("grants.cofinancing.requested")
def request_cofinancing(
    *, community: Community, form_token: UUID, by, now: datetime, project_total: Decimal, requested: Decimal, **facts: Any
) -> CoFinancingRequest:
    """Ask for a share; the decision is promised within the rule's term, which ends before the programme's deadline.

    The same form sent twice is one request. Raises ``StateConflict`` without a fund this year, ``InvalidInput`` for a
    programme that closes before a decision is possible, and for more than the rules allow.
    """
    known = CoFinancingRequest.objects.filter(form_token=form_token).first()
    if known:
        return known
    today = timezone.localdate(now)
    fund = CoFinancingFund.objects.of_day(today).first()
    if fund is None:
        raise StateConflict(_("This year the municipality has no money for shares in outside projects."))
    decided_by = legal_rule(TERM_RULE, today).term.due_on(today, work_calendar())
    if facts["programme_deadline"] <= decided_by:
        raise InvalidInput(
            _("The decision takes until %(day)s, so the programme's deadline must be later. Ask the contact person for advice.")
            % {"day": f"{decided_by:%d.%m.%Y}."},
            field="programme_deadline",
        )
    if facts["programme_deadline"] > today + LONGEST_WAIT:
        raise InvalidInput(_("This day is more than five years away. Check the year."), field="programme_deadline")
    _check_share(fund, project_total, requested)
    request = CoFinancingRequest(
        fund=fund, community=community, form_token=form_token, project_total=project_total, requested=requested,
        submitted_at=now, submitted_by=by, **facts,
    )  # fmt: skip
    request.full_clean(validate_unique=False)
    request.save()
    receipt = issue_receipt(subject=request, now=now)
    record(target=request, number=receipt.number, requested=requested)
    open_obligation(
        kind=Promise.COFINANCING_DECISION,
        subject=request,
        holder=fund.unit,
        received_at=now,
        label=request.title,
        number=receipt.number,
        address=plain_path(request),
        staff_address=plain_reverse("admin:grants_cofinancingrequest_change", request.pk),
        visibility=Visibility.STAFF,
    )
    notify("grants.cofinancing_received", subject=request, now=now)
    return request


def _check_share(fund: CoFinancingFund, project_total: Decimal, requested: Decimal) -> None:
    if requested <= 0:
        raise InvalidInput(_("Write what share you ask of the municipality."), field="requested")
    if requested > fund.largest_sum:
        raise InvalidInput(
            _("At most %(largest)s can be promised, that is %(over)s less.")
            % {"largest": money(fund.largest_sum), "over": money(requested - fund.largest_sum)},
            field="requested",
        )
    if requested * 100 > fund.largest_share * project_total:
        raise InvalidInput(
            _("The municipality pays at most %(limit)s of the project's total.") % {"limit": percent(fund.largest_share)},
            field="requested",
        )


@action("grants.cofinancing.promised")
def promise_share(*, request: CoFinancingRequest, amount: Decimal, reason: str, by, now: datetime) -> CoFinancingRequest:
    """Promise a sum; the letter of commitment goes out with the message, and the result is awaited back.

    The fund is locked first, so that two officers never promise the last euro twice. Raises ``InvalidInput`` without a
    reason, and for more than was asked or is left.
    """
    fund = CoFinancingFund.objects.lock(request.fund_id)
    request = _lock(request, CoFinancingState.GRANTED)
    amount, left = to_cents(amount), left_in(fund)
    if not 0 < amount <= request.requested:
        raise InvalidInput(
            _("The community asked for %(asked)s; promise that or less.") % {"asked": money(request.requested)}, field="amount"
        )
    if amount > left:
        raise InvalidInput(
            _("Only %(left)s are left in the fund, that is %(over)s too little.")
            % {"left": money(left), "over": money(amount - left)},
            field="amount",
        )
    request.amount = amount
    _decide(request, CoFinancingState.GRANTED, reason, by, now)
    record(target=request, amount=amount)
    open_obligation(
        kind=Promise.COFINANCING_RESULT,
        subject=request,
        holder=request.community,
        received_at=timezone.make_aware(datetime.combine(request.programme_deadline, datetime.min.time())),
        label=request.title,
        address=plain_path(request),
        staff_address=plain_reverse("admin:grants_cofinancingrequest_change", request.pk),
        unit=fund.unit,
        visibility=Visibility.STAFF,
    )
    request_document("grants.commitment_letter", subject=request, now=now)
    notify("grants.cofinancing_decided", subject=request, now=now)
    return request


@action("grants.cofinancing.refused")
def refuse_share(*, request: CoFinancingRequest, reason: str, by, now: datetime) -> CoFinancingRequest:
    """Say no, and why."""
    request = _lock(request, CoFinancingState.REFUSED)
    _decide(request, CoFinancingState.REFUSED, reason, by, now)
    record(target=request)
    notify("grants.cofinancing_decided", subject=request, now=now)
    return request


@action("grants.cofinancing.withdrawn")
def withdraw_request(*, request: CoFinancingRequest, by, now: datetime) -> CoFinancingRequest:
    """The community takes the request back; a promised sum is free again."""
    request = _lock(request, CoFinancingState.WITHDRAWN)
    request.state = CoFinancingState.WITHDRAWN
    request.save(update_fields=["state", "updated_at"])
    record(target=request)
    for kind in (Promise.COFINANCING_DECISION, Promise.COFINANCING_RESULT):
        cancel_obligation(kind=kind, subject=request, reason=_("withdrawn by the applicant"), now=now)
    return request


@action("grants.cofinancing.result_told")
def tell_result(*, request: CoFinancingRequest, is_won: bool, note: str, by, now: datetime) -> CoFinancingRequest:
    """What the programme decided. A lost project sets the promised sum free."""
    state = CoFinancingState.WON if is_won else CoFinancingState.LOST
    request = _lock(request, state)
    request.state, request.outcome_note, request.told_at = state, note.strip(), now
    request.save(update_fields=["state", "outcome_note", "told_at", "updated_at"])
    record(target=request, is_won=is_won)
    fulfil_obligation(kind=Promise.COFINANCING_RESULT, subject=request, now=now)
    notify("grants.cofinancing_result", subject=request, now=now)
    return request


def _lock(request: CoFinancingRequest, towards: CoFinancingState) -> CoFinancingRequest:
    request = CoFinancingRequest.objects.lock(request.pk)
    COFINANCING.check(request.state, towards)
    return request


def _decide(request: CoFinancingRequest, state: CoFinancingState, reason: str, by, now: datetime) -> None:
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Give the reason for the decision in a sentence or two."), field="reason")
    request.state, request.reason, request.decided_at, request.decided_by = state, reason.strip(), now, by
    request.save()
    fulfil_obligation(kind=Promise.COFINANCING_DECISION, subject=request, now=now)
