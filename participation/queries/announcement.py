"""Whom an announcement reaches."""

from dataclasses import dataclass

from django.db.models import QuerySet, Sum
from django.db.models.functions import Coalesce

from communities.models import Community
from participation.models import Announcement
from portal.notifications.kinds import Recipient


@dataclass(frozen=True)
class Reach:
    """An estimate before sending: ``residents`` is what the communities say they unite (S4-87)."""

    communities: int
    letters: int
    residents: int


def communities_of(announcement: Announcement) -> QuerySet[Community]:
    return Community.objects.public().filter(neighbourhoods__in=announcement.neighbourhoods.all()).distinct()


def reach_of(announcement: Announcement, readers: list[Recipient]) -> Reach:
    communities = Community.objects.filter(pk__in=communities_of(announcement).values("pk"))
    return Reach(
        communities=communities.count(),
        letters=len({reader.email.lower() for reader in readers}),
        residents=communities.aggregate(sum=Coalesce(Sum("residents_united"), 0))["sum"],
    )
