"""Ideas on desks, in the officers' queue, in receipts and search."""

from django.utils.translation import gettext_lazy as _

from communities.models import Community
from grants.models import ApplicationPartner, Idea, IdeaOffer
from grants.queries.idea import ideas_to_answer, ideas_to_write_out
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, fill_slot
from portal.ui.queues import Queue
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.templatetags.portal_ui import money
from portal.ui.visibility import Visibility


def _waiting(user, now):
    """Invited ideas to write out, partnerships to confirm, offers to reply to."""
    own = Community.objects.of_member(user)
    led = Community.objects.filter(memberships__in=user.memberships.leaders())
    return (
        ideas_to_write_out(user, now),
        ApplicationPartner.objects.unconfirmed().filter(community__in=led, application__state="draft"),
        IdeaOffer.objects.filter(idea__community__in=own, answered_at=None),
    )


@fill_slot(Slot.MANS_DUE, when=_waiting)
def ideas_and_partners_due(request, *, now):
    ideas, partners, offers = _waiting(request.user, now)
    due = [
        DueItem(idea.title, plain_path(idea), _("Your idea is invited: write the full application"), idea.call.closes_at, order=8)
        for idea in ideas.select_related("call")
    ]
    due += [
        DueItem(
            partner.application.community.name,
            plain_reverse("grants:partner_confirm", partner.pk),
            _("Confirm that your community takes part in a project"),
            partner.application.deadline,
            order=7,
        )
        for partner in partners.select_related("application__call", "application__community")
    ]
    due += [
        DueItem(offer.idea.title, plain_reverse("grants:offer_detail", offer.pk), _("Reply to an offer of help"), order=20)
        for offer in offers.select_related("idea")
    ]
    return due


@fill_slot(Slot.COMMUNITY_DESK)
def ideas_of(request, community, *, now):
    ideas = list(community.ideas.standing().for_list()[:5])
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
