from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import (
    CommunityFilter,
)
from communities.models import Agreement, Community, GoodPractice
from communities.resources import (
    CommunityResource,
)
from communities.views.sortings import BY_NAME
from portal.audit.wording import timeline
from portal.ui.lists import ListPage
from portal.ui.panels import Slot, gather


@method_decorator(login_not_required, name="dispatch")
class CommunityList(ListPage):
    template_name = "communities/community_list.html"
    filterset_class = CommunityFilter
    resource_class = CommunityResource
    sortings = (BY_NAME,)
    export_name = "kopienas"
    empty_text = _("No community is registered yet.")

    def rows(self):
        return Community.objects.public().for_list()


@login_not_required
def community_detail(request, slug):
    community = get_object_or_404(Community.objects.visible_to(request.user).prefetch_related("neighbourhoods"), slug=slug)
    context = {
        "community": community,
        "centres": community.resource_centres.filter(is_active=True),
        "agreements": Agreement.objects.public().filter(community=community),
        "practices": GoodPractice.objects.published().filter(community=community),
        "panels": gather(Slot.COMMUNITY, request, community),
        "entries": timeline(community, public=True),
    }
    return render(request, "communities/community_detail.html", context)
