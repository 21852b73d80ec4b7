"""A community's own pages of subsidies: its passport, the claim, the report."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.enums import LegalForm
from communities.models import Community
from grants.actions.subsidy import name_partner
from grants.actions.subsidy_claim import claim_subsidy, report_subsidy, withdraw_claim
from grants.conditions.passport import Passport, evidence_of, passport_of, told_of
from grants.conditions.registry import COUNTED, Question
from grants.documents.subsidy import passport_pdf
from grants.enums import ClaimState, Promise
from grants.forms.subsidy import ClaimForm, PartnerForm, ReportForm
from grants.models import SubsidyClaim, SubsidyScheme
from grants.queries.subsidy import claims_of
from grants.workflow import CLAIM
from portal.audit.wording import timeline
from portal.db import only_columns
from portal.documents.models import Document
from portal.errors import DomainError
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt
from portal.ui.page_cache import for_everybody

SEES_INSIDE = "communities.see_inside_community"
EDITS = "communities.edit_for_community"
UNDECIDED = (ClaimState.SUBMITTED, ClaimState.CONFIRMED)
WITH_PARTNER = Community.objects.select_related("subsidy_partner__organisation")
ON_PASSPORT = (
    *COUNTED, "registration_number", "residents_united_on", "is_ngo_centre",
    *(f"subsidy_partner__{column}" for column in ("named_at", "organisation__name", "organisation__slug")),
)  # fmt: skip
"""What the passport shows of a community's own row, and of its partner's."""


def _own_community(request, slug, permission: str = SEES_INSIDE, *, among=WITH_PARTNER) -> Community:
    """The community on whose desk the visitor is, with its partner; others' do not exist for them."""
    community = get_object_or_404(among.of_member(request.user), slug=slug)
    if not request.user.has_perm(permission, community):
        raise PermissionDenied
    return community


def passport(request, slug):
    """What the community has reached this year, what is missing, and the records behind every number."""
    community = _own_community(request, slug, among=only_columns(Community.objects, *ON_PASSPORT))
    scheme = SubsidyScheme.objects.latest_public().only("year", "state", "opens_on", "closes_on").first()
    claims = claims_of(community)
    context = {
        "community": community,
        "scheme": scheme,
        "claims": claims,
        "may_claim": request.user.has_perm(EDITS, community),
    }
    if scheme:
        context |= {
            "told": for_everybody(f"passport.{scheme.pk}.{community.pk}", lambda: _told(scheme, community)),
            "is_open": scheme.is_open(timezone.now()),
            "claim": next((one for one in claims if one.scheme_id == scheme.pk and one.is_standing), None),
        }
    return render(request, "grants/subsidy_passport.html", context)


def _told(scheme: SubsidyScheme, community: Community) -> dict[str, Any]:
    """What all members read alike."""
    found = passport_of(scheme, community)
    levels = _levels(found, community, _records_behind(found, community, scheme))
    return told_of(found) | {"levels": render_to_string("grants/partials/passport_levels.html", {"levels": levels})}


def _records_behind(found: Passport, community: Community, scheme: SubsidyScheme) -> dict[Question, str]:
    """Drawn once where several levels ask the same."""
    evidence = evidence_of(scheme, community, *found.levels)
    template = "grants/partials/records_behind.html"
    return {question: render_to_string(template, {"evidence": behind}) for question, behind in evidence.items()}


def _levels(found: Passport, community: Community, records: dict[Question, str]) -> list[tuple]:
    """Each level with its checks, the records behind them, and where the community adds to what is missing."""
    return [
        (
            level,
            [(check, records[check.question], "" if check.is_met else check.kind.page(community)) for check in level.checks],
        )
        for level in found.levels
    ]


def passport_print(request, slug):
    """The passport on paper."""
    community = _own_community(request, slug)
    scheme = SubsidyScheme.objects.current()
    if scheme is None:
        raise Http404
    found = passport_of(scheme, community)
    content = passport_pdf(scheme, found, timezone.localdate(request.arrived_at))
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="kopienas-pase-{community.slug}-{scheme.year}.pdf"'
    return response


