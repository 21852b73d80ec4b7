"""The demo's adopted plan was asked about: opinions came in, each was answered, and the team wrote on."""

from uuid import uuid4

from actionplans.actions.course import consult_plan, rewrite_plan
from actionplans.models import Plan
from participation.actions.answer import answer_now
from participation.actions.opinion import confirm_opinion, submit_opinion
from participation.models import Consultation
from portal.audit.actions import Guest
from portal.management.demo import Demo


def ask(demo: Demo, plan: Plan, row: dict) -> None:
    """From the opening of the consultation to the day after it, when the team may write again."""
    by = demo.person("koordinators")
    consultation = consult_plan(
        plan=plan, opens_on=demo.day(row["opens"]), closes_on=demo.day(row["closes"]), contact_post="Līdzdalības koordinators",
        contact_phone="+371 67 000 100", contact_email="lidzdaliba@pasvaldiba.example", by=by, now=demo.at(row["asked"]),
    )  # fmt: skip
    for one in row["opinions"]:
        _opinion(demo, consultation, one)
    rewrite_plan(plan=plan, by=by, now=demo.at(row["closes"] + 1))


def _opinion(demo: Demo, consultation: Consultation, row: dict) -> None:
    opinion = submit_opinion(
        consultation=consultation, text=row["text"], email=row["email"], form_token=uuid4(), by=Guest(),
        now=demo.at(row["day"], "18:00"),
    )  # fmt: skip
    opinion = confirm_opinion(opinion=opinion, now=demo.at(row["day"], "18:05"))
    answer_now(question=opinion, by=demo.person("koordinators"), now=demo.at(row["answered"], "11:00"), **row["answer"])
