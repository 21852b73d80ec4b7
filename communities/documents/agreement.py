"""Agreements on paper, in Latvian document form (demo-data 4.20, facts 2.6)."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementKind, AgreementState, MutualBenefit
from communities.models import Agreement, ClauseBlock
from communities.queries.agreement import DOCUMENT
from portal.documents.kinds import DocumentKind, register_document
from portal.ui.templatetags.portal_ui import money

HEADINGS = {
    AgreementKind.MEMORANDUM: "SADARBĪBAS MEMORANDS",
    AgreementKind.PARTICIPATION: "LĪDZDARBĪBAS LĪGUMS",
    AgreementKind.DELEGATION: "DELEĢĒŠANAS LĪGUMS",
}
DRAFT_STATES = (AgreementState.DRAFT, AgreementState.PUBLISHED)


def agreement_context(agreement: Agreement) -> dict:
    """Numbered chapters in their fixed order; the parties' duties stand in one chapter, in two columns.

    What is chosen rather than written (benefits, funding) stands in its chapter, below the clauses.
    """
    order = list(ClauseBlock)
    clauses = sorted(agreement.clauses.all(), key=lambda clause: (order.index(clause.block), clause.position))
    blocks = {block: list(found) for block, found in groupby(clauses, key=lambda clause: clause.block)}
    chapters = []
    for block in order:
        if block == ClauseBlock.MUNICIPALITY_DUTIES:
            chapters += _duties(blocks)
        elif block != ClauseBlock.COMMUNITY_DUTIES:
            chosen = _chosen(agreement, block)
            if block in blocks or chosen:
                chapters.append({"title": block.label, "clauses": blocks.get(block, []), "chosen": chosen})
    return {
        "heading": HEADINGS[agreement.kind],
        "chapters": chapters,
        "commitments": list(agreement.commitments.all()),
        "community": agreement.community,
    }


def _duties(blocks: dict) -> list[dict]:
    municipality = blocks.get(ClauseBlock.MUNICIPALITY_DUTIES, [])
    community = blocks.get(ClauseBlock.COMMUNITY_DUTIES, [])
    if not municipality and not community:
        return []
    for number, clause in enumerate([*municipality, *community], start=1):
        clause.number = number
    return [{"title": "Pušu tiesības un pienākumi", "municipality": municipality, "community": community}]


def _chosen(agreement: Agreement, block: ClauseBlock) -> list[str]:
    if block == ClauseBlock.BENEFITS:
        return [str(MutualBenefit(code).label) for code in agreement.benefits]
    if block == ClauseBlock.TASKS and agreement.field:
        return [f"Joma: {agreement.get_field_display()}"]
    if block == ClauseBlock.LIABILITY and agreement.issues_acts:
        return [f"Biedrība izdod administratīvos aktus, pamatojoties uz: {agreement.external_law}"]
    if block == ClauseBlock.RESOURCES and agreement.yearly_amount is not None:
        return [f"Finansējums gadā: {money(agreement.yearly_amount)}"]
    return []


def may_view_agreement(user, agreement: Agreement) -> bool:
    return Agreement.objects.visible_to(user).filter(pk=agreement.pk).exists()


register_document(
    DocumentKind(
        key=DOCUMENT,
        label=_("Agreement"),
        template="communities/documents/agreement.html",
        context=agreement_context,
        title=lambda agreement: f"{HEADINGS[agreement.kind].capitalize()}: {agreement.title}",
        file_name=lambda agreement: agreement.slug,
        may_view=may_view_agreement,
        is_draft=lambda agreement: agreement.state in DRAFT_STATES,
        is_party=lambda user, agreement: user.has_perm("communities.edit_for_community", agreement.community),
        letterhead=False,
    )
)
