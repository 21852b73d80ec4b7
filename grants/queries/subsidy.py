"""The fund of a scheme, the order of its queue, and what a scheme lacks before it can be published."""

from decimal import Decimal

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from communities.models import Community
from grants.enums import ClaimState, QueueRule
from grants.models import SubsidyClaim, SubsidyCost, SubsidyScheme
from portal.db import only_columns

SMALLEST_NUMBER_OF_TIERS = 2


def fund_left(scheme: SubsidyScheme) -> Decimal:
    """What the fund can still promise."""
    return scheme.total - scheme.claims.awarded().sum()


IN_LINE = (
    "community", "state", "amount", "scheme__year", "scheme__title", "tier__position", "tier__name", "report__used",
)  # fmt: skip


def claims_of(community: Community) -> list[SubsidyClaim]:
    """What the community claimed, with what was used of it, the latest year first. Of one ``community`` it is read once."""
    rows = only_columns(SubsidyClaim.objects.order_by("-scheme__year", "-pk"), *IN_LINE)
    prefetch_related_objects([community], Prefetch("subsidy_claims", rows))
    return list(community.subsidy_claims.all())


def in_order(scheme: SubsidyScheme, state: ClaimState) -> QuerySet[SubsidyClaim]:
    """Claims in ``state``, the first to be granted first, by the scheme's own rule."""
    by_level = ("-tier__position",) if scheme.queue_rule == QueueRule.LEVEL else ()
    return scheme.claims.filter(state=state).select_related("tier", "community").order_by(*by_level, "submitted_at", "pk")


def gaps_in_rules(scheme: SubsidyScheme) -> list[str]:
    """What forbids publishing (D1, S4-100, S4-124), each as a sentence fit for the officer."""
    tiers = list(scheme.tiers.prefetch_related("conditions"))
    amounts = [tier.amount for tier in tiers]
    found = []
    if not scheme.rules.strip():
        found.append(_("The rules of the subsidy are not written: when, to whom and how it is given."))
    if len(tiers) < SMALLEST_NUMBER_OF_TIERS:
        found.append(_("A subsidy has at least two levels, so that new communities can reach one too."))
    if amounts != sorted(set(amounts)):
        found.append(_("A higher level gives more money than the one below it."))
    found += [_("Level %(n)s has no condition.") % {"n": tier.position} for tier in tiers if not tier.conditions.all()]
    if not scheme.costs.exists():
        found.append(_("No eligible cost is named."))
    if scheme.opens_on.year < scheme.year:
        found.append(_("Claims are taken before the year that is counted has begun. Check the days and the year."))
    return found


def costs_of(scheme: SubsidyScheme) -> dict[str, list[SubsidyCost]]:
    """Eligible costs by their purpose, in words (S4-122, S4-123)."""
    groups: dict[str, list[SubsidyCost]] = {}
    for cost in scheme.costs.all():
        groups.setdefault(cost.get_purpose_display(), []).append(cost)
    return groups
