"""What the page of a neighbourhood gathers."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from communities.models import Community, ContactPerson, Neighbourhood, ResourceCentre
from communities.queries.council import councils_of

COMMUNITY_SHOWN = ("name", "slug", "uniting", "stage", "verified_at")
CENTRE_SHOWN = ("name", "slug", "description", "setting")
COUNCIL_SHOWN = ("name", "slug")


def contacts_of(neighbourhood: Neighbourhood) -> list[ContactPerson]:
    return list(neighbourhood.contact_persons.active().select_related("unit"))


def with_people(neighbourhoods: QuerySet) -> QuerySet:
    """The neighbourhoods, each with what is shown of its communities, of its centres and of its council: fields of
    ``communities_there``, ``centres_there`` and ``councils_there``, fetched along."""
    here = OuterRef("pk")
    communities = Community.objects.public().filter(neighbourhoods=here).order_by("name_sort")
    centres = ResourceCentre.objects.filter(neighbourhood=here, is_active=True).order_by("name_sort")
    return neighbourhoods.annotate(
        communities_there=_fields(communities, COMMUNITY_SHOWN),
        centres_there=_fields(centres, CENTRE_SHOWN),
        councils_there=_fields(councils_of(here)[:1], COUNCIL_SHOWN),
    )


def _fields(rows: QuerySet, names: tuple[str, ...]) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in names})))
