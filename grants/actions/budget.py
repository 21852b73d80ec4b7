"""The one door through which rows become a project's budget: applied for, fitted to the award, changed by request."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from grants.enums import LineKind
from grants.models import Application, BudgetLine
from grants.validators.budget import Sums, Terms, add_up, broken_rules, line_of
from portal.errors import InvalidInput


def write_budget(application: Application, lines: Sequence[Mapping[str, Any]], terms: Terms) -> Sums:
    """Replace the rows with ``lines`` and set the sums on ``application``, which the caller saves.

    Raises ``InvalidInput`` that names every broken rule with the sum by which it is broken.
    """
    sums = check_budget(application, lines, terms)
    application.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(application=application, position=position, **line) for position, line in enumerate(lines, start=1)
    )
    application.requested, application.total = sums.requested, sums.total
    application.own_money, application.in_kind, application.other_money = sums.own_money, sums.in_kind, sums.other_money
    return sums


def check_budget(application: Application, lines: Sequence[Mapping[str, Any]], terms: Terms) -> Sums:
    """The sums of ``lines``. Raises ``InvalidInput`` as ``write_budget`` does."""
    sums = add_up(line_of(line) for line in lines)
    broken = broken_rules(sums, terms)
    if broken:
        raise InvalidInput(" ".join(broken), code="budget")
    if any(line["kind"] == LineKind.COST and line["category"].call_id != application.call_id for line in lines):
        raise InvalidInput(_("A cost stands in a category that this call does not have."), code="budget")
    return sums
