"""In whose name a person may speak."""

from django.db.models import QuerySet

from communities.models import Community


def communities_spoken_for(user) -> QuerySet[Community]:
    """Public communities in whose name the person may write: none for a guest."""
    if not user.is_authenticated:
        return Community.objects.none()
    communities = Community.objects.public().of_member(user)
    return communities.filter(pk__in=[one.pk for one in communities if user.has_perm("communities.edit_for_community", one)])
