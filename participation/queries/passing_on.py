"""How long a submission may be passed on to the body whose matter it is."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from participation.models import Submission
from portal.obligations.rules_of_law import legal_rule, work_calendar

FORWARD_RULE = "FORWARD"


@dataclass(frozen=True)
class PassingOn:
    """The last day on which the law lets it be passed on, and whether a later day is refused or only explained."""

    last_day: date
    is_hard: bool

    def is_over(self, today: date) -> bool:
        return today > self.last_day


def passing_on(submission: Submission) -> PassingOn:
    """Counted in working days from receipt, by the rule of that day."""
    received_on = timezone.localdate(submission.received_at)
    rule = legal_rule(FORWARD_RULE, received_on)
    return PassingOn(rule.term.due_on(received_on, work_calendar()), rule.is_hard)
