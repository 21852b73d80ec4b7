"""A person's drafts, evaluations and applications."""

from django.utils.translation import gettext_lazy as _

from communities.models import Community
from grants.enums import ApplicationState
from grants.models import Application
from grants.queries.application import DEADLINE, open_drafts
from grants.queries.evaluation import seats_waiting
from grants.queries.idea import calls_left_for
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, fill_slot


def _drafts_and_seats(user, now):
    """Applications of the person's communities that are not handed in yet, and calls the person evaluates."""
    return (
        open_drafts(now).filter(community__in=Community.objects.of_member(user)),
        seats_waiting(user),
    )


@fill_slot(Slot.MANS_DUE, when=_drafts_and_seats)
def drafts_due(request, *, now):
    """Drafts to hand in, and calls to evaluate."""
    drafts, seats = _drafts_and_seats(request.user, now)
    due = [
        DueItem(
            draft.title or draft.call.title, plain_path(draft), _("Draft of an application, not handed in yet"),
            draft.deadline, order=10,
        )
        for draft in drafts.select_related("call", "community").order_by(DEADLINE)
    ]  # fmt: skip
    due += [
        DueItem(
            seat.call.title,
            plain_reverse("grants:evaluation_call", seat.call.slug),
            _("Applications wait for your evaluation"),
            order=5,
        )
        for seat in seats.select_related("call")
    ]
    return due


@fill_slot(Slot.MANS, when=lambda user, now: [Community.objects.of_member(user)])
def our_applications(request, *, now):
    ours = Community.objects.of_member(request.user)
    rows = list(
        Application.objects.filter(community__in=ours)
        .exclude(state=ApplicationState.DRAFT)
        .for_list()
        .order_by("-submitted_at")[:10]
    )
    calls = list(calls_left_for(ours, now)[:3])
    if not rows and not calls:
        return []
    return [Panel("grants/partials/mans_applications.html", {"rows": rows, "calls": calls, "now": now}, order=30)]
