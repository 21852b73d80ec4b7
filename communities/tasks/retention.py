from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from communities.actions.retention import erase_evidence, erase_invitations, forget_candidates, forget_slot_booking
from communities.models import Candidate, ConsultationSlot, Election, Event, Meeting
from portal.audit.erasure import ERASED
from portal.audit.heartbeats import beat
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

BATCH = 200


@shared_task(ignore_result=True)
def forget_old_records() -> None:
    """Candidates who were not elected, who was called to meetings and came for advice, the evidence of attendance: each
    for its own term."""
    now = timezone.now()
    today = timezone.localdate(now)
    named = Candidate.objects.filter(is_elected=False).exclude(name=ERASED)
    over = Election.objects.filter(candidates__in=named, held_on__lt=_years_ago("CANDIDATE_KEPT_YEARS", today))
    elections = list(over.distinct()[:BATCH])
    for election in elections:
        forget_candidates(election=election, now=now)
    called = Meeting.objects.filter(invitations__isnull=False, starts_at__lt=_before("MEETING_INVITATION_KEPT_YEARS", today))
    meetings = list(called.distinct()[:BATCH])
    for meeting in meetings:
        erase_invitations(meeting=meeting, now=now)
    proven = Event.objects.filter(evidence__isnull=False, ends_at__lt=_before("EVENT_EVIDENCE_KEPT_YEARS", today))
    events = list(proven[:BATCH])
    for event in events:
        erase_evidence(event=event, now=now)
    slots = list(ConsultationSlot.objects.booked().filter(starts_at__lt=_before("SLOT_KEPT_YEARS", today))[:BATCH])
    for slot in slots:
        forget_slot_booking(slot=slot, now=now)
    beat("forget_old_records", now, len(elections) + len(meetings) + len(events) + len(slots))


def _years_ago(rule: str, today: date) -> date:
    return add_months(today, -12 * legal_rule(rule, today).whole)


def _before(rule: str, today: date):
    return end_of_day(_years_ago(rule, today) - timedelta(days=1))
