from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.enums import CouncilKind
from communities.filters import CouncilFilter
from communities.models import Council, Election, Meeting, Neighbourhood
from communities.queries.council import councils_listed, decisions_of, elections_of, members_of
from communities.resources import CouncilResource
from communities.views.sortings import BY_NAME
from portal.files.responses import private_response
from portal.notifications.following import following_of
from portal.obligations.rules_of_law import legal_rule
from portal.ui.lists import ListPage
from portal.ui.page_cache import for_everybody

AGE_RULE = "COUNCIL_MIN_AGE"
MEETINGS_SHOWN = 12


@method_decorator(login_not_required, name="dispatch")
class CouncilList(ListPage):
    template_name = "communities/council_list.html"
    filterset_class = CouncilFilter
    resource_class = CouncilResource
    sortings = (BY_NAME,)
    columns = ("kind", "is_pilot", "name", "slug", "purpose", "seats")
    export_name = "padomes"
    unmatched_text = _("No council matches. Any neighbourhood may ask for one.")

    def rows(self):
        return councils_listed(timezone.now())

    def shown(self, rows):
        return super().shown(rows).annotate(place_names=Neighbourhood.objects.names_for("councils"))

    def exported(self, rows):
        return rows.for_list()


@login_not_required
def council_detail(request, slug):
    council = get_object_or_404(Council.objects.visible_to(request.user).select_related("unit", "statute"), slug=slug)
    told = for_everybody(f"council.{council.pk}", lambda: _told(council, timezone.now()))
    following = following_of(request.user, council)
    return render(request, "communities/council_detail.html", {"council": council, "following": following, **told})


def _told(council: Council, now: datetime) -> dict[str, str]:
    """What everybody who sees the council reads of it, drawn: meetings, decisions, members and elections; and at the side
    what it is. Whoever sees a council sees its meetings once they are called."""
    members = members_of(council, timezone.localdate(now))
    meetings = Meeting.objects.filter(council=council).for_list()
    context = {
        "council": council,
        "members": members,
        "vacant": max(0, council.seats - len(members)),
        "kept_taken": min(council.community_seats, sum(member.community_id is not None for member in members)),
        "elections": elections_of(council),
        "coming": list(meetings.upcoming(now)),
        "past": list(meetings.past()[:MEETINGS_SHOWN]),
        "decisions": decisions_of(council),
        "age_rule": legal_rule(AGE_RULE, timezone.localdate(now)) if council.kind == CouncilKind.RESIDENTS else None,
    }
    return {place: render_to_string(f"communities/partials/council_{place}.html", context) for place in ("main", "side")}


@login_not_required
def council_statute(request, slug):
    """The statute as the council keeps it."""
    council = get_object_or_404(Council.objects.visible_to(request.user).select_related("statute"), slug=slug)
    if council.statute is None:
        raise Http404
    return private_response(council.statute)


@login_not_required
def election_minutes(request, pk):
    """The minutes of an election of a council that the reader may see."""
    councils = Council.objects.visible_to(request.user)
    election = get_object_or_404(Election.objects.filter(council__in=councils).select_related("minutes"), pk=pk)
    if election.minutes is None:
        raise Http404
    return private_response(election.minutes)
