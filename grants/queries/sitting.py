"""What a sitting decides on, who may decide, and what of the money is left after each line."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.timezone import localdate

from grants.enums import ApplicationState, DecisionOutcome
from grants.models import Call, CommissionMember, ConflictDeclaration, Lot, Sitting
from grants.queries.money import Purse, purse_of
from grants.queries.ranking import RankedApplication, ranking
from portal.obligations.rules_of_law import legal_rule

QUORUM_RULE = "COMMISSION_QUORUM_PCT"


def open_ranking(call: Call) -> list[RankedApplication]:
    """The ranking of what is not decided yet."""
    return [row for row in ranking(call) if row.application.state == ApplicationState.EVALUATED]


def quorum(sitting: Sitting) -> int:
    """How many members must be present: more than the share that the rules name."""
    share = legal_rule(QUORUM_RULE, localdate(sitting.held_at)).value
    return int(sitting.attendance.count() * share // 100) + 1


def out_by_conflict(call: Call) -> dict[int, set[int]]:
    """For each application the members whose declared conflict keeps them out of its decision."""
    found: dict[int, set[int]] = defaultdict(set)
    conflicts = ConflictDeclaration.objects.filter(member__call=call, has_conflict=True)
    for application, member in conflicts.values_list("application", "member"):
        found[application].add(member)
    return found


def protocol_of(sitting: Sitting) -> str:
    """How a letter names the minutes."""
    return f"Nr. {sitting.number}, {localdate(sitting.held_at):%d.%m.%Y}."


@dataclass(frozen=True)
class MoneyLine:
    """The money after one application: what is left for it and for those below it in the same lot, and whether the line
    falls right under it."""

    left: Decimal
    is_over: bool


@dataclass(frozen=True)
class Sums:
    """The money of the call and of each lot if the proposals stand."""

    left: Decimal
    lots: list[tuple[Lot, Decimal]]

    @property
    def is_over(self) -> bool:
        return self.left < 0 or any(left < 0 for _lot, left in self.lots)


def count_money(
    call: Call, rows: list[RankedApplication], proposed: Mapping[int, tuple[str, Decimal]]
) -> tuple[dict[int, MoneyLine], Sums]:
    """Go down the ranking with the proposed outcomes and sums, and see what is left after each line and in the end."""
    purse, lines = purse_of(call), {}
    for row in rows:
        key, lot = row.application.pk, row.application.lot_id
        outcome, amount = proposed.get(key, ("", Decimal(0)))
        if outcome == DecisionOutcome.FUNDED:
            purse.take(lot, amount or Decimal(0))
        left = purse.left_for(lot)
        lines[key] = MoneyLine(left, left < 0)
    return lines, _sums(call, purse)


def _sums(call: Call, purse: Purse) -> Sums:
    return Sums(purse.left, [(lot, purse.lots[lot.pk]) for lot in call.lots.all()])


@dataclass(frozen=True)
class Deciding:
    """Who decides on one application and who does not, as the minutes name them."""

    members: list[CommissionMember]
    conflicted: list[CommissionMember]
    abstaining: list[CommissionMember]


def deciding_on(sitting: Sitting) -> dict[int, Deciding]:
    """For each item's application, the present members parted by their part in the decision."""
    present = [one.member for one in sitting.attendance.filter(is_present=True).select_related("member__user")]
    conflicts = out_by_conflict(sitting.call)
    found = {}
    for item in sitting.items.prefetch_related("abstaining"):
        out, abstaining = conflicts.get(item.application_id, set()), {member.pk for member in item.abstaining.all()}
        found[item.application_id] = Deciding(
            [one for one in present if one.pk not in out | abstaining],
            [one for one in present if one.pk in out],
            [one for one in present if one.pk in abstaining - out],
        )
    return found
