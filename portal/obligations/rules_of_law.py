"""The numbers of the law that hold on a given day, and the municipality's working days.

Both are small tables read on nearly every request, so they come from the cache; saving one in the admin drops it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.municipality.models import Municipality
from portal.municipality.queries import CACHE_KEY as MUNICIPALITY_KEY
from portal.municipality.queries import current_municipality
from portal.obligations.models import LegalRule, WorkdayException
from portal.obligations.working_days import Term, TermUnit, WorkCalendar
from portal.ui.cache import forget, kept, read_ahead

RULES_KEY = "obligations.legal_rules"
EXCEPTIONS_KEY = "obligations.workday_exceptions"


@dataclass(frozen=True)
class Rule:
    """A ``LegalRule`` as plain values."""

    code: str
    title: str
    title_en: str
    value: Decimal
    unit: str
    citation: str
    valid_from: date
    valid_to: date | None
    is_hard: bool

    @property
    def whole(self) -> int:
        """The value as a whole number, for terms and counts."""
        return int(self.value)

    @property
    def term(self) -> Term:
        """Raises ``ValueError`` for a rule that is not a term (a percentage, a sum)."""
        return Term(self.whole, TermUnit(self.unit))

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class NoSuchRule(LookupError):
    """No value of the rule is valid on the day. The administrator must enter one."""

    def __init__(self, code: str, on: date):
        super().__init__(f"No legal rule {code} is valid on {on:%d.%m.%Y}. Add one in the admin under legal rules.")


def _all_rules() -> list[Rule]:
    rows = LegalRule.objects.order_by("code", "-valid_from").values(*Rule.__dataclass_fields__)
    return kept(RULES_KEY, lambda: [Rule(**row) for row in rows])


def legal_rule(code: str, on: date) -> Rule:
    """The value of ``code`` that holds on the day of the case. Raises ``NoSuchRule``."""
    for rule in _all_rules():
        if rule.code == code and rule.holds_on(on):
            return rule
    raise NoSuchRule(code, on)


def work_calendar() -> WorkCalendar:
    """Working days as this municipality keeps them."""
    read_ahead((EXCEPTIONS_KEY, MUNICIPALITY_KEY))
    exceptions = kept(EXCEPTIONS_KEY, lambda: dict(WorkdayException.objects.values_list("day", "is_working")))
    try:
        follow = current_municipality().follows_transfers
    except Municipality.DoesNotExist:
        follow = True
    return WorkCalendar(exceptions, follow)


def forget_rules() -> None:
    """Drop the cached rules and exceptions after one of them changed."""
    forget(RULES_KEY, EXCEPTIONS_KEY)
