"""Subsidies: who may open what."""

from django.utils import timezone

from communities.enums import LegalForm
from communities.models import Community
from grants.enums import ClaimState
from grants.models import SubsidyClaim, SubsidyScheme
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    LAWYER,
    LEADER,
    STAFF,
    Desk,
    first,
    official,
    only,
    person,
    private,
    public,
)

READS_CLAIMS = only(CALLS, AUDITOR, LAWYER, ACCOUNTANT, ADMINISTRATOR)


def leaders_community(**more) -> dict[str, object]:
    return {"slug": _community().slug, **more}


def _community() -> Community:
    return Community.objects.of_member(person(LEADER)).first()


def informal_community() -> dict[str, object]:
    community = _community()
    Community.objects.filter(pk=community.pk).update(legal_form=LegalForm.INFORMAL)
    return {"slug": community.slug}


def unclaimed() -> dict[str, object]:
    return leaders_community(year=SubsidyScheme.objects.current().year)


def leaders_subsidy() -> dict[str, object]:
    """A subsidy that was paid to the community of this leader."""
    scheme, leader = SubsidyScheme.objects.filter(state="decided").first(), person(LEADER)
    tier = scheme.tiers.first()
    SubsidyClaim.objects.get_or_create(
        scheme=scheme, community=_community(),
        defaults={
            "tier": tier, "amount": tier.amount, "state": ClaimState.PAID, "account_holder": "Biedrība",
            "iban": "LV80BANK0000435195001", "submitted_at": timezone.now(), "submitted_by": leader,
        },
    )  # fmt: skip
    return leaders_community(year=scheme.year)


LEADS = {"opens": only(LEADER)}
CURRENT = first(lambda: SubsidyScheme.objects.filter(state="published"), "year")
DRAFT = first(lambda: SubsidyScheme.objects.filter(state="draft"), "year")

PAGES = (
    public("grants:subsidy_list"),
    public("grants:scheme_detail", CURRENT),
    public("grants:scheme_detail", DRAFT, opens=only(CALLS)),
    private("grants:passport", leaders_community, **LEADS),
    private("grants:passport_print", leaders_community, **LEADS),
    private("grants:partner", informal_community, **LEADS),
    private("grants:claim_create", unclaimed, **LEADS),
    private("grants:claim_detail", leaders_subsidy, **LEADS),
    private("grants:claim_report", leaders_subsidy, **LEADS),
    private("grants:claim_withdraw", leaders_subsidy, status=405),
    official("admin:grants_subsidyscheme_simulation", first(SubsidyScheme.objects.all, "pk")),
)

RUNS = ("publicet", "sadalit", "rinda", "maksajumi", "atzit", "kopet", "pabeigt")
CHECKS = ("apstiprinat", "atteikt", "pienemt", "jautat", "atmaksats")

DESKS = {
    "grants.subsidyscheme": Desk(STAFF, only(CALLS), steps=dict.fromkeys(RUNS, only(CALLS)) | {"izmaksat": only(ACCOUNTANT)}),
    "grants.subsidytier": Desk(STAFF, only(CALLS)),
    "grants.subsidyclaim": Desk(READS_CLAIMS, steps=dict.fromkeys(CHECKS, only(CALLS))),
}
