"""The yearly scheme: its rules, the division of its fund, and the payments."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from communities.enums import LegalForm
from communities.models import Community
from grants.conditions.registry import CONDITIONS
from grants.enums import ClaimState, Promise, SchemeState
from grants.models import (
    ConditionWaiver,
    SubsidyClaim,
    SubsidyCost,
    SubsidyPartner,
    SubsidyScheme,
    SubsidyTier,
    TierCondition,
)
from grants.queries.subsidy import fund_left, gaps_in_rules, in_order
from grants.workflow import CLAIM, SCHEME
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import day, money
from portal.ui.visibility import Visibility

SHORTEST_REASON = 30
DAYS = ("opens_on", "closes_on", "decision_on", "paid_on", "report_on", "return_on")


@action("grants.subsidy_scheme.published")
def publish_scheme(*, scheme: SubsidyScheme, by, now: datetime) -> SubsidyScheme:
    """Put the year's rules in force; from now on they are frozen. Raises ``InvalidInput`` that names every gap."""
    scheme = SubsidyScheme.objects.lock(scheme.pk)
    SCHEME.check(scheme.state, SchemeState.PUBLISHED)
    if scheme.closes_at <= now:
        raise InvalidInput(_("The last day for claims is already past."), field="closes_on")
    if gaps := gaps_in_rules(scheme):
        raise InvalidInput(" ".join(gaps))
    scheme.state, scheme.published_at = SchemeState.PUBLISHED, now
    scheme.save(update_fields=["state", "published_at", "updated_at"])
    record(target=scheme, total=scheme.total, opens_on=scheme.opens_on, closes_on=scheme.closes_on)
    index(scheme)
    notify("grants.subsidy_announced", subject=scheme, now=now)
    return scheme


@action("grants.subsidy_scheme.copied")
def copy_scheme(*, scheme: SubsidyScheme, by, now: datetime) -> SubsidyScheme:
    """A draft of the next year with the same rules, every day a year later. Raises ``StateConflict`` when there is one."""
    scheme = SubsidyScheme.objects.lock(scheme.pk)
    year = scheme.year + 1
    if SubsidyScheme.objects.filter(year=year).exists():
        raise StateConflict(_("There is a scheme for the year %(year)s already.") % {"year": year})
    facts = {
        name: getattr(scheme, name)
        for name in (
            "summary", "rules", "total", "queue_rule", "ineligible_costs", "unit", "contact_post", "contact_phone",
            "contact_email",
        )
    }  # fmt: skip
    days = {name: _a_year_later(getattr(scheme, name)) for name in DAYS}
    copy = SubsidyScheme.objects.create(year=year, title=scheme.title.replace(str(scheme.year), str(year)), **facts, **days)
    for cost in scheme.costs.all():
        SubsidyCost.objects.create(scheme=copy, purpose=cost.purpose, name=cost.name, position=cost.position)
    for tier in scheme.tiers.prefetch_related("conditions"):
        conditions = list(tier.conditions.all())
        tier = SubsidyTier.objects.create(scheme=copy, position=tier.position, name=tier.name, amount=tier.amount)
        for condition in conditions:
            condition.pk, condition.tier = None, tier
            condition.save(force_insert=True)
    record(target=copy, copied_from=scheme)
    return copy


