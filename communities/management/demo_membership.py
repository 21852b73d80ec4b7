"""Demo communities on their way to a public page, and what moves among the people of the others."""

from communities.actions.community import free_slug, register_community
from communities.actions.handover import ask_handover
from communities.actions.invitation import accept_invitation, invite
from communities.actions.verification import return_community
from communities.enums import CommunityStage
from communities.models import Community
from portal.management.demo import Demo
from portal.ui.search import index


def load(demo: Demo) -> None:
    content = demo.content("membership")
    _registered(demo, content["waiting"])
    row = content["returned"]
    community = _registered(demo, row)
    coordinator = demo.person("koordinators")
    return_community(community=community, reason=row["reason"], by=coordinator, now=demo.working(row["returned"]))
    for row in content["identified"]:
        _identified(demo, row)
    _joined(demo, content["joined"])
    _invited(demo, content["invited"])
    _handover(demo, content["handover"])


def _registered(demo: Demo, row: dict) -> Community:
    return register_community(
        name=row["name"],
        neighbourhoods=[demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]],
        uniting=row["uniting"],
        second_person=row["second"],
        declared=True,
        email=row["email"],
        by=demo.person(row["leader"]),
        now=demo.working(row["day"]),
    )


def _identified(demo: Demo, row: dict) -> None:
    """What an officer noted about people who have not asked to be listed (S4-145)."""
    places = row.pop("neighbourhoods")
    community = Community.objects.create(slug=free_slug(Community, row["name"]), stage=CommunityStage.IDENTIFIED, **row)
    community.neighbourhoods.set(demo.made["neighbourhoods"][slug] for slug in places)
    index(community)


def _joined(demo: Demo, row: dict) -> None:
    community, person = demo.made["communities"][row["community"]], demo.person(row["person"])
    leader = community.memberships.leaders().get().user
    invitation = invite(community=community, email=person.email, role=row["role"], by=leader, now=demo.at(row["day"]))
    accept_invitation(invitation=invitation, by=person, now=demo.at(row["day"] + 1))


def _invited(demo: Demo, row: dict) -> None:
    community = demo.made["communities"][row["community"]]
    leader = community.memberships.leaders().get().user
    invite(community=community, email=row["email"], role=row["role"], by=leader, now=demo.at(row["day"]))


def _handover(demo: Demo, row: dict) -> None:
    community = demo.made["communities"][row["community"]]
    successor = community.memberships.current().get(user=demo.person(row["successor"]))
    leader = community.memberships.leaders().get().user
    ask_handover(community=community, successor=successor, leader_leaves=False, by=leader, now=demo.at(row["day"]))
