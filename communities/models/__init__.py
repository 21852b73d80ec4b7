from communities.models.agreement import Agreement, Clause, ClauseBlock, Commitment
from communities.models.community import Community, Membership
from communities.models.good_practice import GoodPractice
from communities.models.neighbourhood import ContactPerson, Neighbourhood, NeighbourhoodPriority
from communities.models.resource_centre import Equipment, ResourceCentre
from communities.models.taxonomy import Term

__all__ = [
    "Agreement",
    "Clause",
    "ClauseBlock",
    "Commitment",
    "Community",
    "ContactPerson",
    "Equipment",
    "GoodPractice",
    "Membership",
    "Neighbourhood",
    "NeighbourhoodPriority",
    "ResourceCentre",
    "Term",
]
