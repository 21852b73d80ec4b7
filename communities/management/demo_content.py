"""Demo neighbourhoods, communities, resource centres and good practice; the rest by noun beside it."""

from django.utils.text import slugify

from communities.actions.community import free_slug, register_community
from communities.actions.contact_person import confirm_contact_person, name_contact_person
from communities.actions.good_practice import publish_practice
from communities.actions.invitation import accept_invitation
from communities.actions.neighbourhood import put_in_use, save_neighbourhood, set_priorities
from communities.actions.verification import verify_community
from communities.management import (
    demo_agreements,
    demo_centre,
    demo_council,
    demo_event,
    demo_exchange,
    demo_membership,
    demo_profile,
    demo_question,
    demo_support,
)
from communities.models import (
    Equipment,
    GoodPractice,
    Neighbourhood,
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
    for slug, email in content["followers"]:
        _follower(demo, demo.made["neighbourhoods"][slug], email)
    demo_agreements.load(demo)
    demo_membership.load(demo)
    demo_question.load(demo)
    demo_centre.load(demo)
    demo_profile.load(demo)
    demo_support.load(demo)
    demo_council.load(demo)
    demo_event.load(demo)
    demo_exchange.load(demo)


def _neighbourhood(demo: Demo, row: dict, by) -> Neighbourhood:
    contact, priorities = row.pop("contact"), row.pop("priorities")
    place = save_neighbourhood(neighbourhood=Neighbourhood(**row), by=by, now=demo.at(-490))
    set_priorities(neighbourhood=place, texts=priorities, by=by, now=demo.at(-490))
    unit, confirmed = demo.made["units"][contact.pop("unit")], contact.pop("confirmed", -40)
    person = name_contact_person(neighbourhood=place, unit=unit, by=by, now=demo.at(-489), **contact)
    confirm_contact_person(contact=person, on=demo.day(confirmed), by=by, now=demo.at(confirmed))
    return put_in_use(neighbourhood=place, by=by, now=demo.at(-489))


def _community(demo: Demo, row: dict, coordinator):
    leader = demo.person(row["leaders"][0])
    community = register_community(
        name=row["name"],
        neighbourhoods=[demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]],
        uniting=row["uniting"],
        second_person=demo.person(row["second"]).email,
        declared=True,
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
    accept_invitation(invitation=community.invitations.get(), by=demo.person(row["second"]), now=demo.at(-479))
    return verify_community(community=community, stage=row["stage"], by=coordinator, now=demo.at(-475))


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


def _follower(demo: Demo, place: Neighbourhood, email: str) -> None:
    """A guest who wants the news of a neighbourhood once a week."""
    subscription = follow(target=place, email=email, language="lv", by=Guest(), now=demo.at(-30, "18:20"))
    confirm_following(subscription=subscription, frequency=Frequency.WEEKLY, by=Guest(), now=demo.at(-30, "18:25"))
