"""Forgetting what was kept as long as was promised. Sums and official facts stay."""

from datetime import datetime

from communities.models import Election, Event, Meeting
from portal.audit.actions import action, record
from portal.audit.erasure import ERASED
from portal.files.actions import erase


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
