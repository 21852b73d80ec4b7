from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone

from communities.models import Agreement, Commitment, Community, Membership
from communities.queries.cooperation import ELEMENTS, LADDER, START, duties_of, marked, traces_of, with_traces
from communities.rules import remember_role
from portal.db import as_row, from_row
from portal.obligations.models import Obligation
from portal.obligations.queries import CLOCK
from portal.ui.page_cache import for_one
from portal.ui.panels import Slot, gather_of

SEES_INSIDE = "communities.see_inside_community"
EDITS = "communities.edit_for_community"
LEADS = "communities.lead_community"


def own_community(request, slug, permission: str = SEES_INSIDE, *, among=None) -> Community:
    """The community whose desk the visitor opens. Raises ``Http404`` for others' and ``PermissionDenied`` for members
    whose role does not reach so far."""
    communities = Community.objects.all() if among is None else among
    role = Membership.objects.current().filter(user=request.user, community=OuterRef("pk")).values("role")
    community = get_object_or_404(communities.of_member(request.user).annotate(own_role=Subquery(role)), slug=slug)
    remember_role(request.user, community.pk, community.own_role)
    if not request.user.has_perm(permission, community):
        raise PermissionDenied
    return community


def desk(request, slug):
    """What a community's members see of it: what is due, what goes on, and the way to everything they can do."""
    community = own_community(request, slug)
    told = for_one(request.user, f"desk.{community.pk}", lambda: _told(request, community, timezone.now()))
    return render(request, "communities/desk_overview.html", {"community": community, "told": told})


def _told(request, community: Community, now: datetime) -> str:
    """What the desk tells the person, drawn: lines, panels, agreements, and what the community has begun and may begin."""
    about = with_traces(Community.objects.annotate(**_brought_along(request.user)).only("pk")).get(pk=community.pk)
    [panels] = gather_of(community, Slot.COMMUNITY_DESK, given=(request, community), now=now)
    traces = traces_of(about)
    start = marked(START, traces)
    context = {
        "community": community,
        "promises": [from_row(Obligation, row) for row in about.promised],
        "panels": panels,
        "agreements": [
            (from_row(Agreement, row["agreement"]), [from_row(Commitment, one) for one in row["commitments"]])
            for row in about.agreed
        ],
        "start": start,
        "has_begun": all(is_there for _step, is_there in start),
        "elements": marked(ELEMENTS, traces),
        "ladder": marked(LADDER, traces),
        "duties": duties_of(community),
    }
    return render_to_string("communities/partials/desk_told.html", context)


def _brought_along(user) -> dict[str, ArraySubquery]:
    """What the overview shows of a community beside its panels, for the query that reads its traces: what it has promised, and
    the agreements the person may see, each with its commitments."""
    held = {"holder_type": ContentType.objects.get_for_model(Community), "holder_id": OuterRef("pk")}
    promises = Obligation.objects.open().filter(**held).by_urgency()
    promised = promises.values(row=as_row(Obligation, "kind", "label", "address", *CLOCK))
    agreements = Agreement.objects.visible_to(user).filter(community=OuterRef("pk"))
    agreement = as_row(Agreement, "kind", "title", "slug", "state", "valid_to")
    commitments = Commitment.objects.filter(agreement=OuterRef("pk")).values(row=as_row(Commitment, "party", "text", "due_on"))
    agreed = agreements.values(row=JSONObject(agreement=agreement, commitments=ArraySubquery(commitments)))
    return {"promised": ArraySubquery(promised), "agreed": ArraySubquery(agreed)}
