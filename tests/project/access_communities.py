"""Places, communities and what they agree on: who may open what."""

from uuid import uuid4

from communities.enums import CommunityStage
from communities.models import Agreement, Community, GoodPractice, Neighbourhood, ResourceCentre
from tests.factories.communities import CommunityFactory, GoodPracticeFactory
from tests.project.visitors import (
    ADMINISTRATOR,
    AUDITOR,
    COORDINATOR,
    LAWYER,
    LEADER,
    NOBODY,
    STAFF,
    Desk,
    first,
    only,
    person,
    private,
    public,
)

READS_AGREEMENTS = only(LAWYER, COORDINATOR, AUDITOR, ADMINISTRATOR)


def leaders_community(**more: str) -> dict[str, str]:
    """The community the leader of these tests leads."""
    return {"slug": Community.objects.of_member(person(LEADER)).get().slug, **more}


PAGES = (
    public("communities:neighbourhood_list"),
    public("communities:neighbourhood_map"),
    public("communities:choose_area", status=302, query="?apkaime=aleju-apkaime"),
    public("communities:neighbourhood_detail", first(Neighbourhood.objects.all)),
    public("communities:community_list"),
    public("communities:community_detail", first(Community.objects.public)),
    public("communities:community_detail", lambda: {"slug": CommunityFactory(stage=CommunityStage.IDENTIFIED).slug}, opens=STAFF),
    public("communities:resource_centre_list"),
    public("communities:resource_centre_map"),
    public("communities:resource_centre_detail", first(ResourceCentre.objects.all)),
    public("communities:good_practice_list"),
    public("communities:good_practice_detail", first(GoodPractice.objects.published)),
    public("communities:good_practice_detail", lambda: {"slug": GoodPracticeFactory().slug}, opens=STAFF),
    private("communities:desk", leaders_community, opens=only(LEADER)),
    public("communities:photo", lambda: {"pk": uuid4()}, opens=NOBODY),
    public("communities:agreement_list"),
    public("communities:agreement_detail", first(Agreement.objects.public)),
    public("communities:agreement_detail", first(lambda: Agreement.objects.filter(state="draft")), opens=READS_AGREEMENTS),
)

KEEPS_REGISTRY = only(COORDINATOR, ADMINISTRATOR)

DESKS = {
    "communities.neighbourhood": Desk(STAFF, KEEPS_REGISTRY, steps={"atbrivot-kontaktpersonu": KEEPS_REGISTRY}),
    "communities.community": Desk(
        STAFF, KEEPS_REGISTRY, steps=dict.fromkeys(("apstiprinat", "aktiva", "neaktiva"), only(COORDINATOR))
    ),
    "communities.resourcecentre": Desk(STAFF, KEEPS_REGISTRY),
    "communities.goodpractice": Desk(STAFF, KEEPS_REGISTRY, steps=dict.fromkeys(("publicet", "atdot"), only(COORDINATOR))),
    "communities.term": Desk(STAFF, KEEPS_REGISTRY),
    "communities.agreement": Desk(
        READS_AGREEMENTS,
        only(LAWYER, COORDINATOR),
        steps={
            "publicet": only(LAWYER, COORDINATOR),
            "parakstit": only(LAWYER, COORDINATOR),
            "speka": only(LAWYER),
        },
    ),
}
