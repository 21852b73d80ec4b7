"""Agreements that are about to end, and those to be looked over in January."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from communities.models import Agreement
from communities.queries.agreement import FIRST_WARNING_RULE, SECOND_WARNING_RULE, expiring
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.rules_of_law import legal_rule


def expiring_agreements(now: datetime) -> Iterator[DueReminder]:
    """Both sides hear of the end twice; who was not told in time hears of the nearer warning alone."""
    today = timezone.localdate(now)
    first, second = (legal_rule(code, today).whole for code in (FIRST_WARNING_RULE, SECOND_WARNING_RULE))
    for agreement in expiring(today):
        days = second if (agreement.valid_to - today).days <= second else first
        key = f"agreement:{agreement.pk}@{agreement.valid_to:%Y-%m-%d}"
        yield DueReminder(key, f"{days}-days-before", "communities.agreement_expiring", agreement)


def agreements_to_review(now: datetime) -> Iterator[DueReminder]:
    """Once a year, from January on, until both sides have looked it over."""
    today = timezone.localdate(now)
    for agreement in Agreement.objects.to_review(today):
        yield DueReminder(f"agreement-review:{agreement.pk}", str(today.year), "communities.agreement_review_due", agreement)


DEADLINES.register("communities.agreement_expiring", expiring_agreements)
DEADLINES.register("communities.agreement_review", agreements_to_review)
