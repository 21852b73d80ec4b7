from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from communities.models import Community

SEES_INSIDE = "communities.see_inside_community"
EDITS = "communities.edit_for_community"
LEADS = "communities.lead_community"


def own_community(request, slug, permission: str = SEES_INSIDE) -> Community:
    """The community whose desk the visitor opens. Raises ``Http404`` for others' and ``PermissionDenied`` for members
    whose role does not reach so far."""
    community = get_object_or_404(Community.objects.of_member(request.user), slug=slug)
    if not request.user.has_perm(permission, community):
        raise PermissionDenied
    return community


def desk(request, slug):
    """What a community's members see of it: what is due, what goes on, and the way to everything they can do."""
    return render(request, "communities/desk_overview.html", {"community": own_community(request, slug)})
