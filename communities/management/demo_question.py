"""Demo questions to contact persons, an invitation, and outreach contacts."""

from communities.actions.outreach import note_outreach_contact
from communities.actions.question import answer_question, ask
from communities.enums import QuestionKind
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("questions")
    for row in content["questions"]:
        _question(demo, row)
    for row in content["outreach"]:
        place, noted = demo.made["neighbourhoods"][row.pop("place")], demo.at(row.pop("noted"))
        note_outreach_contact(neighbourhood=place, by=demo.person("koordinators"), now=noted, **row)


def _question(demo: Demo, row: dict) -> None:
    """Days of questions and answers are working days; the wished day of a visit is a day of the calendar."""
    question = ask(
        neighbourhood=demo.made["neighbourhoods"][row["place"]],
        community=demo.made["communities"].get(row.get("community")),
        kind=row.get("kind", QuestionKind.QUESTION),
        text=row["text"],
        wished_on=demo.day(row["wished"]) if "wished" in row else None,
        by=demo.person(row["by"]),
        now=demo.working(row["asked"], row["clock"]),
    )
    if "answer" in row:
        officer = demo.person(row["by_officer"])
        answer_question(question=question, reason=row["answer"], by=officer, now=demo.working(row["answered"]))
