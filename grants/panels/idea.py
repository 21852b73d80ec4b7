"""Ideas on desks, in the officers' queue, in receipts and search."""

from django.utils.translation import gettext_lazy as _

from communities.models import Community, memberships_of
from grants.models import ApplicationPartner, Idea, IdeaOffer
from grants.queries.application import deadline_of
from grants.queries.idea import ideas_to_answer, ideas_to_write_out
from portal.db import as_row, from_row
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot
from portal.ui.queues import Queue
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.templatetags.portal_ui import money
from portal.ui.visibility import Visibility


@fill_slot(
    Slot.MANS_DUE,
    rows=lambda user, now: [facts(ideas_to_write_out(user, now), key="pk", title="title", at="call__closes_at")],
)
def ideas_due(request, *, rows, now):
    """Invited ideas to write out."""
    text = _("Your idea is invited: write the full application")
    return [DueItem(one["title"], plain_reverse("grants:idea_detail", one["key"]), text, one["at"], order=8) for one in rows]


def _partners_to_confirm(user, now):
    drafts = ApplicationPartner.objects.unconfirmed().filter(application__state="draft")
    own = drafts.filter(community__in=Community.objects.led_by(user))
    return [facts(own, key="pk", title="application__community__name", at=deadline_of("application__"))]


@fill_slot(Slot.MANS_DUE, rows=_partners_to_confirm)
def partners_due(request, *, rows, now):
    """Partnerships to confirm."""
    text = _("Confirm that your community takes part in a project")
    return [DueItem(one["title"], plain_reverse("grants:partner_confirm", one["key"]), text, one["at"], order=7) for one in rows]


def _offers_to_answer(user, now):
    offers = IdeaOffer.objects.filter(idea__community__in=memberships_of(user), answered_at=None)
    return [facts(offers, key="pk", title="idea__title")]


@fill_slot(Slot.MANS_DUE, rows=_offers_to_answer)
def offers_due(request, *, rows, now):
    """Offers to reply to."""
    text = _("Reply to an offer of help")
    return [DueItem(one["title"], plain_reverse("grants:offer_detail", one["key"]), text, order=20) for one in rows]


def _latest_of(community, now):
    return [facts(community.ideas.standing()[:5], idea=as_row(Idea, "id", "title", "state", "call__title"))]


@fill_slot(Slot.COMMUNITY_DESK, rows=_latest_of)
def ideas_of(request, community, *, rows, now):
    ideas = [from_row(Idea, one["idea"]) for one in rows]
    return [Panel("grants/partials/community_ideas.html", {"ideas": ideas}, order=21)] if ideas else []


@fill_slot(Slot.ADMIN_TASKS)
def ideas_queue(request, *, now):
    if not request.user.has_perm("grants.answer_idea"):
        return []
    return [
        Queue(
            _("Ideas to answer"),
            plain_reverse("admin:grants_idea_changelist") + "?state__exact=submitted",
            ideas_to_answer(now),
            order_by="submitted_at",
            page="admin:grants_idea_change",
            label="title",
            note="community__name",
            order=29,
        )
    ]


def _idea_receipt(idea: Idea) -> ReceiptView:
    facts = [
        (_("Call"), idea.call.title),
        (_("Community"), idea.community.name),
        (_("Grant needed, about"), money(idea.estimate)),
    ]
    return ReceiptView(
        title=idea.title, kind=_("Idea for a call"), status=idea.status, facts=facts, text=idea.summary,
        page=plain_path(idea) if idea.is_public else "",
    )  # fmt: skip


RECEIPTS.register(Idea._meta.label_lower, _idea_receipt)


def _idea_entry(idea: Idea) -> Entry | None:
    if not idea.is_public or idea.state == "withdrawn":
        return None
    return Entry(
        "idea", idea.title, plain_path(idea), f"{idea.summary} {idea.need}", visibility=Visibility.PUBLIC,
        happened_on=idea.submitted_at,
    )  # fmt: skip


register_search(SearchProvider("idea", _("Ideas for calls"), Idea, _idea_entry))


@fill_slot(Slot.OWN_DATA)
def own_ideas(person):
    supported = person.idea_supports.select_related("idea")
    offers = IdeaOffer.objects.filter(offered_by=person).select_related("idea")
    handed_in = Idea.objects.filter(submitted_by=person)
    return [
        ("ideas", [{"idea": one.title, "submitted": one.submitted_at.isoformat()} for one in handed_in]),
        (
            "ideas_supported",
            [{"idea": one.idea.title, "why": one.comment, "given": one.given_at.isoformat()} for one in supported],
        ),
        ("offers_of_help", [{"idea": one.idea.title, "text": one.text, "offered": one.offered_at.isoformat()} for one in offers]),
    ]
