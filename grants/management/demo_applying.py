"""What the demo's applications hold beside texts and budgets, and the ideas of two calls with two rounds."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.template.loader import render_to_string
from django.utils.text import slugify

from grants.actions.application import KIND_OF_FORM, save_section
from grants.actions.attachment import attach
from grants.actions.call import publish_call
from grants.actions.call_preparation import copy_call
from grants.actions.extension import grant_extension
from grants.actions.idea import answer_offer, decline_idea, invite_idea, offer_help, submit_idea, support_idea
from grants.actions.partner import confirm_partner, name_partner
from grants.models import Application, Call, Idea
from portal.documents.rendering import as_pdf
from portal.files.actions import store_upload
from portal.files.uploads import CheckedUpload
from portal.management.demo import Demo

DECISION = "kopienas-lemums.pdf"


def fill(demo: Demo, application: Application, row: dict, *, by, now) -> None:
    """The answers on eligibility, the partners, and what the call asks to attach."""
    content = demo.content("applying")
    answers = content["eligibility"] | {"applicant": KIND_OF_FORM[application.community.legal_form]}
    save_section(application=application, section="atbilstiba", fields=answers, revision=0, by=by, now=now)
    for partner in content["partners"]:
        if partner["application"] == row["title"]:
            _partner(demo, application, partner, by, now)
    if row["state"] != "draft":
        for kind in application.call.attachment_kinds.filter(is_required=True):
            file = store_upload(upload=CheckedUpload(DECISION, "application/pdf", _decision(demo, application)), by=by, now=now)
            attach(application=application, kind=kind, upload=file, by=by, now=now)


def _partner(demo: Demo, application: Application, row: dict, by, now) -> None:
    community = demo.made["communities"].get(row.get("community"))
    partner = name_partner(
        application=application, community=community, name=row.get("name", ""), role=row["role"], by=by, now=now
    )
    if row.get("confirmed"):
        confirm_partner(partner=partner, by=community.memberships.leaders().first().user, now=now)


def _decision(demo: Demo, application: Application) -> bytes:
    """The filled template is the same for all; making it once is enough."""
    if DECISION not in demo.made:
        page = render_to_string("grants/documents/decision_to_apply.html", {"call": application.call})
        demo.made[DECISION] = as_pdf(page)
    return demo.made[DECISION]


def load(demo: Demo, pattern: Call) -> None:
    """Two calls that begin with ideas, one with its answers, one still open; ``pattern`` gives their terms."""
    content = demo.content("applying")
    pattern.refresh_from_db()
    extension = content["extension"]
    grant_extension(
        call=pattern, community=demo.made["communities"][extension["community"]],
        until=pattern.closes_at + timedelta(days=extension["days"]),
        reason=extension["reason"], by=demo.person("konkursi"), now=demo.at(-1),
    )  # fmt: skip
    calls = {row["key"]: _call(demo, pattern, row) for row in content["calls"]}
    for row in content["ideas"]:
        _idea(demo, calls[row["call"]], row)
    for row in content["offers"]:
        _offer(demo, row)


def _call(demo: Demo, pattern: Call, row: dict) -> Call:
    by, opened = demo.person("konkursi"), demo.at(row["opens"], "09:00")
    call = copy_call(call=pattern, by=by, now=opened)
    title = row["title"].format(next=demo.today.year + 1)
    fields = {
        "title": title, "slug": slugify(title), "summary": row["summary"], "description": row["description"], "rounds": 2,
        "opens_at": opened, "ideas_until": demo.at(row["ideas"], "17:00"), "closes_at": demo.at(row["closes"], "17:00"),
        "seminar_at": demo.at(row["seminar"], "17:00"), "seminar_ends_at": demo.at(row["seminar"], "18:30"),
        "questions_until": demo.at(row["questions"], "17:00"), "decision_on": demo.day(row["decision"]),
        "implementation_from": demo.day(row["start"]), "implementation_to": demo.day(row["end"]),
        "interim_report_on": demo.day(row["interim"]), "final_report_on": demo.day(row["final"]),
        "ideas_consulted": row["consulted"], "development_grant": Decimal(row["development"]),
        "equality_answer": pattern.equality_answer,
    }  # fmt: skip
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    call.lots.all().delete()
    return publish_call(call=call, by=by, now=opened)


def _idea(demo: Demo, call: Call, row: dict) -> None:
    community, leader = demo.made["communities"][row["community"]], demo.person(row["by"])
    officer = demo.person("konkursi")
    idea = submit_idea(
        call=call, community=community, neighbourhood=community.neighbourhoods.order_by("name_sort").first(),
        title=row["title"], summary=row["summary"], need=row["need"], estimate=Decimal(row["estimate"]),
        is_public=row["public"], form_token=uuid4(), by=leader, now=demo.at(row["day"], "19:40"),
    )  # fmt: skip
    for number, (person, comment) in enumerate(row["support"], start=1):
        support_idea(idea=idea, comment=comment, by=demo.person(person), now=demo.at(row["day"] + number, "20:15"))
    if row.get("outcome") == "declined":
        decline_idea(idea=idea, reason=row["answer"], by=officer, now=demo.at(row["answered"]))
    elif "outcome" in row:
        invite_idea(idea=idea, condition=row.get("answer", ""), by=officer, now=demo.at(row["answered"]))


def _offer(demo: Demo, row: dict) -> None:
    idea = Idea.objects.get(title=row["idea"])
    offer = offer_help(
        idea=idea, kind=row["kind"], text=row["text"], community=demo.made["communities"][row["community"]],
        by=demo.person(row["by"]), now=demo.at(row["day"], "18:20"),
    )  # fmt: skip
    if "reply" in row:
        leader = idea.community.memberships.leaders().first().user
        answer_offer(offer=offer, is_accepted=row["accepted"], reply=row["reply"], by=leader, now=demo.at(row["answered"]))
