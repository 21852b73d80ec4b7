"""Forgetting what was kept as long as was promised. Sums and official facts stay."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext

from communities.models import (
    Agreement,
    AgreementComment,
    Community,
    ConsultationSlot,
    CouncilMember,
    Election,
    Event,
    Handover,
    Meeting,
    Membership,
    Question,
)
from portal.audit.actions import action, record
from portal.audit.erasure import ERASED, blank_history, blank_target, drop_history
from portal.documents.forgetting import forget_documents
from portal.files.actions import erase
from portal.files.forgetting import forget_words


@action("communities.election.candidates_forgotten")
def forget_candidates(*, election: Election, now: datetime) -> None:
    """The names of those who stood and were not elected go; how many votes each had stays."""
    names = election.candidates.filter(is_elected=False).exclude(name=ERASED).update(name=ERASED, publish_name=False)
    record(target=election, names=names)


@action("communities.meeting.invitations_erased")
def erase_invitations(*, meeting: Meeting, now: datetime) -> None:
    """Who was called and who came goes; how many members were present stays with the minutes."""
    meeting = Meeting.objects.lock(meeting.pk)
    number, _by_model = meeting.invitations.all().delete()
    record(target=meeting, invitations=number)


@action("communities.event.evidence_erased")
def erase_evidence(*, event: Event, now: datetime) -> None:
    """The photo or attendance sheet by which the number was confirmed goes; the number stays."""
    event = Event.objects.lock(event.pk)
    file, event.evidence = event.evidence, None
    event.save(update_fields=["evidence", "updated_at"])
    record(target=event)
    if file:
        erase(file, now=now)


@action("communities.consultation_slot.booking_forgotten")
def forget_slot_booking(*, slot: ConsultationSlot, now: datetime) -> None:
    """Who came and what about goes; that the hour was offered stays."""
    slot = ConsultationSlot.objects.lock(slot.pk)
    slot.booked_by = slot.booked_at = None
    slot.question = ""
    slot.save()
    blank_history(ConsultationSlot, [slot.pk])
    record(target=slot)


@action("communities.agreement.let_go")
def let_agreement_go(*, agreement: Agreement, now: datetime) -> None:
    """Who represented the community, what was remarked on the way and the signed copies go; the wording stays."""
    agreement = Agreement.objects.lock(agreement.pk)
    for part in (agreement, *AgreementComment.objects.filter(version__agreement=agreement)):
        forget_words(part, now=now)
    forget_documents(agreement, now=now)
    record(target=agreement)


@action("communities.community.let_go")
def let_community_go(*, community: Community, now: datetime) -> None:
    """How to reach a community that ended long ago goes; that it was there, and what it did, stays."""
    community = Community.objects.lock(community.pk)
    forget_words(community, now=now)
    record(target=community)


@action("communities.membership.let_go")
def let_membership_go(*, membership: Membership, now: datetime) -> None:
    """That somebody once belonged to a community goes, with the handovers between such members."""
    membership = Membership.objects.lock(membership.pk)
    record(target=membership.community)
    handovers = Handover.objects.filter(Q(leader=membership) | Q(successor=membership))
    keys = list(handovers.values_list("pk", flat=True))
    handovers.delete()
    drop_history(Handover, keys)
    blank_target(membership)
    key = membership.pk
    membership.delete()
    drop_history(Membership, [key])


@action("communities.council_member.let_go")
def let_council_member_go(*, member: CouncilMember, now: datetime) -> None:
    """The name and address of a former member go; the seat, the office and the days stay."""
    member = CouncilMember.objects.lock(member.pk)
    forget_words(member, now=now)
    record(target=member)
    blank_target(member)


@action("communities.question.let_go")
def let_question_go(*, question: Question, now: datetime) -> None:
    """What was asked and answered long ago goes; that it was, and how quickly, stays for the figures."""
    question = Question.objects.lock(question.pk)
    question.text = question.answer = gettext("Erased after its term.")
    question.asked_by = None
    question.save(update_fields=["text", "answer", "asked_by", "updated_at"])
    record(target=question)
    blank_target(question)
