"""A report with its parts, for whoever reads it."""

from decimal import Decimal
from typing import Any

from grants.enums import ResultKind
from grants.models import ProjectReport
from grants.validators.reporting import Spent, actual_sums


def parts_of_report(report: ProjectReport) -> dict[str, Any]:
    """Rows, people, change, receipts and photos, with what they add up to."""
    lines, reached = list(report.lines.all()), list(report.reached.all())
    receipts = list(report.receipts.select_related("file"))
    return {
        "lines": lines,
        "sums": (sums := sums_of(lines)),
        "accepted_sum": sums.requested - report.ineligible,
        "reached": reached,
        "people": sum(group.people for group in reached),
        "reported_changes": list(report.changes.all()),
        "led_to": [ResultKind(kind).label for kind in report.led_to],
        "receipts": receipts,
        "receipts_sum": sum((receipt.amount for receipt in receipts), Decimal(0)),
        "photos": list(report.photos.select_related("file")),
    }


def sums_of(lines):
    """What the reported rows come to, by the arithmetic of the budget."""
    return actual_sums(Spent(line.kind, line.planned, line.actual, line.is_administration) for line in lines)
