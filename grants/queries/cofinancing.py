"""What a year's fund for shares in outside projects has promised and has left."""

from decimal import Decimal

from django.db.models import Sum

from grants.models import CoFinancingFund


def promised_from(fund: CoFinancingFund) -> Decimal:
    return fund.requests.promised().aggregate(total=Sum("amount"))["total"] or Decimal(0)


def left_in(fund: CoFinancingFund) -> Decimal:
    return fund.total - promised_from(fund)
