"""The letter on a subsidy, and the passport on paper."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from grants.conditions.passport import Passport
from grants.enums import ClaimState
from grants.models import SubsidyClaim, SubsidyScheme
from grants.models.subsidy_claim import AWARDED
from portal.documents.kinds import DocumentKind, register_document
from portal.documents.rendering import DOCUMENT_LANGUAGE, as_pdf
from portal.municipality.queries import current_municipality

OUTCOMES = {
    ClaimState.REFUSED: "Dotācija nav piešķirta.",
    ClaimState.WAITING: "Nosacījumi ir izpildīti. Dotāciju fonda līdzekļu nepietiek, tāpēc pieprasījums ir iekļauts rindā.",
}


def letter_context(claim: SubsidyClaim) -> dict:
    return {
        "claim": claim,
        "scheme": claim.scheme,
        "community": claim.community,
        "tier": claim.tier,
        "outcome": OUTCOMES.get(claim.state, "Dotācija ir piešķirta."),
        "is_granted": claim.state in AWARDED,
        "is_waiting": claim.state == ClaimState.WAITING,
        "lines": claim.lines.select_related("cost"),
    }


register_document(
    DocumentKind(
        key="grants.subsidy_letter",
        label=_("Letter on the subsidy"),
        template="grants/documents/subsidy_letter.html",
        context=letter_context,
        title=lambda claim: f"Par dotāciju: {claim.community.name}",
        file_name=lambda claim: f"dotacijas-vestule-{claim.scheme.year}-{claim.pk}",
        may_view=lambda user, claim: SubsidyClaim.objects.visible_to(user).filter(pk=claim.pk).exists(),
        is_party=lambda user, claim: user.has_perm("communities.edit_for_community", claim.community),
    )
)


def passport_pdf(scheme: SubsidyScheme, passport: Passport, today) -> bytes:
    """The passport as it stands today, for a meeting or a wall. Tagged PDF in the state language."""
    with translation.override(DOCUMENT_LANGUAGE):
        page = render_to_string(
            "grants/documents/subsidy_passport.html",
            {
                "scheme": scheme,
                "passport": passport,
                "community": passport.community,
                "municipality": current_municipality(),
                "today": today,
                "language": DOCUMENT_LANGUAGE,
            },
        )
    return as_pdf(page)
