from datetime import datetime

from django.utils.translation import gettext as _

from communities.models import ContactPerson, Neighbourhood, NeighbourhoodPriority
from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.ui.search import index


@action("communities.neighbourhood.saved")
def save_neighbourhood(*, neighbourhood: Neighbourhood, by, now: datetime) -> Neighbourhood:
    """Write a neighbourhood as an officer typed it, and renew what the search finds."""
    neighbourhood.full_clean()
    neighbourhood.save()
    record(target=neighbourhood)
    index(neighbourhood)
    return neighbourhood


@action("communities.neighbourhood.put_in_use")
def put_in_use(*, neighbourhood: Neighbourhood, by, now: datetime) -> Neighbourhood:
    """From now on everybody sees the neighbourhood. Raises ``StateConflict`` without a contact person (S4-66)."""
    neighbourhood = Neighbourhood.objects.lock(neighbourhood.pk)
    if neighbourhood.is_active:
        return neighbourhood
    if not ContactPerson.objects.active().filter(neighbourhood=neighbourhood).exists():
        raise StateConflict(_("The neighbourhood has no contact person yet. Name one first."))
    return _set_active(neighbourhood, True)


@action("communities.neighbourhood.taken_out_of_use")
def take_out_of_use(*, neighbourhood: Neighbourhood, by, now: datetime) -> Neighbourhood:
    """The neighbourhood is no longer used: officers still see it, what happened in it stays."""
    neighbourhood = Neighbourhood.objects.lock(neighbourhood.pk)
    return _set_active(neighbourhood, False) if neighbourhood.is_active else neighbourhood


def _set_active(neighbourhood: Neighbourhood, is_active: bool) -> Neighbourhood:
    neighbourhood.is_active = is_active
    neighbourhood.save(update_fields=["is_active", "updated_at"])
    record(target=neighbourhood)
    index(neighbourhood)
    return neighbourhood


@action("communities.neighbourhood.priorities_set")
def set_priorities(*, neighbourhood: Neighbourhood, texts: list[str], by, now: datetime) -> None:
    """What matters most here, the first before all (S4-12)."""
    neighbourhood = Neighbourhood.objects.lock(neighbourhood.pk)
    neighbourhood.priorities.all().delete()
    NeighbourhoodPriority.objects.bulk_create(
        NeighbourhoodPriority(neighbourhood=neighbourhood, position=position, text=text)
        for position, text in enumerate(texts, start=1)
    )
    record(target=neighbourhood, priorities=texts)
