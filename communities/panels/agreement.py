"""Agreements that wait for somebody: on the desk of the community, and on the officers' first page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementState
from communities.models import AgreementComment, AgreementVersion, Community
from communities.queries.agreement import expiring, waiting_for_community, waiting_for_municipality, with_overdue_commitments
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Slot, facts, fill_slot
from portal.ui.queues import NONE_WAITS, Queue


def _waiting_for_leader(user, now):
    waiting = waiting_for_community().filter(community__in=Community.objects.led_by(user))
    return [
        facts(waiting.order_by("state", "-valid_from", "-pk"), title="title", slug="slug", of="community__slug", state="state")
    ]


@fill_slot(Slot.MANS_DUE, rows=_waiting_for_leader)
def agreements_due(request, *, rows, now):
    """Texts that the leader is to answer, and agreements that wait for the leader's signature."""
    return [
        DueItem(
            one["title"],
            plain_reverse("communities:desk_agreement", one["of"], one["slug"]),
            _("Sign the agreement and attach the signed file")
            if one["state"] == AgreementState.SIGNING
            else _("The text of an agreement waits for your answer"),
            order=8,
        )
        for one in rows
    ]


@fill_slot(Slot.ADMIN_TASKS)
def agreement_queues(request, *, now):
    """What waits for the municipality, what ends soon, and where a promise is late."""
    if not request.user.has_perm("communities.change_agreement"):
        return []
    queues = (
        (_("Agreements that wait for the municipality"), waiting_for_municipality()),
        (_("Agreements that end soon"), expiring(timezone.localdate(now))),
        (_("Agreements with an overdue commitment"), with_overdue_commitments(now)),
    )
    return [
        Queue(
            title,
            plain_reverse("admin:communities_agreement_changelist"),
            waiting,
            order_by="valid_to",
            page="admin:communities_agreement_change",
            label="title",
            note="community__name",
            day="valid_to",
            empty=NONE_WAITS,
            order=40,
        )
        for title, waiting in queues
    ]


@fill_slot(Slot.OWN_DATA)
def own_words(person):
    """What the person wrote on agreements, in the name of a community or of the municipality."""
    remarks = AgreementComment.objects.filter(made_by=person).select_related("version__agreement")
    versions = AgreementVersion.objects.filter(made_by=person).select_related("agreement")
    return [
        (
            "agreement_remarks",
            [{"agreement": one.version.agreement.title, "text": one.text, "made_at": one.made_at.isoformat()} for one in remarks],
        ),
        (
            "agreement_versions",
            [{"agreement": one.agreement.title, "note": one.note, "made_at": one.made_at.isoformat()} for one in versions],
        ),
    ]
