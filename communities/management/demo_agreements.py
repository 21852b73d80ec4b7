"""Demo agreements: each as far along its way as the content says, by the same steps both sides take."""

from communities.actions.agreement import (
    create_agreement,
    publish_agreement,
    put_into_force,
    receive_agreement_copy,
    send_for_signing,
)
from communities.actions.agreement_course import review_agreement
from communities.actions.commitment import keep_commitment
from communities.actions.negotiation import agree_on_version, comment_on_version, offer_version, propose_version
from communities.enums import CommitmentParty
from communities.models import Agreement, Clause, Commitment
from communities.queries.agreement import clauses_of, commitments_of, document_to_sign, latest_version
from portal.documents.actions import render_document
from portal.management.demo import Demo, signed_sample


def load(demo: Demo) -> None:
    for row in demo.content("agreements"):
        agreement = _draft(demo, row)
        for act in row["course"]:
            day = act.pop("day")
            agreement.refresh_from_db()
            ACTS[act.pop("act")](demo, agreement, day, **act)


def _draft(demo: Demo, row: dict) -> Agreement:
    """A draft from the library, with the clauses and promises of its own."""
    begun = min([act["day"] for act in row["course"]], default=-3) - 2
    agreement = create_agreement(
        agreement=Agreement(
            kind=row["kind"],
            title=row["title"],
            community=demo.made["communities"][row["community"]],
            unit=demo.made["units"][row["unit"]],
            summary=row["summary"],
            benefits=row["benefits"],
            reasons=row.get("reasons", ""),
            field=row.get("field", ""),
            yearly_amount=row.get("yearly_amount"),
            representative_post=row["representative_post"],
            representative_basis=row["representative_basis"],
            valid_from=demo.day(row["from"]),
            valid_to=demo.day(row["to"]),
        ),
        by=demo.person("jurists"),
        now=demo.at(begun),
    )
    last = agreement.clauses.count()
    Clause.objects.bulk_create(
        Clause(agreement=agreement, block=block, position=position, text=text)
        for position, (block, text) in enumerate(row.get("clauses", []), start=last + 1)
    )
    Commitment.objects.bulk_create(
        Commitment(agreement=agreement, party=party, text=text, due_on=demo.day(due)) for party, text, due in row["commitments"]
    )
    return agreement


def _sides(demo: Demo, agreement: Agreement) -> dict:
    leader = agreement.community.memberships.leaders().first().user
    return {CommitmentParty.MUNICIPALITY: demo.person("jurists"), CommitmentParty.COMMUNITY: leader}


def _offer(demo: Demo, agreement: Agreement, day: int, note: str = "", changes=()) -> None:
    for old, new in changes:
        agreement.clauses.filter(text=old).update(text=new)
    offer_version(agreement=agreement, note=note, by=demo.person("jurists"), now=demo.at(day))


def _propose(demo: Demo, agreement: Agreement, day: int, note: str, changes) -> None:
    words = dict(changes)
    propose_version(
        agreement=agreement,
        clauses=[{**clause, "text": words.get(clause["text"], clause["text"])} for clause in clauses_of(agreement)],
        commitments=commitments_of(agreement),
        note=note,
        based_on=latest_version(agreement).number,
        by=_sides(demo, agreement)["community"],
        now=demo.at(day, "19:30"),
    )


def _remark(demo: Demo, agreement: Agreement, day: int, side: str, block: str, text: str) -> None:
    who = _sides(demo, agreement)[side]
    comment_on_version(version=latest_version(agreement), block=block, text=text, side=side, by=who, now=demo.at(day, "18:00"))


def _agree(demo: Demo, agreement: Agreement, day: int, side: str) -> None:
    number = latest_version(agreement).number
    agree_on_version(agreement=agreement, number=number, side=side, by=_sides(demo, agreement)[side], now=demo.at(day))


def _publish(demo: Demo, agreement: Agreement, day: int) -> None:
    publish_agreement(agreement=agreement, by=demo.person("jurists"), now=demo.at(day))


def _sign(demo: Demo, agreement: Agreement, day: int, number: str) -> None:
    send_for_signing(agreement=agreement, number=number, by=demo.person("jurists"), now=demo.at(day))


def _signed_copy(demo: Demo, agreement: Agreement, day: int) -> None:
    document = document_to_sign(agreement)
    render_document(document.pk)
    document.refresh_from_db()
    receive_agreement_copy(
        agreement=agreement,
        upload=signed_sample(document),
        side=CommitmentParty.COMMUNITY,
        by=_sides(demo, agreement)["community"],
        now=demo.at(day, "9:15"),
    )


def _force(demo: Demo, agreement: Agreement, day: int, paper_reason: str = "") -> None:
    put_into_force(
        agreement=agreement, signed_on=demo.day(day), paper_reason=paper_reason, by=demo.person("jurists"), now=demo.at(day)
    )


def _keep(demo: Demo, agreement: Agreement, day: int, commitment: str, note: str) -> None:
    promise = agreement.commitments.get(text=commitment)
    who = _sides(demo, agreement)[promise.party]
    keep_commitment(commitment=promise, kept_on=demo.day(day), note=note, by=who, now=demo.at(day, "15:00"))


def _review(demo: Demo, agreement: Agreement, day: int) -> None:
    review_agreement(agreement=agreement, reviewed_on=demo.day(day), by=demo.person("jurists"), now=demo.at(day))


ACTS = {
    "offer": _offer,
    "propose": _propose,
    "remark": _remark,
    "agree": _agree,
    "publish": _publish,
    "sign": _sign,
    "signed_copy": _signed_copy,
    "force": _force,
    "keep": _keep,
    "review": _review,
}
