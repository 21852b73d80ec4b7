"""Demo budget campaigns: one answered, closed and reported, and one that takes proposals now.

``fixtures/demo/campaigns.json`` keeps the real counts by place with their note: the rows sum to 146, the published total
is 137. The nine surplus proposals are taken out of the nine places with the most on infrastructure, one in each.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.timezone import localdate

from participation.actions.answer import answer_now
from participation.actions.campaign import close_campaign, note_vote, publish_campaign
from participation.actions.submission import receive_submission
from participation.enums import Theme
from participation.models import BudgetCampaign
from portal.management.demo import Demo
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import work_calendar

OUTCOMES = ("taken", "partly", "planned", "taken", "not_taken", "planned", "partly", "not_taken", "explained", "taken")
DAYS = (3, 5, 6, 8, 9, 4, 7, 10, 6, 5, 8, 12)
"""Working days to the answer: nearly always in time."""


@dataclass(frozen=True)
class Idea:
    """One proposal to be made: where, on what, and which of the place's proposals it is."""

    place: dict
    theme: str
    topic: dict
    number: int
    joint: list | None


def load(demo: Demo) -> None:
    content = demo.content("campaigns")
    ideas = _ideas(content)
    for row in content["campaigns"]:
        _campaign(demo, content, row, ideas if "closed" in row else ideas[:: len(ideas) // row["first"]][: row["first"]])


def counts(content: dict) -> Counter:
    """How many proposals for each place and theme, with the surplus taken out."""
    found = Counter({(row["name"], theme): row[theme] for row in content["places"] for theme in Theme.values})
    for theme, published in content["published"].items():
        surplus = sum(number for (_place, about), number in found.items() if about == theme) - published
        places = sorted((key for key in found if key[1] == theme), key=lambda key: -found[key])
        for key in places[:surplus]:
            found[key] -= 1
    return found


def _ideas(content: dict) -> list[Idea]:
    numbers, ideas = counts(content), []
    for place in content["places"]:
        for theme in Theme.values:
            topics = content["topics"][theme]
            for turn in range(numbers[place["name"], theme]):
                topic = topics[(turn + len(ideas) * (theme != Theme.INFRASTRUCTURE)) % len(topics)]
                is_first = not any(one.place is place for one in ideas)
                ideas.append(Idea(place, theme, topic, len(ideas), content["joint"].get(place["name"]) if is_first else None))
    return ideas


def _campaign(demo: Demo, content: dict, row: dict, ideas: list[Idea]) -> None:
    coordinator = demo.person("koordinators")
    year = demo.today.year + 1
    campaign = BudgetCampaign.objects.create(
        title=row["title"], slug=f"{slugify(row['title'])}-{year}", year=year, summary=row["summary"],
        themes=list(Theme.values), places=[place["name"] for place in content["places"] if place["name"]],
        unit=demo.made["units"]["attistiba"], opens_at=demo.at(row["opens"], "09:00"),
        closes_at=end_of_day(demo.day(row["closes"])), answers_by=demo.day(row["answers"]),
    )  # fmt: skip
    publish_campaign(campaign=campaign, by=coordinator, now=demo.at(row["opens"] - 1))
    answered = row.get("answered", len(ideas))
    last = min(row["closes"], 0)
    for turn, idea in enumerate(ideas):
        day = row["opens"] + turn * (last - row["opens"]) // len(ideas)
        proposal = _proposal(demo, content, campaign, idea, day)
        if turn < answered:
            _answer(demo, content, proposal, idea)
    if "closed" in row:
        now = demo.at(row["closed"])
        close_campaign(campaign=campaign, conclusion=row["conclusion"], by=coordinator, now=now)
        vote = {"vote_url": row["vote_url"], "vote_result": row["vote_result"]}
        note_vote(campaign=campaign, by=coordinator, now=demo.at(row["closed"] + 20), **vote)


def _proposal(demo: Demo, content: dict, campaign: BudgetCampaign, idea: Idea, day: int):
    place, topic = demo.made["neighbourhoods"].get(idea.place["neighbourhood"]), idea.topic
    details = {}
    if idea.joint:
        community, residents, how = idea.joint
        community = demo.made["communities"][community]
        details = {"voice": "joint", "community": community, "residents_represented": residents, "how_agreed": how}
    if place and idea.number % 3 == 0:
        details["latitude"] = place.latitude + (idea.number * 37 % 100 - 50) / 4000
        details["longitude"] = place.longitude + (idea.number * 53 % 100 - 50) / 2500
    return receive_submission(
        kind="proposal", title=topic["title"].format(loc=idea.place["loc"]), text=topic["text"], need=topic["need"],
        concerns=topic["concerns"], own_part=topic["own"], target="budget", theme=idea.theme, campaign=campaign,
        neighbourhood=place, place=idea.place["name"], unit=demo.made["units"][content["units"][idea.theme]], by=None,
        now=demo.at(day, f"{9 + idea.number % 8:02}:{idea.number * 7 % 60:02}"), **details,
    )  # fmt: skip


def _answer(demo: Demo, content: dict, proposal, idea: Idea) -> None:
    outcome, turn = OUTCOMES[idea.number % len(OUTCOMES)], idea.number // len(OUTCOMES) % 3
    fact = idea.topic["fact"].format(loc=idea.place["loc"])
    next_step = content["steps"][outcome][turn]
    day = work_calendar().add_working_days(localdate(proposal.received_at), DAYS[idea.number % len(DAYS)])
    answer_now(
        question=proposal, outcome=outcome, reason=f"{fact} {content['decisions'][outcome][turn]}", next_step=next_step,
        no_next_step="" if next_step else content["nothing"][outcome][turn], by=demo.person("koordinators"),
        now=demo.at(min((day - demo.today).days, -1), "15:00"),
    )  # fmt: skip
