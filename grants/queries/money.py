"""What a call allows, has promised and has left."""

from decimal import Decimal

from django.db.models import Sum

from grants.enums import DecisionOutcome
from grants.models import Call, Decision, Lot
from grants.validators.budget import Terms


def terms_of(call: Call) -> Terms:
    return Terms(call.smallest_grant, call.largest_grant, call.intensity, call.admin_cap)


def awarded(call: Call, lot: Lot | None = None) -> Decimal:
    """What decisions have promised so far, in the call or in one of its lots."""
    decisions = Decision.objects.filter(application__call=call, outcome=DecisionOutcome.FUNDED)
    if lot is not None:
        decisions = decisions.filter(application__lot=lot)
    return decisions.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def remaining(call: Call, lot: Lot | None = None) -> Decimal:
    """What can still be promised: never more than the call has, nor than the lot reserves."""
    left = call.total - awarded(call)
    return min(left, lot.reserved - awarded(call, lot)) if lot else left
