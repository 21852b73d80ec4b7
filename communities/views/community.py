from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Sum
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import (
    CommunityFilter,
)
from communities.models import Community, Membership, Neighbourhood
from communities.queries.achievements import AGREEMENT, PLACE, achievements_of
from communities.queries.cooperation import public_ladder, traces_of, with_traces
from communities.queries.council import with_seats
from communities.queries.event import with_traditions
from communities.queries.profile import public_chapters, with_texts
from communities.resources import (
    CommunityResource,
)
from communities.views.sortings import BY_NAME
from portal.notifications.following import following_of
from portal.ui.lists import ListPage
from portal.ui.panels import Slot, gather

ACHIEVEMENTS_SHOWN = 12


@method_decorator(login_not_required, name="dispatch")
class CommunityList(ListPage):
    template_name = "communities/community_list.html"
    filterset_class = CommunityFilter
    resource_class = CommunityResource
    sortings = (BY_NAME,)
    columns = ("name", "name_sort", "slug", "uniting", "legal_form", "stage", "verified_at", "returned_at", "residents_united")
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
    visible = with_texts(with_traces(Community.objects.visible_to(request.user)))
    visible = with_traditions(with_seats(visible, timezone.localdate())).annotate(
        attracted=Sum("attracted_funding__amount"),
        is_mine=Exists(Membership.objects.current().filter(community=OuterRef("pk"), user=request.user.pk)),
        places=ArraySubquery(
            Neighbourhood.objects.filter(communities=OuterRef("pk")).values(json=JSONObject(name="name", slug="slug"))
        ),
    )
    community = get_object_or_404(visible, slug=slug)
    achievements = achievements_of(community)
    context = {
        "community": community,
        "is_member": community.is_mine,
        "chapters": public_chapters({told["topic"]: told["text"] for told in community.told}),
        "done": [one for one in achievements if one.day][:ACHIEVEMENTS_SHOWN],
        "centres": [one for one in achievements if one.kind == PLACE],
        "agreements": [one for one in achievements if one.kind == AGREEMENT],
        "ladder": public_ladder(traces_of(community)),
        "crisis_capacity": community.crisis_capacity if community.is_mine or request.user.is_staff else "",
        "panels": gather(Slot.COMMUNITY, request, community),
        "following": following_of(request.user, community),
    }
    return render(request, "communities/community_detail.html", context)
