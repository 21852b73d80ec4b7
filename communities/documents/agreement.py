"""Agreements on paper, in Latvian document form (demo-data 4.20, facts 2.6)."""

from itertools import groupby

from django.utils.translation import gettext_lazy as _

from communities.enums import AgreementKind, AgreementState
from communities.models import Agreement, ClauseBlock
from portal.documents.kinds import DocumentKind, register_document

HEADINGS = {
    AgreementKind.MEMORANDUM: "SADARBĪBAS MEMORANDS",
    AgreementKind.PARTICIPATION: "LĪDZDARBĪBAS LĪGUMS",
    AgreementKind.DELEGATION: "DELEĢĒŠANAS LĪGUMS",
}


SIDE_BY_SIDE = (ClauseBlock.MUNICIPALITY_DUTIES, ClauseBlock.COMMUNITY_DUTIES)


DRAFT_STATES = (AgreementState.DRAFT, AgreementState.PUBLISHED)


def agreement_context(agreement: Agreement) -> dict:
    """Numbered chapters in their fixed order; the parties' duties stand in one chapter, in two columns."""
    order = list(ClauseBlock)
    clauses = sorted(agreement.clauses.all(), key=lambda clause: (order.index(clause.block), clause.position))
    blocks = {block: list(found) for block, found in groupby(clauses, key=lambda clause: clause.block)}
    chapters = []
    for block in order:
        if block == ClauseBlock.COMMUNITY_DUTIES or (block not in blocks and block != ClauseBlock.MUNICIPALITY_DUTIES):
            continue
        if block == ClauseBlock.MUNICIPALITY_DUTIES:
            municipality = blocks.get(ClauseBlock.MUNICIPALITY_DUTIES, [])
            community = blocks.get(ClauseBlock.COMMUNITY_DUTIES, [])
            for number, clause in enumerate([*municipality, *community], start=1):
                clause.number = number
            chapters.append({"title": "Pušu tiesības un pienākumi", "municipality": municipality, "community": community})
        else:
            chapters.append({"title": block.label, "clauses": blocks[block]})
    return {
        "heading": HEADINGS[agreement.kind],
        "chapters": chapters,
        "commitments": list(agreement.commitments.all()),
        "community": agreement.community,
    }


def may_view_agreement(user, agreement: Agreement) -> bool:
    return Agreement.objects.visible_to(user).filter(pk=agreement.pk).exists()


register_document(
    DocumentKind(
        key="communities.agreement",
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
