"""Letters of the calls, in Latvian document form (facts 2.7)."""

import re
from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from grants.enums import DecisionOutcome
from grants.models import Application, Decision, SittingItem
from grants.queries.ranking import CriterionPoints, criterion_points
from grants.queries.sitting import protocol_of
from portal.documents.kinds import DocumentKind, register_document
from portal.documents.rendering import DOCUMENT_LANGUAGE
from portal.municipality.queries import current_municipality
from portal.obligations.receipts import receipt_of

LETTER = "grants/documents/decision_letter.html"
OUTCOME_TEXT = {
    DecisionOutcome.FUNDED: "Projekts ir atbalstīts.",
    DecisionOutcome.RESERVE: "Projekts ir iekļauts rezerves sarakstā.",
    DecisionOutcome.REJECTED: "Projekts nav atbalstīts.",
}


def letter_context(decision: Decision) -> dict:
    key = decision.application_id
    item = SittingItem.objects.filter(sitting=decision.sitting_id, application=key).first()
    receipt = receipt_of(decision.application)
    return _context(decision, criterion_points([key]).get(key, []), item) | {"number": receipt.number if receipt else ""}


def draft_letters(items: Sequence[SittingItem]) -> list[tuple[SittingItem, str]]:
    """The letters as they would go out now, to be read before they are sent. Each of ``items`` comes with its
    application, community and call."""
    means = criterion_points([item.application_id for item in items])
    municipality = current_municipality()
    letters = []
    with translation.override(DOCUMENT_LANGUAGE):
        for item in items:
            sitting = item.sitting
            decision = Decision(
                application=item.application, outcome=item.outcome, amount=item.amount, reason=item.reason, sitting=sitting,
                protocol=protocol_of(sitting), decided_at=sitting.ended_at,
            )  # fmt: skip
            context = _context(decision, means.get(item.application_id, []), item)
            letters.append((item, _lowered(render_to_string(LETTER, {"municipality": municipality, **context}))))
    return letters


def _lowered(letter: str) -> str:
    """With its headings two levels lower: it stands on a page that has a heading of its own."""
    return re.sub(r"(</?h)([1-4])\b", lambda tag: f"{tag[1]}{int(tag[2]) + 2}", letter)


def _context(decision: Decision, criteria: list[CriterionPoints], item: SittingItem | None) -> dict:
    application = decision.application
    return {
        "decision": decision,
        "application": application,
        "call": application.call,
        "community": application.community,
        "criteria": criteria,
        "bonus": item.bonus if item else None,
        "outcome": OUTCOME_TEXT[DecisionOutcome(decision.outcome)],
        "is_funded": decision.outcome == DecisionOutcome.FUNDED,
        "is_reserve": decision.outcome == DecisionOutcome.RESERVE,
    }


def may_view_letter(user, decision: Decision) -> bool:
    return Application.objects.visible_to(user).filter(pk=decision.application_id).exists()


register_document(
    DocumentKind(
        key="grants.decision_letter",
        label=_("Decision letter"),
        template=LETTER,
        context=letter_context,
        title=lambda decision: f"Par projekta pieteikumu: {decision.application.title}",
        file_name=lambda decision: f"lemuma-vestule-{decision.application_id}",
        may_view=may_view_letter,
        is_party=lambda user, decision: user.has_perm("communities.edit_for_community", decision.application.community),
    )
)
