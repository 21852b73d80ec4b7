"""A person's drafts, evaluations and applications."""

from django.utils.translation import gettext_lazy as _

from communities.models import Community, memberships_of
from grants.enums import ApplicationState
from grants.models import Application
from grants.queries.application import DEADLINE, open_drafts
from grants.queries.evaluation import seats_waiting
from grants.queries.idea import calls_left_for
from portal.db import only_columns
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot


def _drafts(user, now):
    own = open_drafts(now).filter(community__in=memberships_of(user)).order_by(DEADLINE)
    return [facts(own, key="pk", title="title", call="call__title", at=DEADLINE)]


@fill_slot(Slot.MANS_DUE, rows=_drafts)
def drafts_due(request, *, rows, now):
    """Applications of the person's communities that are not handed in yet."""
    text = _("Draft of an application, not handed in yet")
    return [
        DueItem(one["title"] or one["call"], plain_reverse("grants:application_detail", one["key"]), text, one["at"], order=10)
        for one in rows
    ]


@fill_slot(Slot.MANS_DUE, rows=lambda user, now: [facts(seats_waiting(user), call="call__title", slug="call__slug")])
def seats_due(request, *, rows, now):
    """Calls the person evaluates."""
    text = _("Applications wait for your evaluation")
    return [DueItem(one["call"], plain_reverse("grants:evaluation_call", one["slug"]), text, order=5) for one in rows]


@fill_slot(Slot.MANS, when=lambda user, now: [Community.objects.of_member(user)])
def our_applications(request, *, now):
    # Asked for first: as a subquery they are looked at once all applications are read.
    keys = list(memberships_of(request.user).order_by().values_list("community", flat=True))
    rows = list(
        only_columns(
            Application.objects.filter(community__in=keys).exclude(state=ApplicationState.DRAFT).order_by("-submitted_at"),
            "title",
            "state",
            "requested",
            "call__title",
            "community__name",
            "contract__application",
            "contract__state",
        )[:10]
    )
    calls = list(calls_left_for(keys, now)[:3])
    if not rows and not calls:
        return []
    return [Panel("grants/partials/mans_applications.html", {"rows": rows, "calls": calls, "now": now}, order=30)]
