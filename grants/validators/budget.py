"""The rules of a budget, pure: lines and terms in, sums and broken rules out. The same numbers stand on the page as
typed, are checked when it is submitted, and go into the contract."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from grants.enums import LineKind
from portal.ui.money import CENT, LARGEST, to_cents
from portal.ui.templatetags.portal_ui import money, percent

HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One row: what it is, how much of it at what price (EUR), and whether it counts as administration."""

    kind: str
    quantity: Decimal
    price: Decimal
    is_administration: bool = False
    vat: Decimal | None = None

    @property
    def amount(self) -> Decimal:
        return to_cents(self.quantity * self.price)

    @property
    def vat_amount(self) -> Decimal:
        """The tax inside the amount: prices are what is paid, VAT included."""
        return to_cents(self.amount * self.vat / (HUNDRED + self.vat)) if self.vat else ZERO


@dataclass(frozen=True)
class Terms:
    """What the call allows: EUR and percent of the project's total."""

    smallest: Decimal
    largest: Decimal
    intensity: Decimal
    admin_cap: Decimal


@dataclass(frozen=True)
class Sums:
    """total = requested + own money + in kind + others; what is requested is the costs that nobody else covers."""

    costs: Decimal
    in_kind: Decimal
    own_money: Decimal
    other_money: Decimal
    administration: Decimal
    vat: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        return self.costs + self.in_kind

    @property
    def requested(self) -> Decimal:
        return self.costs - self.own_money - self.other_money

    def share(self, part: Decimal) -> Decimal:
        """``part`` in percent of the total, to two places; 0 for an empty budget."""
        return to_cents(part * HUNDRED / self.total) if self.total else ZERO

    @property
    def intensity(self) -> Decimal:
        return self.share(self.requested)

    @property
    def own_share(self) -> Decimal:
        return self.share(self.own_money + self.in_kind + self.other_money)

    @property
    def administration_share(self) -> Decimal:
        return self.share(self.administration)


def add_up(lines: Iterable[Line]) -> Sums:
    sums = dict.fromkeys(LineKind, ZERO)
    administration = vat = ZERO
    for line in lines:
        sums[LineKind(line.kind)] += line.amount
        vat += line.vat_amount
        if line.is_administration:
            administration += line.amount
    return Sums(
        costs=sums[LineKind.COST],
        in_kind=sums[LineKind.IN_KIND],
        own_money=sums[LineKind.OWN_MONEY],
        other_money=sums[LineKind.OTHER_MONEY],
        administration=administration,
        vat=vat,
    )


def line_of(row: Mapping[str, Any]) -> Line:
    """A cleaned row of the form as a line to count with."""
    is_administration = bool(row.get("category") and row["category"].is_administration)
    return Line(row["kind"], row["quantity"], row["price"], is_administration, row.get("vat"))


def allowed(share: Decimal, total: Decimal) -> Decimal:
    """The largest sum that is not more than ``share`` percent of ``total``, to the cent."""
    return (share * total / HUNDRED).quantize(CENT, ROUND_DOWN)


def surplus_administration(sums: Sums, cap: Decimal) -> Decimal:
    """By how much administration must shrink to fit under ``cap`` percent of a total that shrinks with it."""
    return ((sums.administration * HUNDRED - cap * sums.total) / (HUNDRED - cap)).quantize(CENT, ROUND_UP)


def broken_rules(sums: Sums, terms: Terms) -> list[str]:
    """Every broken rule with the sum by which it is broken, compared exactly: 90.004 % is more than 90 %."""
    if sums.costs == ZERO:
        return [_("The budget has no costs yet.")]
    if sums.total > LARGEST:
        return [_("The amount is too large. Check the number of zeros.")]
    broken = []
    if sums.requested <= ZERO:
        broken.append(_("Own and other money cover all costs, so nothing is left to request."))
    if sums.requested > terms.largest:
        broken.append(
            _("Requested: %(requested)s. At most %(largest)s can be granted, that is %(over)s less.")
            % {
                "requested": money(sums.requested),
                "largest": money(terms.largest),
                "over": money(sums.requested - terms.largest),
            }
        )
    if ZERO < sums.requested < terms.smallest:
        broken.append(
            _("Requested: %(requested)s. The smallest grant is %(smallest)s, that is %(under)s more.")
            % {
                "requested": money(sums.requested),
                "smallest": money(terms.smallest),
                "under": money(terms.smallest - sums.requested),
            }
        )
    if sums.requested * HUNDRED > terms.intensity * sums.total:
        broken.append(
            _(
                "The municipality pays at most %(limit)s of the total. Requested is %(over)s too much: "
                "add own money or work in kind."
            )
            % {"limit": percent(terms.intensity), "over": money(sums.requested - allowed(terms.intensity, sums.total))}
        )
    if sums.administration * HUNDRED > terms.admin_cap * sums.total:
        broken.append(
            _("Administration and management: %(share)s of the total, at most %(limit)s is allowed. Reduce them by %(over)s.")
            % {
                "share": percent(sums.administration_share),
                "limit": percent(terms.admin_cap),
                "over": money(surplus_administration(sums, terms.admin_cap)),
            }
        )
    return broken
