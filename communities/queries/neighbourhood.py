"""What the page of a neighbourhood gathers."""

from communities.models import Community, ContactPerson, Neighbourhood


def contacts_of(neighbourhood: Neighbourhood) -> list[ContactPerson]:
    return list(neighbourhood.contact_persons.active().select_related("unit"))


def communities_in(neighbourhood: Neighbourhood) -> list[Community]:
    return list(Community.objects.public().filter(neighbourhoods=neighbourhood))
