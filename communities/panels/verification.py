"""Communities on their way to a public page: the officers' queue, the leader's correction, the receipt."""

from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from communities.enums import Promise, Verification
from communities.models import Community
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot
from portal.ui.queues import NONE_WAITS, Queue


@fill_slot(Slot.ADMIN_TASKS)
def verification_queue(request, *, now):
    if not request.user.has_perm("communities.verify_community"):
        return []
    return [
        Queue(
            _("Communities to verify"),
            plain_reverse("admin:communities_community_changelist") + "?parbaude=waiting",
            Community.objects.waiting(),
            order_by="declared_at",
            page="admin:communities_community_change",
            label="name",
            day=TruncDate("declared_at"),
            empty=NONE_WAITS,
            order=25,
        )
    ]


@fill_slot(Slot.COMMUNITY_OWN)
@fill_slot(Slot.COMMUNITY_DESK)
def what_happens_next(request, community, *, now=None):
    """For those who see a community before it is public: how far the verification is and by when it ends."""
    if community.verification not in (Verification.WAITING, Verification.RETURNED):
        return []
    context = {
        "community": community,
        "obligation": obligation_of(community, Promise.VERIFICATION),
        "leads": request.user.has_perm("communities.lead_community", community),
    }
    return [Panel("communities/partials/verification.html", context, order=1)]


@fill_slot(Slot.MANS_DUE, rows=lambda user, now: [facts(Community.objects.returned().led_by(user), name="name", slug="slug")])
def corrections_due(request, *, rows, now):
    """What officers sent back to the communities the person leads."""
    text = _("Correct what the officer wrote and send the community again.")
    return [DueItem(one["name"], plain_reverse("communities:send_again", one["slug"]), text, order=10) for one in rows]


def _receipt(community: Community) -> ReceiptView:
    places = ", ".join(place.name for place in community.neighbourhoods.all())
    return ReceiptView(
        title=community.name,
        kind=_("Community"),
        status=community.status,
        facts=[(_("Neighbourhoods"), places), (_("Legal form"), community.get_legal_form_display())],
        text=community.uniting,
        page=plain_path(community) if community.verified_at else "",
    )


RECEIPTS.register(Community._meta.label_lower, _receipt)
