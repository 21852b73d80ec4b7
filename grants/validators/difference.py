"""What a change would make of a contract, as people compare it. Pure: two snapshots in, rows to read out.

A snapshot holds ``starts_on``, ``ends_on`` (ISO days), ``work`` and ``lines``, each a mapping of plain texts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.ui.templatetags.portal_ui import day, money, percent

FACTS = ("starts_on", "ends_on", "work")


@dataclass(frozen=True)
class Difference:
    """One thing that changes: empty ``before`` is new, empty ``after`` goes."""

    label: str
    before: str
    after: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Everything that is not the same, in the order of the contract."""
    labels = {"starts_on": _("Begins"), "ends_on": _("Ends"), "work": _("What is done")}
    found = [
        Difference(labels[name], _shown(name, before[name]), _shown(name, after[name]))
        for name in FACTS
        if before[name] != after[name]
    ]
    old, new = _by_key(before["lines"]), _by_key(after["lines"])
    for key in dict.fromkeys([*old, *new]):
        was, becomes = old.get(key), new.get(key)
        if was != becomes:
            found.append(Difference((becomes or was)["item"], _row(was), _row(becomes)))
    return found


def _by_key(lines) -> dict[tuple, Mapping[str, str]]:
    """Rows known by what they are for; a second row for the same thing is another one."""
    found: dict[tuple, Mapping[str, str]] = {}
    for line in lines:
        number = 0
        while (key := (line["kind"], line["item"], number)) in found:
            number += 1
        found[key] = line
    return found


def _shown(name: str, value: str) -> str:
    return value if name == "work" else day(date.fromisoformat(value))


def _row(line: Mapping[str, str] | None) -> str:
    if line is None:
        return ""
    price, amount = money(Decimal(line["price"])), money(Decimal(line["amount"]))
    quantity = number_format(Decimal(line["quantity"]), 2).removesuffix("00").rstrip(",.")
    counted = amount if quantity == "1" else f"{quantity} {line['unit']} × {price} = {amount}"
    if line["vat"]:
        counted += f" ({_('VAT in the price')} {percent(Decimal(line['vat']))})"
    return ": ".join(part for part in (line["category"], counted) if part)