def _a_year_later(day: date) -> date:
    """The same day of the next year; the end of February stays the end of February."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


@action("grants.condition.waived")
def waive_condition(*, condition: TierCondition, community: Community, reason: str, by, now: datetime) -> ConditionWaiver:
    """Let one condition count as met for one community (D3). The reason is logged, and auditors see it."""
    scheme = SubsidyScheme.objects.lock(condition.tier.scheme_id)
    if scheme.state != SchemeState.PUBLISHED:
        raise StateConflict(_("A condition is waived while the rules are in force and nothing is decided yet."))
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say why, in at least %(n)s letters: auditors read it.") % {"n": SHORTEST_REASON}, field="reason")
    if ConditionWaiver.objects.filter(condition=condition, community=community).exists():
        raise StateConflict(_("This condition is waived for this community already."))
    waiver = ConditionWaiver.objects.create(
        condition=condition, community=community, reason=reason.strip(), waived_at=now, waived_by=by
    )
    record(target=scheme, community=community, condition=CONDITIONS[condition.kind].key, tier=condition.tier.position)
    return waiver


@action("grants.subsidy_partner.named")
def name_partner(*, community: Community, organisation: Community, by, now: datetime) -> SubsidyPartner:
    """An informal community names the registered organisation that takes the money for it; that one is told."""
    community = Community.objects.lock(community.pk)
    if community.legal_form != LegalForm.INFORMAL:
        raise StateConflict(_("A registered organisation needs no partner."))
    if organisation.legal_form == LegalForm.INFORMAL:
        raise InvalidInput(_("The partner must be a registered organisation."), field="organisation")
    partner, _created = SubsidyPartner.objects.update_or_create(
        community=community, defaults={"organisation": organisation, "named_at": now}
    )
    record(target=community, organisation=organisation)
    notify("grants.subsidy_partner_named", subject=partner, now=now)
    return partner


@action("grants.subsidy_scheme.decided")
def decide_scheme(*, scheme: SubsidyScheme, by, now: datetime) -> SubsidyScheme:
    """Divide the fund once the window has closed: in the order of the rules, as far as the money goes; the rest queue.

    Raises ``StateConflict`` while the window is open or a claim is not looked at yet.
    """
    scheme = SubsidyScheme.objects.lock(scheme.pk)
    SCHEME.check(scheme.state, SchemeState.DECIDED)
    if now < scheme.closes_at:
        raise StateConflict(_("Claims are still being taken until %(day)s") % {"day": day(scheme.closes_on)})
    unread = scheme.claims.filter(state=ClaimState.SUBMITTED).count()
    if unread:
        raise StateConflict(_("Claims nobody has confirmed or refused yet: %(n)s. Decide on each of them first.") % {"n": unread})
    granted = _grant_in_order(scheme, ClaimState.CONFIRMED, now)
    for claim in scheme.claims.filter(state=ClaimState.CONFIRMED):
        _settle(claim, ClaimState.WAITING, now)
    scheme.state = SchemeState.DECIDED
    scheme.save(update_fields=["state", "updated_at"])
    record(target=scheme, granted=granted, left=fund_left(scheme))
    index(scheme)
    return scheme


@action("grants.subsidy_scheme.queue_served")
def serve_queue(*, scheme: SubsidyScheme, by, now: datetime) -> SubsidyScheme:
    """Money became free: grant those who wait, in their order. Raises ``StateConflict`` when it is not enough for the first."""
    scheme = SubsidyScheme.objects.lock(scheme.pk)
    if scheme.state != SchemeState.DECIDED:
        raise StateConflict(_("There is a queue only after the fund was divided."))
    granted = _grant_in_order(scheme, ClaimState.WAITING, now)
    if not granted:
        raise StateConflict(
            _("The fund has %(left)s left, which is not enough for the first in the queue.") % {"left": money(fund_left(scheme))}
        )
    record(target=scheme, granted=granted, left=fund_left(scheme))
    return scheme


def _grant_in_order(scheme: SubsidyScheme, state: ClaimState, now: datetime) -> int:
    """Nobody overtakes: it ends at the first claim for which the money is not enough. The scheme is locked."""
    granted, left = 0, fund_left(scheme)
    for claim in in_order(scheme, state):
        if claim.amount > left:
            break
        left -= claim.amount
        granted += 1
        _settle(claim, ClaimState.GRANTED, now)
    return granted


def _settle(claim: SubsidyClaim, state: ClaimState, now: datetime) -> None:
    claim = SubsidyClaim.objects.lock(claim.pk)
    CLAIM.check(claim.state, state)
    claim.state, claim.decided_at = state, now
    claim.save(update_fields=["state", "decided_at", "updated_at"])
    record(target=claim, state=state, amount=claim.amount)
    fulfil_obligation(kind=Promise.SUBSIDY_DECISION, subject=claim, now=now)
    request_document("grants.subsidy_letter", subject=claim, now=now)
    notify("grants.subsidy_decided", subject=claim, now=now)


@action("grants.subsidy_payment.prepared")
def prepare_payments(*, scheme: SubsidyScheme, claims: Iterable[SubsidyClaim], by, now: datetime) -> list[SubsidyClaim]:
    """The first of two steps: an officer puts granted claims, with their accounts, on the list of payments."""
    SubsidyScheme.objects.lock(scheme.pk)
    return [_prepare(claim, by, now) for claim in claims]


def _prepare(claim: SubsidyClaim, by, now: datetime) -> SubsidyClaim:
    claim = SubsidyClaim.objects.select_related("community", "scheme").lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.PAID)
    if claim.prepared_at:
        raise StateConflict(_("The payment is prepared already: %(name)s.") % {"name": claim.community.name})
    claim.prepared_at, claim.prepared_by = now, by
    claim.save(update_fields=["prepared_at", "prepared_by", "updated_at"])
    record(target=claim, amount=claim.amount)
    return claim


@action("grants.subsidy_payment.approved")
def approve_payments(*, scheme: SubsidyScheme, claims: Iterable[SubsidyClaim], by, now: datetime) -> list[SubsidyClaim]:
    """The second step, by somebody else: the money goes out, and the community owes a report from now on.

    Raises ``InvalidInput`` when the same person prepared one of the payments.
    """
    SubsidyScheme.objects.lock(scheme.pk)
    return [_pay(claim, by, now) for claim in claims]


def _pay(claim: SubsidyClaim, by, now: datetime) -> SubsidyClaim:
    claim = SubsidyClaim.objects.select_related("community", "scheme__unit").lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.PAID)
    if not claim.prepared_at:
        raise StateConflict(_("The payment is not prepared yet: %(name)s.") % {"name": claim.community.name})
    if claim.prepared_by_id == by.pk:
        raise InvalidInput(_("One person prepares a payment, another approves it."))
    claim.state, claim.paid_at, claim.paid_by = ClaimState.PAID, now, by
    claim.save(update_fields=["state", "paid_at", "paid_by", "updated_at"])
    record(target=claim, amount=claim.amount)
    promise_report(claim, claim.scheme.report_on, now)
    notify("grants.subsidy_paid", subject=claim, now=now)
    return claim


def promise_report(claim: SubsidyClaim, due_on: date, now: datetime) -> None:
    """The community owes one page on what became of the money."""
    open_obligation(
        kind=Promise.SUBSIDY_REPORT,
        subject=claim,
        holder=claim.community,
        received_at=now,
        due_on=due_on,
        label=claim.scheme.title,
        address=plain_reverse("grants:claim_report", claim.community.slug, claim.scheme.year),
        staff_address=plain_reverse("admin:grants_subsidyclaim_change", claim.pk),
        unit=claim.scheme.unit,
        visibility=Visibility.STAFF,
    )


@action("grants.subsidy_scheme.finished")
def finish_scheme(*, scheme: SubsidyScheme, by, now: datetime) -> SubsidyScheme:
    """Every subsidy has its accepted report. Raises ``StateConflict`` while one has none."""
    scheme = SubsidyScheme.objects.lock(scheme.pk)
    SCHEME.check(scheme.state, SchemeState.FINISHED)
    unfinished = scheme.claims.awarded().exclude(state=ClaimState.CLOSED).count()
    if unfinished:
        raise StateConflict(_("Subsidies without an accepted report or with money to come back: %(n)s.") % {"n": unfinished})
    scheme.state = SchemeState.FINISHED
    scheme.save(update_fields=["state", "updated_at"])
    record(target=scheme, paid=scheme.claims.awarded().sum(), address=plain_path(scheme))
    return scheme
