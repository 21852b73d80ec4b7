from datetime import datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from grants.enums import ApplicationState, CallState, DecisionOutcome, Promise
from grants.models import Application, Call, Decision, Sitting
from grants.queries.money import remaining
from grants.workflow import APPLICATION
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation
from portal.ui.money import to_cents
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import money

SHORTEST_REASON = 20
"""Letters, as the database counts them: without white space."""

STATE_AFTER = {
    DecisionOutcome.FUNDED: ApplicationState.FUNDED,
    DecisionOutcome.RESERVE: ApplicationState.RESERVE,
    DecisionOutcome.REJECTED: ApplicationState.REJECTED,
}


@action("grants.application.decided")
def decide(
    *, application: Application, outcome: str, amount: Decimal, reason: str, protocol: str, by, now: datetime,
    sitting: Sitting | None = None, reserve_place: int | None = None,
) -> Decision:  # fmt: skip
    """Record the commission's decision. The applicant hears of it, with the letter, once it is committed.

    The call is locked first, so that two officers cannot promise the last euro twice. Raises ``StateConflict``
    before the second evaluation, ``InvalidInput`` without a reason, below the points needed, or for more than was
    asked or is left.
    """
    call = Call.objects.lock(application.call_id)
    application = Application.objects.select_related("call", "lot").lock(application.pk)
    if call.state != CallState.EVALUATION:
        raise StateConflict(_("Decisions are recorded while the call is being evaluated."))
    if application.state == ApplicationState.ELIGIBLE:
        raise StateConflict(_("Two members must have scored the application on their own before it is decided."))
    APPLICATION.check(application.state, STATE_AFTER[DecisionOutcome(outcome)])
    if outcome != DecisionOutcome.REJECTED and application.points < call.threshold:
        raise InvalidInput(
            _("The application has %(points)s points; the rules of the call ask for %(threshold)s.")
            % {"points": number_format(application.points), "threshold": number_format(call.threshold)},
            field="outcome",
        )
    amount = to_cents(amount or Decimal(0)) if outcome == DecisionOutcome.FUNDED else Decimal(0)
    facts = {"protocol": protocol, "sitting": sitting}
    if outcome == DecisionOutcome.RESERVE:
        facts["reserve_place"] = reserve_place
    return _write(application, call, outcome=outcome, amount=amount, reason=reason, by=by, now=now, **facts)


@action("grants.application.funded_from_reserve")
def fund_from_reserve(*, application: Application, amount: Decimal, reason: str, by, now: datetime) -> Decision:
    """Money became free: the next in the reserve is supported after all, with a letter of its own, also once the
    decisions are closed.

    Raises ``StateConflict`` for what is not in reserve, and past somebody whose turn is earlier and for whom the money
    would be enough; ``InvalidInput`` as ``decide`` does.
    """
    call = Call.objects.lock(application.call_id)
    application = Application.objects.select_related("call", "lot", "decision").lock(application.pk)
    if call.state not in (CallState.EVALUATION, CallState.DECIDED) or application.state != ApplicationState.RESERVE:
        raise StateConflict(_("Only an application in reserve can be supported now."))
    left = remaining(call, application.lot)
    earlier = call.applications.filter(
        state=ApplicationState.RESERVE, lot=application.lot, requested__lte=left,
        decision__reserve_place__lt=application.decision.reserve_place or 0,
    ).order_by("decision__reserve_place")  # fmt: skip
    if first := earlier.first():
        raise StateConflict(_("Another application stands earlier in the reserve: %(title)s.") % {"title": first.title})
    facts = {"protocol": application.decision.protocol, "sitting": application.decision.sitting}
    return _write(
        application, call, outcome=DecisionOutcome.FUNDED, amount=to_cents(amount), reason=reason, by=by, now=now, **facts
    )


@action("grants.application.let_out_of_reserve")
def let_out_of_reserve(*, application: Application, reason: str, by, now: datetime) -> Decision:
    """No money became free for it: the applicant hears so, with a letter, and waits no longer.

    Raises ``StateConflict`` for what is not in reserve, ``InvalidInput`` without a reason.
    """
    call = Call.objects.lock(application.call_id)
    application = Application.objects.select_related("call", "lot", "decision").lock(application.pk)
    if call.state not in (CallState.EVALUATION, CallState.DECIDED) or application.state != ApplicationState.RESERVE:
        raise StateConflict(_("Only what is in reserve can be let out of it."))
    facts = {"protocol": application.decision.protocol, "sitting": application.decision.sitting}
    outcome = DecisionOutcome.REJECTED
    return _write(application, call, outcome=outcome, amount=Decimal(0), reason=reason, by=by, now=now, **facts)


def _write(application: Application, call: Call, *, outcome: str, amount: Decimal, reason: str, by, now: datetime, **facts):
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Give the reason for the decision."), field="reason")
    if outcome == DecisionOutcome.FUNDED:
        check_amount(application, amount, remaining(call, application.lot))
    decision, _created = Decision.objects.update_or_create(
        application=application,
        defaults={
            "outcome": outcome,
            "amount": amount,
            "reason": reason.strip(),
            "reserve_place": None,
            "decided_at": now,
            "decided_by": by,
            **facts,
        },
    )
    application.state = STATE_AFTER[DecisionOutcome(outcome)]
    application.save(update_fields=["state", "updated_at"])
    record(target=application, outcome=outcome, amount=amount)
    fulfil_obligation(kind=Promise.DECISION, subject=application, now=now)
    request_document("grants.decision_letter", subject=decision, now=now)
    notify("grants.application_decided", subject=decision, now=now)
    index(application)
    return decision


def check_amount(application: Application, amount: Decimal, left: Decimal) -> None:
    """Raises ``InvalidInput`` for nothing, for less than the call gives, for more than was asked, and for more than is
    ``left``."""
    if amount <= 0:
        raise InvalidInput(_("Give the sum that is awarded."), field="amount")
    if amount < application.call.smallest_grant:
        raise InvalidInput(
            _("The call gives a project at least %(smallest)s.") % {"smallest": money(application.call.smallest_grant)},
            field="amount",
        )
    if amount > application.requested:
        raise InvalidInput(
            _("The applicant asked for %(asked)s; no more can be awarded.") % {"asked": money(application.requested)},
            field="amount",
        )
    if amount > left:
        raise InvalidInput(
            _("Only %(left)s are left in the call or its lot, that is %(over)s too little.")
            % {"left": money(left), "over": money(amount - left)},
            field="amount",
            code="no_money",
        )
