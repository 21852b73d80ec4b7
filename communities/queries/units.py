"""Which unit of the municipality is in charge of what communities hand in."""

from collections.abc import Iterable

from communities.models import ContactPerson, Neighbourhood
from portal.municipality.models import Unit


def unit_in_charge(neighbourhoods: Iterable[Neighbourhood]) -> Unit:
    """The unit of the first active contact person there; where there is none, the first unit in use.

    Raises ``Unit.DoesNotExist`` while the municipality has entered no unit at all.
    """
    contact = ContactPerson.objects.active().filter(neighbourhood__in=list(neighbourhoods)).select_related("unit").first()
    return contact.unit if contact else Unit.objects.active().order_by("pk")[:1].get()
