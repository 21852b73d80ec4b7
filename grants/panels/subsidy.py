"""Subsidies on the shared pages: desks, what is due, calendar, search, receipts, the officers' queue."""

from datetime import date

from django.db.models import Exists
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.rules import edits_for_community
from grants.conditions.passport import passport_of, told_of
from grants.enums import ClaimState
from grants.models import SubsidyClaim, SubsidyScheme
from portal.db import as_row, from_row
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path, plain_reverse
from portal.ui.page_cache import for_everybody
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot
from portal.ui.queues import Queue
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.templatetags.portal_ui import money
from portal.ui.visibility import Visibility


def _scheme_and_claim(community, now):
    """The rules by which the passport is counted, and what the community claimed by them."""
    current = SubsidyScheme.objects.latest_public()
    claims = SubsidyClaim.objects.standing().filter(community=community, scheme__in=current)
    return [
        facts(current, scheme=as_row(SubsidyScheme, "id", "year", "state", "opens_on", "closes_on")),
        facts(claims, claim=as_row(SubsidyClaim, "id", "state", "amount", "community__slug", "scheme__year")),
    ]


@fill_slot(Slot.COMMUNITY_DESK, rows=_scheme_and_claim)
def passport_on_desk(request, community, *, rows, now):
    """How far the community is on its way to the next level (S4-129)."""
    if not rows or community.verified_at is None:
        return []
    scheme, *claims = rows
    scheme = from_row(SubsidyScheme, scheme["scheme"])
    context = {
        "scheme": scheme,
        "community": community,
        "told": for_everybody(f"progress.{scheme.pk}.{community.pk}", lambda: told_of(passport_of(scheme, community))),
        "is_open": scheme.is_open(now),
        "claim": from_row(SubsidyClaim, claims[0]["claim"]) if claims else None,
    }
    return [Panel("grants/partials/desk_passport.html", context, order=15)]


@fill_slot(Slot.COMMUNITY)
def subsidies_of(community, *, now):
    """Only what was granted is public."""
    claims = list(community.subsidy_claims.awarded().for_list().order_by("-scheme__year")[:5])
    return [Panel("grants/partials/community_subsidies.html", {"claims": claims}, order=35)] if claims else []


def _unclaimed(user, now):
    """Communities of the person that could claim now, as far as one query can tell."""
    open_now = SubsidyScheme.objects.open(now)
    claimed = SubsidyClaim.objects.standing().filter(scheme__in=open_now).values("community")
    return [Community.objects.of_member(user).filter(Exists(open_now), verified_at__isnull=False).exclude(pk__in=claimed)]


@fill_slot(Slot.MANS_DUE, when=_unclaimed)
def subsidies_to_claim(request, *, now):
    """The window is open and a level is reached: whoever writes for the community is told."""
    scheme = SubsidyScheme.objects.open(now).latest("year")
    return [
        DueItem(
            community.name,
            plain_reverse("grants:claim_create", community.slug, scheme.year),
            _("The subsidy can be claimed"),
            scheme.closes_at,
            order=15,
        )
        for community in _unclaimed(request.user, now)[0]
        if edits_for_community(request.user, community) and passport_of(scheme, community).reached
    ]


QUEUES = (
    (ClaimState.SUBMITTED, "grants.check_subsidyclaim", _("Subsidy claims to check")),
    (ClaimState.REPORTED, "grants.check_subsidyclaim", _("Reports on subsidies to read")),
)


@fill_slot(Slot.ADMIN_TASKS)
def subsidy_queues(request, *, now):
    return [
        Queue(
            title,
            plain_reverse("admin:grants_subsidyclaim_changelist") + f"?state__exact={state}",
            SubsidyClaim.objects.filter(state=state),
            order_by="submitted_at",
            page="admin:grants_subsidyclaim_change",
            label="community__name",
            note="scheme__year",
            amount="amount",
            order=order,
        )
        for order, (state, permission, title) in enumerate(QUEUES, start=32)
        if request.user.has_perm(permission)
    ]


@fill_slot(Slot.CALENDAR)
def subsidies_dated(*, start: date, end: date, neighbourhood=None, community=None):
    """The first and the last day for claims, the decision and the report: they concern everybody."""
    if community:
        return []
    entries = []
    dated = (
        ("opens_on", _("Subsidies can be claimed from today")), ("closes_on", _("Last day for subsidy claims")),
        ("decision_on", _("Subsidies are decided by today")), ("report_on", _("Last day for reports on subsidies")),
    )  # fmt: skip
    for scheme in SubsidyScheme.objects.public().filter(opens_on__lte=end, report_on__gte=start):
        address = absolute(plain_path(scheme), get_language() or "lv")
        entries += [
            CalendarEntry(f"grants.subsidy-{name}-{scheme.pk}", label, scheme.title, address, getattr(scheme, name))
            for name, label in dated
            if start <= getattr(scheme, name) <= end
        ]
    return entries


def _claim_receipt(claim: SubsidyClaim) -> ReceiptView:
    facts = [(_("Community"), claim.community.name), (_("Level"), str(claim.tier)), (_("Sum"), money(claim.amount))]
    return ReceiptView(
        title=claim.scheme.title, kind=_("Subsidy claim"), status=claim.status, facts=facts,
        cancelled=claim.state == ClaimState.WITHDRAWN,
    )  # fmt: skip


RECEIPTS.register(SubsidyClaim._meta.label_lower, _claim_receipt)


def _scheme_entry(scheme: SubsidyScheme) -> Entry:
    return Entry(
        "subsidy", scheme.title, plain_path(scheme), f"{scheme.summary} {scheme.rules}",
        visibility=Visibility.PUBLIC if scheme.published_at else Visibility.STAFF, happened_on=scheme.closes_on,
    )  # fmt: skip


register_search(SearchProvider("subsidy", _("Subsidies"), SubsidyScheme, _scheme_entry))


@fill_slot(Slot.OWN_DATA)
def own_subsidy_claims(person):
    rows = SubsidyClaim.objects.filter(submitted_by=person).for_list()
    return [
        (
            "subsidy_claims",
            [{"community": one.community.name, "year": one.scheme.year, "claimed": one.submitted_at.isoformat()} for one in rows],
        )
    ]
