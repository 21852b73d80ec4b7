"""What a call allows, has promised and has left."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest

from grants.enums import ApplicationState, CallState, ContractState, DecisionOutcome
from grants.models import Application, Call, Decision, Lot
from grants.validators.budget import Terms

NOTHING = Value(Decimal(0), DecimalField())


def terms_of(call: Call) -> Terms:
    return Terms(call.smallest_grant, call.largest_grant, call.intensity, call.admin_cap)


@dataclass
class Purse:
    """What can still be promised: ``left`` in the whole call, and in each of its lots what it reserves (S4-119).

    A lot gives no more than its reserve, and who applies outside the lots does not touch it.
    """

    left: Decimal
    lots: dict[int, Decimal]

    def left_for(self, lot: int | None) -> Decimal:
        if lot in self.lots:
            return min(self.left, self.lots[lot])
        return self.left - sum((max(reserve, Decimal(0)) for reserve in self.lots.values()), Decimal(0))

    def take(self, lot: int | None, amount: Decimal) -> None:
        self.left -= amount
        if lot in self.lots:
            self.lots[lot] -= amount


def full_purse(call: Call) -> Purse:
    """The call's money before anything was promised."""
    return Purse(call.total, {lot.pk: lot.reserved for lot in call.lots.all()})


def purse_of(call: Call) -> Purse:
    """The call's money less what decisions have promised and no award gave back, or no closed project left unused."""
    purse = full_purse(call)
    for lot, amount in _awards(call).values_list("application__lot").annotate(Sum("bound")):
        purse.take(lot, amount)
    return purse


def _awards(call: Call) -> QuerySet[Decision]:
    """``bound`` is what an award still takes of the call's money: the sum promised; once the project is closed and settled,
    what it used; of a contract that was ended early, what was paid and did not come back."""
    return _funded(Decision.objects.filter(application__call=call))


def _funded(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    awards = decisions.filter(outcome=DecisionOutcome.FUNDED)
    used = Coalesce("application__contract__used", "amount")
    is_ended = Q(application__contract__state=ContractState.ENDED)
    owed = Coalesce("application__contract__to_return", NOTHING)
    bound = Case(
        When(is_ended & Q(application__contract__returned_on__isnull=True), then=used + owed),
        When(is_ended | Q(application__contract__state=ContractState.CLOSED), then=used),
        default="amount",
    )
    return awards.exclude(application__state=ApplicationState.LAPSED).annotate(bound=bound).order_by()


def reserve_within_money() -> QuerySet[Application]:
    """What waits in reserve though the money for it is there: awards lapsed, or projects did not use theirs."""
    in_call = _bound(Decision.objects.filter(application__call=OuterRef("call")), "application__call")
    in_lot = _bound(Decision.objects.filter(application__lot=OuterRef("lot")), "application__lot")
    of_lot = _bound(Decision.objects.filter(application__lot=OuterRef("pk")), "application__lot")
    kept = Lot.objects.filter(call=OuterRef("call")).order_by().annotate(free=Greatest(F("reserved") - of_lot, NOTHING))
    kept_in_lots = Subquery(kept.values("call").annotate(kept=Sum("free")).values("kept"))
    waiting = Application.objects.filter(state=ApplicationState.RESERVE, call__state=CallState.DECIDED).annotate(
        left=F("call__total") - in_call, left_in_lot=F("lot__reserved") - in_lot, kept_in_lots=Coalesce(kept_in_lots, NOTHING)
    )  # fmt: skip
    outside = Q(lot__isnull=True, requested__lte=F("left") - F("kept_in_lots"))
    return waiting.filter(outside | Q(requested__lte=F("left_in_lot")) & Q(requested__lte=F("left")))


def _bound(decisions: QuerySet[Decision], column: str) -> Coalesce:
    """What the awards among ``decisions`` still take, summed in the query that names their call or lot."""
    sums = _funded(decisions).values(column).annotate(total=Sum("bound")).values("total")
    return Coalesce(Subquery(sums), NOTHING)


def awarded(call: Call) -> Decimal:
    """What decisions have promised so far. An award that lapsed is free again, as is what a closed project did not use."""
    return _awards(call).aggregate(total=Sum("bound"))["total"] or Decimal(0)


def remaining(call: Call, lot: Lot | None = None) -> Decimal:
    """What can still be promised to an application in ``lot``, or in one of none: never more than the call has, nor than
    the lot reserves."""
    return purse_of(call).left_for(lot.pk if lot else None)
