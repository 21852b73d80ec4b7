from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef, Subquery, Sum
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import CommunityFilter
from communities.models import AttractedFunding, Community, Membership, Neighbourhood
from communities.resources import CommunityResource
from communities.views.sortings import BY_NAME
from portal.notifications.following import following_of
from portal.ui.lists import ListPage
from portal.ui.panels import Slot, by_order, gather, gather_alike


@method_decorator(login_not_required, name="dispatch")
class CommunityList(ListPage):
    template_name = "communities/community_list.html"
    filterset_class = CommunityFilter
    resource_class = CommunityResource
    sortings = (BY_NAME,)
    columns = ("name", "slug", "uniting", "legal_form", "stage", "verified_at", "returned_at", "residents_united")
    export_name = "kopienas"
    empty_text = _("No community is registered yet.")

    def rows(self):
        return Community.objects.public()

    def shown(self, rows):
        return super().shown(rows).annotate(place_names=Neighbourhood.objects.names_for("communities"))

    def exported(self, rows):
        return rows.for_list()


@login_not_required
def community_detail(request, slug):
    """Who the community is, what it has done, and how to join it."""
    visible = Community.objects.visible_to(request.user).annotate(
        attracted=Subquery(
            AttractedFunding.objects.filter(community=OuterRef("pk")).order_by().values("community").values(sum=Sum("amount"))
        ),
        is_mine=Exists(Membership.objects.current().filter(community=OuterRef("pk"), user=request.user.pk)),
        places=Neighbourhood.objects.links_for("communities"),
    )
    community = get_object_or_404(visible, slug=slug)
    panels = gather_alike(Slot.COMMUNITY, community, now=request.arrived_at)
    context = {
        "community": community,
        "is_member": community.is_mine,
        "crisis_capacity": community.crisis_capacity if community.is_mine or request.user.is_staff else "",
        "panels": by_order(panels + gather(Slot.COMMUNITY_OWN, request, community)),
        "following": following_of(request.user, community),
    }
    return render(request, "communities/community_detail.html", context)
