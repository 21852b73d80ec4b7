"""Whom a draft decision affects, and what became of the requests and invitations."""

from datetime import datetime

from django.db.models import QuerySet

from communities.models import Community
from participation.models import CommitteeInvitation, DraftDecision, OpinionRequest


def communities_affected(draft: DraftDecision) -> QuerySet[Community]:
    """Public communities of the affected neighbourhoods, by name."""
    return (
        Community.objects.public().filter(neighbourhoods__in=draft.neighbourhoods.all()).distinct().order_by("name_sort")
    )  # fmt: skip


def requests_of(draft: DraftDecision) -> list[OpinionRequest]:
    return list(OpinionRequest.objects.for_list().filter(draft=draft))


def invitations_of(draft: DraftDecision) -> list[CommitteeInvitation]:
    return list(CommitteeInvitation.objects.for_list().filter(draft=draft))


def requests_waiting(communities, now: datetime) -> QuerySet[OpinionRequest]:
    """What the communities are asked and have not answered, the nearest closing first."""
    waiting = OpinionRequest.objects.waiting(now).filter(community__in=communities)
    return waiting.order_by("draft__consultation__closes_at")


def invitations_coming(communities, now: datetime) -> QuerySet[CommitteeInvitation]:
    """To meetings still to come, answered or not, the nearest first."""
    coming = CommitteeInvitation.objects.for_list().filter(community__in=communities, draft__meeting_at__gt=now)
    return coming.order_by("draft__meeting_at")
