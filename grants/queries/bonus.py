"""Bonus points, counted from the portal's own records (S1-23, S4-119)."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils import timezone

from grants.enums import BonusKind
from grants.models import Application, Bonus, Call
from participation.enums import VoiceKind
from participation.models import Opinion, Submission
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

OPINION_RULE = "BONUS_OPINION_MONTHS"


def bonuses_of(call: Call) -> dict[int, list[Bonus]]:
    """For each application that earns any, its bonuses; one query whatever the call gives."""
    bonuses = list(call.bonuses.all())
    earns = {f"bonus_{bonus.pk}": ExpressionWrapper(EARNED_BY[BonusKind(bonus.kind)](call), BooleanField()) for bonus in bonuses}
    found: dict[int, list[Bonus]] = {}
    for key, *answers in call.applications.submitted().order_by().annotate(**earns).values_list("pk", *earns):
        if earned := [bonus for bonus, is_earned in zip(bonuses, answers, strict=True) if is_earned]:
            found[key] = earned
    return found


def from_a_forum(call: Call) -> Q:
    return Q(forum_idea__isnull=False)


def first_time(call: Call) -> Q:
    """The community had handed in nothing to any other call before."""
    elsewhere = Application.objects.submitted().exclude(call=call)
    return Q(~Exists(elsewhere.filter(community=OuterRef("community"), submitted_at__lt=OuterRef("submitted_at"))))


def with_joint_opinion(call: Call) -> Q:
    """The neighbourhood has handed in a joint opinion in the months before the deadline: the neighbourhoods that have are
    found once, not anew for each application."""
    since, until = _opinions_from(call), call.closes_at
    opinions = Opinion.objects.public().filter(voice=VoiceKind.JOINT, submitted_at__gte=since, submitted_at__lt=until)
    submissions = Submission.objects.handed_in().filter(voice=VoiceKind.JOINT, received_at__gte=since, received_at__lt=until)
    return (
        Q(neighbourhood__in=opinions.values("community__neighbourhoods"))
        | Q(neighbourhood__in=opinions.values("also_represents"))
        | Q(neighbourhood__in=submissions.values("neighbourhood"))
        | Q(neighbourhood__in=submissions.values("also_represents"))
    )


def _opinions_from(call: Call) -> datetime:
    closing = timezone.localdate(call.closes_at)
    return end_of_day(add_months(closing, -legal_rule(OPINION_RULE, closing).whole))


EARNED_BY: dict[BonusKind, Callable[[Call], Q]] = {
    BonusKind.FORUM_IDEA: from_a_forum,
    BonusKind.FIRST_TIME: first_time,
    BonusKind.JOINT_OPINION: with_joint_opinion,
}
