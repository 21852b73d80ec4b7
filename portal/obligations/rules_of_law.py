"""The numbers of the law that hold on a given day, and the municipality's working days.

Both are small tables read on nearly every request, so they come from the cache; saving one in the admin drops it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.cache import cache

from portal.municipality.models import Municipality
from portal.municipality.queries import current_municipality
from portal.obligations.models import LegalRule, WorkdayException
from portal.obligations.working_days import Term, TermUnit, WorkCalendar

RULES_KEY = "obligations.legal_rules"
EXCEPTIONS_KEY = "obligations.workday_exceptions"
CACHE_SECONDS = 60


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
    rules = cache.get(RULES_KEY)
    if rules is None:
        fields = list(Rule.__dataclass_fields__)
        rules = [Rule(**row) for row in LegalRule.objects.order_by("code", "-valid_from").values(*fields)]
        cache.set(RULES_KEY, rules, CACHE_SECONDS)
    return rules


def legal_rule(code: str, on: date) -> Rule:
    """The value of ``code`` that holds on the day of the case. Raises ``NoSuchRule``."""
    for rule in _all_rules():
        if rule.code == code and rule.holds_on(on):
            return rule
    raise NoSuchRule(code, on)


def work_calendar() -> WorkCalendar:
    """Working days as this municipality keeps them."""
    exceptions = cache.get(EXCEPTIONS_KEY)
    if exceptions is None:
        exceptions = dict(WorkdayException.objects.values_list("day", "is_working"))
        cache.set(EXCEPTIONS_KEY, exceptions, CACHE_SECONDS)
    try:
        follow = current_municipality().follows_transfers
    except Municipality.DoesNotExist:
        follow = True
    return WorkCalendar(exceptions, follow)


def forget_rules() -> None:
    """Drop the cached rules and exceptions after one of them changed."""
    cache.delete_many([RULES_KEY, EXCEPTIONS_KEY])
