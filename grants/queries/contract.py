"""Contracts: their days and parts as the call has them, their budget as plain data, and who left one unfulfilled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import JSONObject

from communities.models import Community
from grants.enums import ContractState, InstalmentCondition, InstalmentState, Promise
from grants.models import Application, Contract, CostCategory, InKindRate, ProjectReport
from grants.validators.budget import Terms
from portal.documents.models import Document, SignedCopy
from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import legal_rule
from portal.ui.money import to_cents

CONTRACT_DOCUMENT = "grants.contract"
FIRST_SHARE, SECOND_SHARE = "INSTALMENT_FIRST_PCT", "INSTALMENT_SECOND_PCT"
FINAL_REPORT_RULE = "FINAL_REPORT_DAYS"
RETURNING = (ContractState.SETTLING, ContractState.ENDED)
"""States in which paid money may still have to come back."""


@dataclass(frozen=True)
class Part:
    """One instalment as the call, or else the municipality's rule, sets it."""

    share: Decimal
    condition: str


def parts_of(application: Application, on: date) -> list[Part]:
    """In which parts the grant is paid: as the call says, or else by the municipality's rule of that day."""
    terms = list(application.call.instalment_terms.all())
    if terms:
        return [Part(term.share, term.condition) for term in terms]
    first, second = legal_rule(FIRST_SHARE, on).value, legal_rule(SECOND_SHARE, on).value
    return [
        Part(first, InstalmentCondition.CONTRACT),
        Part(second, InstalmentCondition.INTERIM_REPORT),
        Part(Decimal(100) - first - second, InstalmentCondition.FINAL_REPORT),
    ]


def report_days(application: Application, on: date) -> dict[str, date | None]:
    """When reports are due: as the call says, or else by rule, the interim one half-way. A day that is over by ``on`` or does
    not fit the days of the project is not offered."""
    call, starts, ends = application.call, application.starts_on, application.ends_on
    by_rule = ends + timedelta(days=legal_rule(FINAL_REPORT_RULE, on).whole)
    final = _first_between(max(ends, on), date.max, call.final_report_on, by_rule)
    before = (final or date.max) - timedelta(days=1)
    half_way = starts + (ends - starts) / 2
    return {
        "interim_report_on": _first_between(max(starts, on), before, call.interim_report_on, half_way),
        "final_report_on": final,
    }


def _first_between(earliest: date, latest: date, *days: date | None) -> date | None:
    return next((day for day in days if day and earliest <= day <= latest), None)


def terms_of_contract(contract: Contract) -> Terms:
    """The call's terms, with the sum of the contract in place of its limits: it is neither less nor more."""
    call = contract.application.call
    return Terms(contract.amount, contract.amount, call.intensity, call.admin_cap)


def snapshot(contract: Contract) -> dict[str, Any]:
    """Days, work and rows as they stand, as plain texts."""
    application = contract.application
    lines = application.budget_lines.select_related("category", "rate").order_by("position")
    return {
        "starts_on": application.starts_on.isoformat(),
        "ends_on": application.ends_on.isoformat(),
        "work": contract.work,
        "lines": [
            as_text(
                {
                    "kind": line.kind, "category": line.category, "rate": line.rate, "item": line.item, "unit": line.unit,
                    "quantity": line.quantity, "price": line.price, "vat": line.vat,
                }
            )
            for line in lines
        ],
    }  # fmt: skip


def as_text(line: Mapping[str, Any]) -> dict[str, str]:
    """A row of a budget for storing beside the thing it changes."""
    category, rate = line.get("category"), line.get("rate")
    return {
        "kind": str(line["kind"]),
        "category": category.name if category else rate.name if rate else "",
        "category_key": str(category.pk) if category else "",
        "rate_key": str(rate.pk) if rate else "",
        "item": line["item"],
        "unit": line["unit"],
        "quantity": f"{line['quantity']:.2f}",
        "price": f"{line['price']:.2f}",
        "vat": f"{line['vat']:.2f}" if line.get("vat") is not None else "",
        "amount": f"{to_cents(line['quantity'] * line['price']):.2f}",
    }


def as_rows(lines: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Stored rows as the budget takes them."""
    categories = CostCategory.objects.in_bulk([int(line["category_key"]) for line in lines if line["category_key"]])
    rates = InKindRate.objects.in_bulk([int(line["rate_key"]) for line in lines if line["rate_key"]])
    return [
        {
            "kind": line["kind"],
            "category": categories[int(line["category_key"])] if line["category_key"] else None,
            "rate": rates[int(line["rate_key"])] if line["rate_key"] else None,
            "item": line["item"],
            "unit": line["unit"],
            "quantity": Decimal(line["quantity"]),
            "price": Decimal(line["price"]),
            "vat": Decimal(line["vat"]) if line["vat"] else None,
        }
        for line in lines
    ]


def printed(contract: Contract) -> Document | None:
    """The contract as it is to be signed; None while its budget is being fitted."""
    return Document.objects.latest_of(CONTRACT_DOCUMENT, contract)


def is_copy_back(contract: Contract) -> bool:
    """Whether a signed file came back that holds exactly the printed version."""
    return SignedCopy.objects.filter(document=printed(contract)).exists()


def unsigned_in_time(now: datetime):
    """Contracts whose community let the day for its budget or its signature pass. A signed file that came back counts."""
    late = (
        Obligation.objects.open()
        .filter(kind__in=(Promise.CONTRACT_BUDGET, Promise.CONTRACT_SIGNING), due_at__lte=now)
        .filter(subject_type=ContentType.objects.get_for_model(Contract))
    )
    states = (ContractState.BUDGET, ContractState.SIGNING)
    return Contract.objects.filter(state__in=states, pk__in=late.values("subject_id")).order_by("pk")


def paid(contract: Contract) -> Decimal:
    """What has been paid of the grant so far."""
    return contract.instalments.filter(state=InstalmentState.PAID).aggregate(total=Sum("amount"))["total"] or Decimal(0)


def to_come_back(contract: Contract, used: Decimal) -> Decimal:
    """What was paid beyond what the project has ``used``."""
    return max(paid(contract) - used, Decimal(0))


def with_unfulfilled(applications: QuerySet[Application], on: date) -> QuerySet[Application]:
    """Each with ``unfulfilled``: key, number and title of what ``unfulfilled_contracts`` finds of its community."""
    late = unfulfilled_contracts(OuterRef("community"), on)
    return applications.annotate(
        unfulfilled=ArraySubquery(late.values(json=JSONObject(key="pk", number="number", title="application__title")))
    )


def unfulfilled_contracts(community: Community | OuterRef, on: date):
    """Contracts of ``community`` with a report or a return of money that is late on that day: an obstacle to applying."""
    late_report = ProjectReport.objects.overdue(on).filter(contract=OuterRef("pk"))
    late_return = Q(state__in=RETURNING, to_return__gt=0, returned_on__isnull=True, return_by__lt=on)
    return Contract.objects.filter(application__community=community).filter(
        Q(Exists(late_report), state=ContractState.IN_FORCE) | late_return
    )
