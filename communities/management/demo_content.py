"""Demo neighbourhoods, communities, resource centres, good practice and agreements."""

from django.utils.text import slugify

from communities.actions.agreement import publish_agreement, put_into_force, send_for_signing
from communities.actions.community import count_residents, free_slug, register_community, verify_community
from communities.actions.good_practice import publish_practice
from communities.actions.neighbourhood import name_contact_person, save_neighbourhood
from communities.models import (
    Agreement,
    Clause,
    Commitment,
    Equipment,
    GoodPractice,
    Neighbourhood,
    NeighbourhoodPriority,
    ResourceCentre,
    Term,
)
from portal.audit.actions import Guest
from portal.management.demo import Demo
from portal.notifications.actions import confirm_following, follow
from portal.notifications.models import Frequency
from portal.ui.search import index


def load(demo: Demo) -> None:
    content = demo.content("communities")
    coordinator = demo.person("koordinators")
    demo.made["neighbourhoods"] = {row["slug"]: _neighbourhood(demo, row, coordinator) for row in content["neighbourhoods"]}
    demo.made["communities"] = {row["key"]: _community(demo, row, coordinator) for row in content["communities"]}
    for row in content["centres"]:
        _centre(demo, row)
    for row in content["practices"]:
        _practice(demo, row, coordinator)
    for row in content["agreements"]:
        _agreement(demo, row)
    for slug, email in content["followers"]:
        _follower(demo, demo.made["neighbourhoods"][slug], email)


def _neighbourhood(demo: Demo, row: dict, by) -> Neighbourhood:
    contact, priorities = row.pop("contact"), row.pop("priorities")
    place = save_neighbourhood(neighbourhood=Neighbourhood(**row), by=by, now=demo.at(-490))
    NeighbourhoodPriority.objects.bulk_create(
        NeighbourhoodPriority(neighbourhood=place, position=position, text=text)
        for position, text in enumerate(priorities, start=1)
    )
    unit = demo.made["units"][contact.pop("unit")]
    name_contact_person(neighbourhood=place, unit=unit, by=by, now=demo.at(-120), **contact)
    return place


def _community(demo: Demo, row: dict, coordinator):
    leader = demo.person(row["leaders"][0])
    community = register_community(
        name=row["name"],
        neighbourhoods=[demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]],
        uniting=row["uniting"],
        by=leader,
        now=demo.at(-480),
        description=row["description"],
        legal_form=row["legal_form"],
        registration_number=row["registration_number"],
        founding_factors=row["founding_factors"],
        decision_rule=row["decision_rule"],
        channel=row["channel"],
        is_ngo_centre=row["is_ngo_centre"],
    )
    community = verify_community(community=community, stage=row["stage"], by=coordinator, now=demo.at(-475))
    return count_residents(community=community, number=row["residents"], counted_on=demo.day(-60), by=leader, now=demo.at(-60))


def _centre(demo: Demo, row: dict) -> None:
    equipment, community, place = row.pop("equipment"), row.pop("community"), row.pop("neighbourhood")
    centre = ResourceCentre.objects.create(
        slug=free_slug(ResourceCentre, row["name"]),
        community=demo.made["communities"].get(community),
        neighbourhood=demo.made["neighbourhoods"].get(place),
        is_reference=community is None,
        **row,
    )
    Equipment.objects.bulk_create(Equipment(centre=centre, name=name, quantity=quantity) for name, quantity in equipment)
    index(centre)


def _practice(demo: Demo, row: dict, by) -> None:
    terms = {kind: row.pop(f"{kind}s") for kind in ("tag", "tool", "aspect")}
    community = demo.made["communities"].get(row.pop("community", None))
    practice = GoodPractice.objects.create(slug=slugify(row["title"]), community=community, **row)
    for kind, slugs in terms.items():
        getattr(practice, f"{kind}s").set([Term.objects.get(kind=kind, slug=slug) for slug in slugs])
    publish_practice(practice=practice, by=by, now=demo.at(-100))


def _agreement(demo: Demo, row: dict) -> None:
    """As far along its way as the content says, by the same steps officers take."""
    lawyer = demo.person("jurists")
    agreement = Agreement.objects.create(
        kind=row["kind"],
        title=row["title"],
        slug=slugify(row["title"]),
        community=demo.made["communities"][row["community"]],
        unit=demo.made["units"][row["unit"]],
        summary=row["summary"],
        representative_post=row["representative_post"],
        representative_basis=row["representative_basis"],
        valid_from=demo.day(row["from"]),
        valid_to=demo.day(row["to"]),
    )
    Clause.objects.bulk_create(
        Clause(agreement=agreement, block=block, position=position, text=text)
        for position, (block, text) in enumerate(row["clauses"], start=1)
    )
    Commitment.objects.bulk_create(
        Commitment(agreement=agreement, party=party, text=text, due_on=demo.day(due)) for party, text, due in row["commitments"]
    )
    if row["state"] == "published":
        publish_agreement(agreement=agreement, by=lawyer, now=demo.at(row["published"]))
    elif row["state"] == "in_force":
        send_for_signing(agreement=agreement, by=lawyer, now=demo.at(row["signed"] - 5))
        put_into_force(
            agreement=agreement, signed_on=demo.day(row["signed"]), number=row["number"], by=lawyer, now=demo.at(row["signed"])
        )


def _follower(demo: Demo, place: Neighbourhood, email: str) -> None:
    """A guest who wants the news of a neighbourhood once a week."""
    subscription = follow(target=place, email=email, language="lv", by=Guest(), now=demo.at(-30, "18:20"))
    confirm_following(subscription=subscription, frequency=Frequency.WEEKLY, by=Guest(), now=demo.at(-30, "18:25"))
