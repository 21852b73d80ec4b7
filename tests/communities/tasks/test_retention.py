"""Candidates, invitations and evidence are forgotten when their term is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import ConsultationSlot, MeetingInvitation
from communities.tasks.retention import forget_old_records
from portal.audit.models import Event as AuditEvent
from tests.factories.consultation_slot import SlotFactory
from tests.factories.council import CandidateFactory, CouncilMemberFactory, ElectionFactory, MeetingFactory
from tests.factories.event import EventFactory
from tests.factories.files import stored_file
from tests.factories.portal import PersonFactory

YEAR = timedelta(days=366)


@pytest.fixture(autouse=True)
def _municipality(municipality):
    """Files and audit entries carry it."""


@pytest.mark.parametrize(("ago", "name"), [(YEAR, "—"), (YEAR / 2, "Anna Ozola")])
def test_who_was_not_elected_is_forgotten_a_year_after_the_election(ago, name):
    election = ElectionFactory(held_on=timezone.localdate() - ago)
    lost = CandidateFactory(election=election, name="Anna Ozola", publish_name=True, votes=7)
    won = CandidateFactory(election=election, name="Jānis Liepa", is_elected=True)

    forget_old_records.apply(throw=True)

    lost.refresh_from_db()
    won.refresh_from_db()
    assert (lost.name, lost.votes, won.name) == (name, 7, "Jānis Liepa")


@pytest.mark.parametrize(("ago", "left"), [(YEAR, 0), (YEAR / 2, 1)])
def test_who_was_called_to_a_meeting_is_forgotten_a_year_after_it(now, ago, left):
    meeting = MeetingFactory(starts_at=now - ago)
    MeetingInvitation.objects.create(meeting=meeting, member=CouncilMemberFactory(council=meeting.council))

    forget_old_records.apply(throw=True)

    assert meeting.invitations.count() == left


@pytest.mark.parametrize(("ago", "is_kept"), [(5 * YEAR, False), (4 * YEAR, True)])
def test_the_proof_of_attendance_goes_after_five_years_and_the_number_stays(
    now, ago, is_kept, django_capture_on_commit_callbacks
):
    event = EventFactory(starts_at=now - ago, evidence=stored_file())
    file = event.evidence

    with django_capture_on_commit_callbacks(execute=True):
        forget_old_records.apply(throw=True)

    event.refresh_from_db()
    file.refresh_from_db()
    assert bool(event.evidence) == is_kept
    assert (file.erased_at is None) == is_kept


def test_run_again_it_finds_nothing_more():
    CandidateFactory(election=ElectionFactory(held_on=timezone.localdate() - YEAR), name="Anna Ozola")
    forget_old_records.apply(throw=True)
    traces = AuditEvent.objects.count()

    forget_old_records.apply(throw=True)

    assert AuditEvent.objects.count() == traces


@pytest.mark.parametrize(("ago", "question"), [(YEAR, ""), (YEAR / 2, "Kā dibināt biedrību?")])
def test_who_came_for_advice_is_forgotten_a_year_after_the_hour(now, ago, question):
    slot = SlotFactory(starts_at=now - ago, ends_at=now - ago + timedelta(hours=1))
    ConsultationSlot.objects.filter(pk=slot.pk).update(
        booked_by=PersonFactory(), booked_at=now - ago - timedelta(days=1), question="Kā dibināt biedrību?"
    )

    forget_old_records.apply(throw=True)

    slot.refresh_from_db()
    assert slot.question == question
    assert (slot.booked_by is None) == (not question)
