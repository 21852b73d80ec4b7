"""What a plan's actions cost by year and source."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from actionplans.enums import MoneySource
from actionplans.models import ActionMoney, Plan


@dataclass(frozen=True)
class MoneyTable:
    """One row per source with its sum of each of ``years`` and in all; ``totals`` is the last row."""

    years: list[int]
    rows: list[tuple[str, list[Decimal], Decimal]]
    totals: list[Decimal]
    total: Decimal


def money_table(plan: Plan) -> MoneyTable | None:
    """None for a plan whose money is not divided by year and source."""
    sums = ActionMoney.objects.filter(action__plan=plan).order_by().values_list("source", "year").annotate(Sum("amount"))
    amounts = {(source, year): amount for source, year, amount in sums}
    if not amounts:
        return None
    years = sorted({year for _source, year in amounts})
    rows = []
    for source in MoneySource:
        row = [amounts.get((source, year), Decimal(0)) for year in years]
        if any(row):
            rows.append((str(source.label), row, sum(row, Decimal(0))))
    totals = [sum((row[index] for _label, row, _sum in rows), Decimal(0)) for index in range(len(years))]
    return MoneyTable(years, rows, totals, sum(totals, Decimal(0)))
