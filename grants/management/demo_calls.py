"""What the demo's calls say beside their main terms, and what has happened on their pages."""

from uuid import uuid4

from django.template.loader import render_to_string

from communities.actions.registration import register
from grants.actions.call_change import change_call
from grants.actions.call_preparation import attach_template
from grants.actions.call_question import answer_call_question, ask_about_call
from grants.models import AttachmentKind, Bonus, Call, InstalmentTerm
from portal.documents.rendering import as_pdf
from portal.files.actions import store_upload
from portal.files.uploads import CheckedUpload
from portal.management.demo import Demo


def add_terms(demo: Demo, call: Call, key: str, row: dict) -> None:
    """Bonuses, attachments with their template, instalments, reports and the seminar of a draft."""
    content = demo.content("calls")
    terms = content["terms"][key]
    call.tie_criterion = call.criteria.get(title=content["tie"])
    call.priorities, call.target_groups = terms.get("priorities", []), terms.get("target_groups", [])
    call.interim_report_on, call.final_report_on = demo.day(terms["interim"]), demo.day(terms["final"])
    if "seminar_ends" in terms:
        call.seminar_ends_at = demo.at(row["seminar"], terms["seminar_ends"])
        call.seminar_capacity = terms["seminar_capacity"]
    call.save()
    if "outside_dense" in terms:
        call.lots.filter(name__startswith=terms["outside_dense"]).update(is_outside_dense=True)
    Bonus.objects.bulk_create(Bonus(call=call, kind=kind, points=points) for kind, points in content["bonuses"])
    InstalmentTerm.objects.bulk_create(
        InstalmentTerm(call=call, position=position, share=share, condition=condition)
        for position, (share, condition) in enumerate(content["instalments"], start=1)
    )
    by, now = demo.person("konkursi"), demo.at(row["opens"], "08:30")
    for position, (name, is_required, template) in enumerate(content["attachments"], start=1):
        kind = AttachmentKind.objects.create(call=call, name=name, is_required=is_required, position=position)
        if template:
            page = as_pdf(render_to_string("grants/documents/decision_to_apply.html", {"call": call}))
            file = store_upload(upload=CheckedUpload(f"{template}.pdf", "application/pdf", page), by=by, now=now)
            attach_template(call=call, kind=kind, template=file, by=by, now=now)


def load(demo: Demo, call: Call) -> None:
    """On the page of the open call: questions with and without answers, a change, and who comes to the seminar."""
    content, officer = demo.content("calls"), demo.person("konkursi")
    for row in content["questions"]:
        by, asked = demo.person(row["by"]), demo.at(row["day"], "12:00")
        question = ask_about_call(
            call=call, text=row["text"], email=by.email, form_token=uuid4(), by=by, now=asked
        )  # fmt: skip
        if "answer" in row:
            answer_call_question(
                question=question, reason=row["answer"], is_public=not row.get("is_private"), public_text=row["text"],
                by=officer, now=demo.at(row["answered"], "15:00"),
            )  # fmt: skip
    change = content["change"]
    later = {change["field"]: demo.at(change["later"], "17:00")}
    change_call(call=call, reason=change["reason"], by=officer, now=demo.at(change["day"]), **later)
    for address in content["seminar"]:
        person = demo.person(address)
        register(event=call.seminar, name=person.name, email=person.email, by=person, now=demo.at(-3))
