"""Draft decisions on the shared pages: what is being drafted, what a community is asked, when committees meet."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.models import DraftDecision
from participation.queries.draft_decision import invitations_coming, requests_waiting
from portal.db import as_row, from_row
from portal.obligations.clock import end_of_day
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.ui.panels import Panel, Slot, facts, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


@fill_slot(Slot.HUB)
def drafts_under_way(request, *, now):
    drafts = list(DraftDecision.objects.public().pending().for_list().order_by("-published_at")[:5])
    if not drafts:
        return []
    shown = {"drafts": drafts}
    return [Panel("participation/partials/hub_drafts.html", shown, order=30, anchor="lemumi", title=_("Draft decisions"))]


def _asked(community, now):
    asked_on = as_row(DraftDecision, "id", "slug", "title", "summary", way="draft__")
    invited_on = as_row(DraftDecision, "id", "slug", "title", "committee", "meeting_place", way="draft__")
    return [
        facts(requests_waiting([community], now), draft=asked_on, at="draft__consultation__closes_at"),
        facts(invitations_coming([community], now), pk="pk", is_coming="is_coming", draft=invited_on, at="draft__meeting_at"),
    ]


@fill_slot(Slot.COMMUNITY_DESK, rows=_asked)
def asked_of_the_community(request, community, *, rows, now):
    """Opinions the municipality waits for, and committees to which the community is invited."""
    lines = [one | {"draft": from_row(DraftDecision, one["draft"])} for one in rows]
    context = {
        "requests": [one for one in lines if "pk" not in one],
        "invitations": [one for one in lines if "pk" in one],
        "may_answer": request.user.has_perm("communities.edit_for_community", community),
    }
    return [Panel("participation/partials/desk_drafts.html", context, order=10)] if lines else []


@fill_slot(Slot.CALENDAR)
def committees_meeting(*, user, start: date, end: date, neighbourhood=None, community=None):
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    drafts = DraftDecision.objects.public().filter(meeting_at__gte=first, meeting_at__lt=after)
    if neighbourhood:
        drafts = drafts.filter(neighbourhoods=neighbourhood)
    if community:
        drafts = drafts.filter(invitations__community=community)
    return [
        CalendarEntry(
            key=f"participation.draft-{one.pk}",
            kind=_("Meeting of a committee"),
            title=one.title,
            address=absolute(plain_path(one), get_language() or "lv"),
            starts=one.meeting_at,
            place=one.meeting_place,
            text=one.committee,
            neighbourhood_keys=one.place_keys,
        )
        for one in drafts.annotate(place_keys=Neighbourhood.objects.keys_for("draft_decisions"))
    ]


def _entry(draft: DraftDecision) -> Entry:
    return Entry(
        "draft_decision", draft.title, plain_path(draft), f"{draft.summary} {draft.text} {draft.result}",
        visibility=Visibility.PUBLIC if draft.published_at else Visibility.STAFF,
        neighbourhood_keys=list(draft.neighbourhoods.values_list("pk", flat=True)),
        happened_on=draft.decided_on,
    )  # fmt: skip


register_search(SearchProvider("draft_decision", _("Draft decisions"), DraftDecision, _entry))
