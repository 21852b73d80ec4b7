"""Writing to the municipality: from the hub, from a person's own page and from a community's desk."""

from django.utils.translation import gettext_lazy as _

from participation.models import BudgetCampaign, Submission
from participation.queries.answer import submission_cards
from portal.db import only_columns
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.HUB)
def ways_to_write(*, now):
    campaigns = BudgetCampaign.objects.open(now).only("title", "slug", "summary", "closes_at").order_by("closes_at")
    most_needed = Submission.objects.public().filter(support_count__gt=0, state__in=("collecting", "received", "examined"))
    most_needed = only_columns(most_needed, "kind", "title", "support_count", "neighbourhood__name")
    context = {
        "campaigns": list(campaigns[:3]),
        "proposals": list(most_needed.order_by("-support_count", "-pk")[:3]),
        "now": now,
    }
    return [Panel("participation/partials/hub_write.html", context, order=20, anchor="rakstit", title=_("Say it yourself"))]


@fill_slot(Slot.MANS, when=lambda user, now: [Submission.objects.filter(author=user)])
def my_submissions(request, *, now):
    own = list(Submission.objects.filter(author=request.user).for_cards().order_by("-received_at")[:3])
    return [Panel("participation/partials/mans_submissions.html", {"cards": submission_cards(own)}, order=45)] if own else []


@fill_slot(Slot.COMMUNITY_DESK)
def write_for_the_community(request, community, *, now):
    """Ask, invite and react in the community's name (S4-47, S4-49, S4-51)."""
    return [Panel("participation/partials/desk_write.html", {"community": community}, order=48)]
