"""Demo submissions of every kind, with supporters, signatures and what officers do in the register."""

from uuid import uuid4

from django.utils.timezone import localdate

from participation.actions.answer import answer_now
from participation.actions.register import (
    assign_submission,
    carry_out,
    examine_submission,
    file_in_document_system,
    word_formally,
)
from participation.actions.submission import receive_submission, submit_submission
from participation.actions.support import confirm_support, give_support
from participation.models import Submission
from portal.audit.actions import Guest
from portal.management.demo import Demo
from portal.obligations.rules_of_law import work_calendar

AS_THEY_STAND = (
    "kind", "title", "text", "need", "concerns", "own_part", "target", "theme", "place", "latitude", "longitude", "form",
    "contributions", "groups", "basis", "decision", "channel", "is_signed", "author_name",
)  # fmt: skip


def load(demo: Demo) -> None:
    for row in demo.content("submissions")["submissions"]:
        submission = _submission(demo, row)
        _support(demo, row, submission)
        _register(demo, row, submission)


def _submission(demo: Demo, row: dict) -> Submission:
    details = {name: row[name] for name in AS_THEY_STAND if name in row}
    details |= {
        "unit": demo.made["units"][row["unit"]],
        "neighbourhood": demo.made["neighbourhoods"][row["neighbourhood"]],
        "community": demo.made["communities"].get(row.get("community")),
        "wished_on": demo.day(row["wished"]) if "wished" in row else None,
    }
    if "residents" in row:
        details |= {"voice": "joint", "residents_represented": row["residents"], "how_agreed": row["how"]}
    received = demo.at(row["received"], "11:10")
    if "author" not in row:
        now = demo.at(row.get("registered", row["received"]), "12:00")
        return receive_submission(received_at=received, by=demo.person("koordinators"), now=now, **details)
    author = demo.person(row["author"])
    return submit_submission(
        author_name=author.name, author_email=author.email, form_token=uuid4(), declares=True, by=author, now=received, **details
    )  # fmt: skip


def _support(demo: Demo, row: dict, submission: Submission) -> None:
    now = demo.at(row["received"] + 1, "18:00")
    for address in row.get("supporters", []):
        is_guest = "@" in address
        support = give_support(
            submission=submission, by=Guest() if is_guest else demo.person(address), email=address if is_guest else "", now=now
        )  # fmt: skip
        if is_guest:
            confirm_support(support=support, by=Guest(), now=now)
    for address in row.get("signatures", []):
        person = demo.person(address)
        give_support(submission=submission, by=person, name=person.name, declares=True, now=now)
    if "guests" in row:
        name, domain, number = row["guests"]
        for turn in range(1, number + 1):
            support = give_support(
                submission=submission, by=Guest(), email=f"{name}{turn}{domain}", name=f"Parakstītājs {turn}", declares=True,
                now=now,
            )  # fmt: skip
            confirm_support(support=support, by=Guest(), now=now)


def _register(demo: Demo, row: dict, submission: Submission) -> None:
    officer = demo.person("koordinators")
    if "dvs" in row:
        number, day = row["dvs"]
        file_in_document_system(
            submission=submission, dvs_number=number, dvs_date=demo.day(day), by=officer, now=demo.at(day, "14:00")
        )  # fmt: skip
    if "moved" in row:
        unit, day = row["moved"]
        assign_submission(submission=submission, unit=demo.made["units"][unit], by=officer, now=demo.at(day, "15:00"))
    if "formal" in row:
        title, text = row["formal"]
        word_formally(submission=submission, formal_title=title, formal_text=text, by=officer, now=demo.at(row["received"] + 2))
    if "examined" in row:
        examine_submission(submission=submission, by=officer, now=demo.at(row["examined"]))
    if "answer" in row:
        day = work_calendar().add_working_days(localdate(submission.received_at), row["days"])
        answer_now(question=submission, by=officer, now=demo.at((day - demo.today).days, "15:00"), **row["answer"])
    if "carried_out" in row:
        day, what = row["carried_out"]
        carry_out(submission=submission, on=demo.day(day), what=what, by=officer, now=demo.at(day, "16:00"))