def partner(request, slug):
    """An informal community names the organisation that takes the money for it."""
    community = _own_community(request, slug, EDITS)
    if community.legal_form != LegalForm.INFORMAL:
        raise Http404
    known = getattr(community, "subsidy_partner", None)
    form = PartnerForm(request.POST or None, initial={"organisation": known.organisation if known else None})
    about = {"community": community, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, name_partner, organisation=form.cleaned_data["organisation"], **about):
        messages.success(request, _("The partner is named; the organisation is told by e-mail."))
        return redirect("grants:passport", slug)
    context = {"community": community, "form": form, "known": known}
    return render(request, "grants/subsidy_partner.html", context, status=422 if form.errors else 200)


def claim_create(request, slug, year):
    """One page, one button: account, purposes, claim."""
    community = _own_community(request, slug, EDITS)
    scheme = get_object_or_404(SubsidyScheme.objects.public().with_rules(), year=year)
    if scheme.claims.standing().filter(community=community).exists():
        return redirect("grants:claim_detail", slug, year)
    form = ClaimForm(request.POST or None, scheme=scheme, initial={"account_holder": _holder(community)})
    about = {"scheme": scheme, "community": community, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, claim_subsidy, **about, **form.facts):
        messages.success(request, _("The subsidy is claimed. The receipt was sent to the community's contacts."))
        return redirect("grants:claim_detail", slug, year)
    context = {
        "community": community,
        "scheme": scheme,
        "passport": passport_of(scheme, community),
        "is_open": scheme.is_open(request.arrived_at),
        "form": form,
    }
    return render(request, "grants/subsidy_claim_form.html", context, status=422 if form.errors else 200)


def _holder(community) -> str:
    known = getattr(community, "subsidy_partner", None)
    return known.organisation.name if known else community.name


def _claim(request, slug, year, permission: str = SEES_INSIDE) -> SubsidyClaim:
    """The latest claim of the community for the year."""
    community = _own_community(request, slug, permission)
    claim = community.subsidy_claims.filter(scheme__year=year).select_related("scheme__unit", "tier", "report").first()
    if claim is None:
        raise Http404
    claim.community = community
    return claim


def _report_by(claim: SubsidyClaim) -> date:
    """By the rules of the year, or by the day the officer has named with a question about the report."""
    promise = obligation_of(claim, Promise.SUBSIDY_REPORT)
    return promise.due_on if promise else claim.scheme.report_on


def claim_detail(request, slug, year):
    claim = _claim(request, slug, year)
    edits = request.user.has_perm(EDITS, claim.community)
    receipt = receipt_of(claim)
    context = {
        "community": claim.community,
        "claim": claim,
        "scheme": claim.scheme,
        "lines": claim.lines.select_related("cost"),
        "report": getattr(claim, "report", None),
        "to_return": claim.amount - claim.report.used if claim.state == ClaimState.RETURNING else None,
        "letter": Document.objects.latest_of("grants.subsidy_letter", claim),
        "obligation": obligation_of(claim, Promise.SUBSIDY_DECISION) if claim.state in UNDECIDED else None,
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt and edits else "",
        "entries": timeline(claim, public=True),
        "may_withdraw": edits and CLAIM.allows(claim.state, ClaimState.WITHDRAWN) and not claim.prepared_at,
        "may_report": edits and claim.state == ClaimState.PAID,
        "report_by": _report_by(claim) if claim.state == ClaimState.PAID else None,
    }
    return render(request, "grants/subsidy_claim.html", context)


@require_POST
def claim_withdraw(request, slug, year):
    claim = _claim(request, slug, year, EDITS)
    try:
        withdraw_claim(claim=claim, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The claim is withdrawn."))
    return redirect("grants:claim_detail", slug, year)


def claim_report(request, slug, year):
    """The report: one page, as long as the subsidy is paid and not reported on."""
    claim = _claim(request, slug, year, EDITS)
    if claim.state != ClaimState.PAID:
        return redirect("grants:claim_detail", slug, year)
    earlier = getattr(claim, "report", None)
    lines = list(claim.lines.select_related("cost"))
    form = ReportForm(request.POST or None, lines=lines, initial={"done": earlier.done if earlier else ""})
    about = {"claim": claim, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, report_subsidy, **about, **form.facts):
        messages.success(request, _("The report is handed in. You hear from us once it is read."))
        return redirect("grants:claim_detail", slug, year)
    context = {
        "community": claim.community,
        "claim": claim,
        "scheme": claim.scheme,
        "form": form,
        "report": earlier,
        "report_by": _report_by(claim),
    }
    return render(request, "grants/subsidy_report.html", context, status=422 if form.errors else 200)
