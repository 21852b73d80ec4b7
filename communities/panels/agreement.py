"""Agreements that wait for somebody: on the desk of the community, and on the officers' first page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementState, CommitmentParty
from communities.models import Agreement, AgreementComment, AgreementVersion, Community
from communities.queries.agreement import expiring, is_signed_copy_back, waiting_for_municipality, with_overdue_commitments
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Slot, fill_slot
from portal.ui.queues import NONE_WAITS, Queue


@fill_slot(
    Slot.MANS_DUE,
    when=lambda user, now: [
        Agreement.objects.filter(
            state__in=(AgreementState.DRAFT, AgreementState.SIGNING), community__in=Community.objects.led_by(user)
        )
    ],
)
def agreements_due(request, *, now):
    """Texts that the leader is to answer, and agreements that wait for the leader's signature."""
    led = Community.objects.led_by(request.user)
    to_answer = Agreement.objects.waiting_for(CommitmentParty.COMMUNITY).filter(community__in=led).for_list()
    to_sign = Agreement.objects.filter(state=AgreementState.SIGNING, community__in=led).for_list()
    waiting = [*to_answer, *(agreement for agreement in to_sign if not is_signed_copy_back(agreement))]
    return [
        DueItem(
            agreement.title,
            plain_reverse("communities:desk_agreement", agreement.community.slug, agreement.slug),
            _("Sign the agreement and attach the signed file")
            if agreement.state == AgreementState.SIGNING
            else _("The text of an agreement waits for your answer"),
            order=8,
        )
        for agreement in waiting
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
