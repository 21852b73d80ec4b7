"""Letters of the calls, in Latvian document form (facts 2.7)."""

from django.utils.translation import gettext_lazy as _

from grants.enums import DecisionOutcome
from grants.models import Application, Decision
from portal.documents.kinds import DocumentKind, register_document

OUTCOME_TEXT = {
    DecisionOutcome.FUNDED: "Projekts ir atbalstīts.",
    DecisionOutcome.RESERVE: "Projekts ir iekļauts rezerves sarakstā.",
    DecisionOutcome.REJECTED: "Projekts nav atbalstīts.",
}


def letter_context(decision: Decision) -> dict:
    application = decision.application
    return {
        "decision": decision,
        "application": application,
        "call": application.call,
        "community": application.community,
        "outcome": OUTCOME_TEXT[decision.outcome],
        "is_funded": decision.outcome == DecisionOutcome.FUNDED,
    }


def may_view_letter(user, decision: Decision) -> bool:
    return Application.objects.visible_to(user).filter(pk=decision.application_id).exists()


register_document(
    DocumentKind(
        key="grants.decision_letter",
        label=_("Decision letter"),
        template="grants/documents/decision_letter.html",
        context=letter_context,
        title=lambda decision: f"Par projekta pieteikumu: {decision.application.title}",
        file_name=lambda decision: f"lemuma-vestule-{decision.application_id}",
        may_view=may_view_letter,
        is_party=lambda user, decision: user.has_perm("communities.edit_for_community", decision.application.community),
    )
)
