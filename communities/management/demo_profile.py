"""What the demo communities tell of themselves: numbers, texts, deeds, money and their own ratings."""

from decimal import Decimal

from communities.actions.deed import add_attracted_funding, add_self_help
from communities.actions.profile import change_profile, count_residents, describe_community
from communities.actions.self_assessment import assess_ourselves
from communities.enums import CapacitySign, LastingFactor
from communities.models import Community
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    for row in demo.content("profiles"):
        leader = demo.person(row["leader"])
        demo.made["communities"][row["community"]] = _tell(demo, demo.made["communities"][row["community"]], row, leader)


def _tell(demo: Demo, community: Community, row: dict, leader) -> Community:
    for days, number in row["residents"]:
        community = count_residents(
            community=community, number=number, counted_on=demo.day(days), proof=row["proof"], by=leader, now=demo.at(days)
        )
    if facts := row.get("facts"):
        community = change_profile(community=community, facts=facts, by=leader, now=demo.at(-58))
    if texts := row.get("texts"):
        describe_community(community=community, texts=texts, by=leader, now=demo.at(-57))
    for days, text, people in row.get("deeds", ()):
        add_self_help(community=community, text=text, done_on=demo.day(days), people=people, by=leader, now=demo.at(days + 1))
    for years_ago, source, purpose, amount in row.get("money", ()):
        add_attracted_funding(
            community=community, source=source, purpose=purpose, amount=Decimal(amount), year=demo.today.year - years_ago,
            by=leader, now=demo.at(-50),
        )  # fmt: skip
    for rating in row.get("ratings", ()):
        assess_ourselves(
            community=community,
            year=demo.today.year - rating["years_ago"],
            scores=dict(zip(CapacitySign.values, rating["scores"], strict=True)),
            factors=dict(zip(LastingFactor.values, rating["factors"], strict=False)),
            maturity=rating["maturity"],
            volunteer_hours=rating["hours"],
            own_money=Decimal(rating["money"]),
            note=rating["note"],
            by=leader,
            now=demo.at(-30),
        )
    return community
