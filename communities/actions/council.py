from datetime import datetime

from communities.models import Council, Election
from portal.audit.actions import action, record
from portal.files.actions import erase
from portal.files.models import File


@action("communities.council.statute_attached")
def attach_statute(*, council: Council, file: File, by, now: datetime) -> Council:
    """The statute as signed; an earlier file is erased, its name stays in the record (S4-138)."""
    council = Council.objects.lock(council.pk)
    earlier, council.statute = council.statute, file
    council.save(update_fields=["statute", "updated_at"])
    record(target=council, file=file.original_name, before=earlier.original_name if earlier else "")
    if earlier:
        erase(earlier, now=now)
    return council


@action("communities.council.election_minutes_attached")
def attach_election_minutes(*, election: Election, file: File, by, now: datetime) -> Election:
    """The minutes of the election, for everybody to read; an earlier file is erased (S4-141)."""
    council = Council.objects.lock(election.council_id)
    election.refresh_from_db()
    earlier, election.minutes = election.minutes, file
    election.save(update_fields=["minutes"])
    record(target=council, file=file.original_name, election=election.held_on)
    if earlier:
        erase(earlier, now=now)
    return election
