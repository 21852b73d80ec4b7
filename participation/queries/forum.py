"""When forums were held."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from communities.models import Neighbourhood
from communities.queries.gaps import Keys, living_communities
from participation.enums import ForumState
from participation.models import Forum


def last_forums(keys: Keys, now: datetime) -> list[tuple[int, datetime | None]]:
    """When the last forum was held in those of the neighbourhoods in which a community lives, one query."""
    held = Forum.objects.exclude(state=ForumState.CANCELLED).filter(neighbourhood=OuterRef("pk"), held_at__lte=now)
    inhabited = Neighbourhood.objects.filter(pk__in=keys).filter(pk__in=living_communities().values("neighbourhoods"))
    return list(inhabited.order_by().values_list("pk", Subquery(held.order_by("-held_at").values("held_at")[:1])))
