"""Draft decisions on the shared pages: what is being drafted, what a community is asked, when committees meet."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.models import CommitteeInvitation, DraftDecision, OpinionRequest
from participation.queries.draft_decision import invitations_coming, requests_waiting
from portal.db import as_row, from_row
from portal.obligations.clock import end_of_day
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.ui.panels import Panel, Slot, facts, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


@fill_slot(Slot.HUB)
def drafts_under_way(*, now):
    drafts = list(DraftDecision.objects.public().pending().for_rows().order_by("-published_at")[:5])
    if not drafts:
        return []
    shown = {"drafts": drafts}
    return [Panel("participation/partials/hub_drafts.html", shown, order=30, anchor="lemumi", title=_("Draft decisions"))]


def _asked(community, now):
    draft = [f"draft__{column}" for column in ("slug", "title", "summary", "committee", "meeting_at", "meeting_place")]
    request = as_row(OpinionRequest, "id", *draft, "draft__consultation__closes_at")
    invitation = as_row(CommitteeInvitation, "id", "is_coming", *draft)
    return [
        facts(requests_waiting([community], now), request=request),
        facts(invitations_coming([community], now), invitation=invitation),
    ]


@fill_slot(Slot.COMMUNITY_DESK, rows=_asked)
def asked_of_the_community(request, community, *, rows, now):
    """Opinions the municipality waits for, and committees to which the community is invited."""
    if not rows:
        return []
    context = {
        "requests": [from_row(OpinionRequest, one["request"]) for one in rows if "request" in one],
        "invitations": [from_row(CommitteeInvitation, one["invitation"]) for one in rows if "invitation" in one],
        "may_answer": request.user.has_perm("communities.edit_for_community", community),
    }
    return [Panel("participation/partials/desk_drafts.html", context, order=10)]


@fill_slot(Slot.CALENDAR)
def committees_meeting(*, start: date, end: date, neighbourhood=None, community=None):
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
