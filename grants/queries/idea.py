"""Reads of ideas, and when a call takes them."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from communities.models import Community, memberships_of
from grants.enums import ApplicationState, CallState, IdeaState
from grants.models import Application, Call, Idea
from grants.models.call import IN_ROW
from portal.db import only_columns
from portal.obligations.rules_of_law import legal_rule, work_calendar

TWO_ROUNDS = 2


def has_idea_round(call: Call) -> bool:
    return call.rounds == TWO_ROUNDS and call.ideas_until is not None


def takes_ideas(call: Call, now: datetime) -> bool:
    """Whether the first round of a two-round call is open at ``now``."""
    return has_idea_round(call) and call.state == CallState.PUBLISHED and call.opens_at <= now < call.ideas_until


def outcome_day(call: Call) -> date:
    """By when whoever hands an idea in has an answer: by the municipality's rule, counted from the end of the first round."""
    closes_on = timezone.localdate(call.ideas_until)
    return legal_rule("IDEA_OUTCOME", closes_on).term.due_on(closes_on, work_calendar())


def ideas_to_answer(now: datetime) -> QuerySet[Idea]:
    """Ideas of closed first rounds that wait for the officers."""
    return Idea.objects.filter(state=IdeaState.SUBMITTED, call__ideas_until__lte=now)


def ideas_to_write_out(user, now: datetime) -> QuerySet[Idea]:
    """Invited ideas of the person's communities whose full application nobody has begun."""
    running = Idea.objects.invited().filter(call__state=CallState.PUBLISHED, call__closes_at__gt=now)
    return running.filter(community__in=memberships_of(user), application=None)


def calls_left_for(communities: QuerySet[Community] | list[int], now: datetime) -> QuerySet[Call]:
    """Open calls in which one of ``communities`` can still begin, the nearest deadline first: without those to which it has
    applied and that take one application, and without second rounds to which none of its ideas is invited. With no more
    columns than a row shows."""
    applied = Application.objects.filter(community__in=communities).exclude(state=ApplicationState.WITHDRAWN)
    invited = Idea.objects.invited().filter(community__in=communities)
    begins = Q(ideas_until__isnull=True) | Q(ideas_until__gt=now) | ~Q(rounds=TWO_ROUNDS) | Q(pk__in=invited.values("call"))
    calls = only_columns(Call.objects.open(now), *IN_ROW).with_deadline(now).filter(begins)
    return calls.exclude(one_per_applicant=True, pk__in=applied.values("call")).order_by("deadline")
