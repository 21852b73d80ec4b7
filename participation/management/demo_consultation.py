"""Demo consultations with documents: one from the first opinion to the result, one shorter than advised, one given more
time, one called off, and a draft from a preset."""

from uuid import uuid4

from django.utils.timezone import localdate

from participation.actions.answer import answer_now
from participation.actions.consultation import (
    add_result,
    cancel_consultation,
    extend_consultation,
    publish_consultation,
    start_consultation,
    summarise_consultation,
)
from participation.actions.document import add_document, add_version
from participation.actions.opinion import confirm_opinion, submit_opinion
from participation.models import Consultation, Opinion, Paragraph
from portal.audit.actions import Guest
from portal.management.demo import Demo
from portal.obligations.rules_of_law import work_calendar

CONTACT = {
    "contact_post": "Līdzdalības koordinators",
    "contact_phone": "+371 67 000 111",
    "contact_email": "lidzdaliba@pasvaldiba.example",
}
ANSWER = ("outcome", "reason", "next_step", "no_next_step", "legal_reference")


def load(demo: Demo) -> None:
    content = demo.content("consultations")
    for row in content["consultations"]:
        _consultation(demo, row)
    _start(demo, content["draft"], day=-1)


def _start(demo: Demo, row: dict, *, day: int) -> Consultation:
    """A draft as an officer begins it: kind, title, summary and the opening; a preset fills in the rest."""
    consultation = Consultation(
        kind=row["kind"], title=row["title"], summary=row["summary"], unit=demo.made["units"][row["unit"]], **CONTACT
    )
    closes_on = demo.day(row["closes"]) if "closes" in row else None
    start_consultation(
        consultation=consultation, opens_on=demo.day(row["opens"]), closes_on=closes_on,
        by=demo.person("koordinators"), now=demo.at(day),
    )  # fmt: skip
    consultation.neighbourhoods.set([demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]])
    return consultation


def _consultation(demo: Demo, row: dict) -> None:
    coordinator = demo.person("koordinators")
    consultation = _start(demo, row, day=row["opens"] - 6)
    consultation.description, consultation.easy_summary = row["description"], row["easy"]
    consultation.place, consultation.remote_link = row["place"], row["remote"]
    consultation.justification = row.get("justification", "")
    consultation.answers_by, consultation.decision_on = demo.day(row["answers"]), demo.day(row["decision"])
    consultation.save()
    for document in row["documents"]:
        first = document["versions"][0]
        add_document(
            consultation=consultation, title=document["title"], text=first["text"], by=coordinator, now=demo.at(first["day"])
        )
    publish_consultation(consultation=consultation, by=coordinator, now=demo.at(row["opens"] - 1, "12:00"))
    for said in row["opinions"]:
        _opinion(demo, consultation, said)
    for document in row["documents"]:
        for version in document["versions"][1:]:
            add_version(
                document=consultation.documents.get(title=document["title"]), text=version["text"], note=version["note"],
                by=coordinator, now=demo.at(version["day"]),
            )  # fmt: skip
    if more := row.get("extended"):
        extend_consultation(
            consultation=consultation, closes_on=demo.day(more["closes"]), answers_by=demo.day(more["answers"]),
            decision_on=demo.day(more["decision"]), reason=more["reason"], by=coordinator, now=demo.at(more["day"]),
        )  # fmt: skip
    if off := row.get("cancelled"):
        cancel_consultation(consultation=consultation, reason=off["reason"], by=coordinator, now=demo.at(off["day"]))
    if row["result"]:
        add_result(
            consultation=consultation, result=row["result"], lessons=row["lessons"], by=coordinator,
            now=demo.at(row["decision"], "16:00"),
        )  # fmt: skip
        summarise_consultation(consultation=consultation, by=coordinator, now=demo.at(row["decision"], "16:10"))


def _opinion(demo: Demo, consultation: Consultation, row: dict) -> None:
    at = demo.at(row["day"], "13:00")
    paragraphs = Paragraph.objects.of(consultation)
    words = {
        "consultation": consultation,
        "text": row["text"],
        "form_token": uuid4(),
        "paragraph_key": paragraphs.get(number=row["paragraph"]).pk if row["paragraph"] else None,
        "now": at,
    }
    if "community" in row:
        community = demo.made["communities"][row["community"]]
        leader = community.memberships.leaders().first().user
        opinion = submit_opinion(
            by=leader, name=leader.name, email=leader.email, community=community, residents_represented=row["residents"],
            how_agreed=row["how"], agreed_on=demo.day(row["day"] - 1), **words,
        )  # fmt: skip
    else:
        sent = submit_opinion(by=Guest(), name=row["name"], email=row["email"], publish_name=row["publish"], **words)
        opinion = confirm_opinion(opinion=sent, now=at)
    if row["answer"]:
        _answer(demo, opinion, row["answer"])


def _answer(demo: Demo, opinion: Opinion, answer: list[str]) -> None:
    """A few working days later, in time."""
    day = (work_calendar().add_working_days(localdate(opinion.confirmed_at), 5) - demo.today).days
    answer_now(
        question=opinion,
        by=demo.person("koordinators"),
        now=demo.at(min(day, -1), "15:00"),
        **dict(zip(ANSWER, answer, strict=True)),
    )
