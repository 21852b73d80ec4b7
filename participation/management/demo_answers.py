"""Demo answers: one for many alike, an explanation, an interim answer, a disputed one, notes, and what authors said."""

from uuid import uuid4

from django.utils.timezone import localdate

from participation.actions.answer import answer_now, correct_answer, extend_answer, say_whether_it_helped
from participation.actions.answers import answer_many
from participation.actions.dispute import decide_dispute, raise_dispute
from participation.actions.note import add_note
from participation.actions.opinion import confirm_opinion, submit_opinion
from participation.enums import DisputeOutcome
from participation.models import Consultation, Opinion
from portal.audit.actions import Guest
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("answers")
    coordinator = demo.person("koordinators")
    alike = content["alike"]
    answer_many(
        questions=[_said(demo, alike["consultation"], row) for row in alike["opinions"]],
        by=coordinator, now=demo.at(alike["day"], "14:00"), **alike["answer"],
    )  # fmt: skip
    explained = content["explained"]
    answer_now(
        question=_said(demo, explained["consultation"], explained["opinion"]),
        by=coordinator, now=demo.at(explained["day"], "11:00"), **explained["answer"],
    )  # fmt: skip
    interim = content["interim"]
    extend_answer(
        question=Opinion.objects.get(author_email=interim["email"]), until=localdate(demo.working(interim["until"])),
        reason=interim["reason"], by=coordinator, now=demo.at(interim["day"]),
    )  # fmt: skip
    _dispute(demo, content["dispute"])
    for email, day, text in content["notes"]:
        add_note(question=Opinion.objects.get(author_email=email), text=text, by=coordinator, now=demo.at(day, "16:00"))
    for email, helped, day in content["helped"]:
        answer = Opinion.objects.get(author_email=email).answer
        say_whether_it_helped(answer=answer, helped=helped, by=Guest(), now=demo.at(day, "20:00"))


def _said(demo: Demo, consultation: str, row: list) -> Opinion:
    """A guest's opinion, confirmed within minutes."""
    email, text, day = row
    opinion = submit_opinion(
        consultation=Consultation.objects.get(title=consultation), text=text, email=email, form_token=uuid4(), by=Guest(),
        now=demo.at(day, "18:00"),
    )  # fmt: skip
    return confirm_opinion(opinion=opinion, now=demo.at(day, "18:04"))


def _dispute(demo: Demo, row: dict) -> None:
    """The author was right: the answer is corrected by somebody other than its writer, and it says so."""
    writer, judge = demo.person("konkursi"), demo.person("koordinators")
    opinion = _said(demo, row["consultation"], row["opinion"])
    answer = answer_now(question=opinion, by=writer, now=demo.at(row["answered"], "15:00"), **row["answer"])
    dispute = raise_dispute(answer=answer, reason=row["why"], by=Guest(), now=demo.at(row["disputed"], "19:00"))
    correct_answer(answer=answer, by=judge, now=demo.at(row["corrected"], "10:00"), **row["correction"])
    decide_dispute(
        dispute=dispute, outcome=DisputeOutcome.CORRECTED, decision=row["decision"], by=judge,
        now=demo.at(row["corrected"], "10:30"),
    )  # fmt: skip
