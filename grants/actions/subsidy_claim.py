"""One community's subsidy: the claim, what the officers find, and the report."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community
from grants.actions.subsidy import promise_report
from grants.conditions.passport import Passport, passport_of
from grants.enums import ClaimState, Promise, SchemeState
from grants.models import SubsidyClaim, SubsidyCost, SubsidyLine, SubsidyReport, SubsidyScheme, SubsidyTier
from grants.workflow import CLAIM
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.templatetags.portal_ui import day, money
from portal.ui.visibility import Visibility

SHORTEST_REASON = 20
SHORTEST_ACCOUNT = 30


@action("grants.subsidy_claim.submitted")
def claim_subsidy(
    *, scheme: SubsidyScheme, community: Community, iban: str, account_holder: str,
    spending: Mapping[SubsidyCost, Decimal], by, now: datetime,
) -> SubsidyClaim:  # fmt: skip
    """The community claims the highest level it has reached. The scheme is locked: of two who claim at once each is
    counted, and none is counted twice.

    Raises ``DeadlinePassed`` outside the window, ``StateConflict`` when it has claimed, ``InvalidInput`` when no level is
    reached or the purposes do not add up to the sum.
    """
    scheme = SubsidyScheme.objects.select_related("unit").lock(scheme.pk)
    _check_window(scheme, now)
    if scheme.claims.standing().filter(community=community).exists():
        raise StateConflict(_("Your community has claimed the subsidy of this year already."))
    passport = passport_of(scheme, community)
    if passport.reached is None:
        raise InvalidInput(
            _("No level is reached yet. Still needed: %(missing)s.") % {"missing": ", ".join(passport.next.missing)}
        )
    tier = passport.reached.tier
    _check_spending(tier, spending)
    claim = SubsidyClaim.objects.create(
        scheme=scheme, community=community, tier=tier, amount=tier.amount, iban=iban, account_holder=account_holder.strip(),
        passport=passport.snapshot(tier), submitted_at=now, submitted_by=by,
    )  # fmt: skip
    SubsidyLine.objects.bulk_create(
        SubsidyLine(claim=claim, cost=cost, planned=planned) for cost, planned in spending.items() if planned
    )
    record(target=claim, tier=tier.position, amount=claim.amount)
    open_obligation(
        kind=Promise.SUBSIDY_DECISION,
        subject=claim,
        holder=scheme.unit,
        received_at=now,
        due_on=scheme.decision_on,
        label=community.name,
        address=plain_path(claim),
        staff_address=plain_reverse("admin:grants_subsidyclaim_change", claim.pk),
        number=issue_receipt(subject=claim, now=now).number,
        visibility=Visibility.STAFF,
    )
    notify("grants.subsidy_claimed", subject=claim, now=now)
    return claim


def _check_window(scheme: SubsidyScheme, now: datetime) -> None:
    if scheme.state != SchemeState.PUBLISHED:
        raise StateConflict(_("The subsidies of this year are not open for claims."))
    if now < scheme.opens_at:
        raise DeadlinePassed(_("Claims are taken from %(day)s") % {"day": day(scheme.opens_on)}, code="early")
    if now >= scheme.closes_at:
        raise DeadlinePassed(
            _("Claims were taken until %(day)s. Questions are answered by the contact person: %(email)s.")
            % {"day": day(scheme.closes_on), "email": scheme.contact_email}
        )


def _check_spending(tier: SubsidyTier, spending: Mapping[SubsidyCost, Decimal]) -> None:
    foreign = [cost.name for cost in spending if cost.scheme_id != tier.scheme_id]
    if foreign:
        raise InvalidInput(_("This cost is not eligible: %(name)s.") % {"name": foreign[0]})
    planned = sum(spending.values(), Decimal(0))
    if planned < tier.amount:
        raise InvalidInput(
            _("The purposes add up to %(planned)s; %(short)s of the sum have none yet.")
            % {"planned": money(planned), "short": money(tier.amount - planned)}
        )
    if planned > tier.amount:
        raise InvalidInput(
            _("The purposes add up to %(planned)s, that is %(over)s more than the level gives.")
            % {"planned": money(planned), "over": money(planned - tier.amount)}
        )


@action("grants.subsidy_claim.confirmed")
def confirm_claim(*, claim: SubsidyClaim, by, now: datetime) -> SubsidyClaim:
    """The officer has seen the evidence. Counted afresh: what no longer holds must be waived with a reason first."""
    claim = SubsidyClaim.objects.select_related("scheme", "tier", "community").lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.CONFIRMED)
    passport = passport_of(claim.scheme, claim.community)
    missing = _missing_for(passport, claim.tier)
    if missing:
        raise InvalidInput(
            _("By the records of today this is missing: %(missing)s. Refuse the claim, or waive the condition with a reason.")
            % {"missing": ", ".join(missing)}
        )
    claim.state, claim.passport = ClaimState.CONFIRMED, passport.snapshot(claim.tier)
    claim.save(update_fields=["state", "passport", "updated_at"])
    record(target=claim, tier=claim.tier.position)
    return claim


def _missing_for(passport: Passport, tier: SubsidyTier) -> list[str]:
    return next(level.missing for level in passport.levels if level.tier.pk == tier.pk)


@action("grants.subsidy_claim.refused")
def refuse_claim(*, claim: SubsidyClaim, reason: str, by, now: datetime) -> SubsidyClaim:
    """Turn the claim down. The reason stands in the letter."""
    claim = SubsidyClaim.objects.select_related("scheme", "community").lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.REFUSED)
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say which condition is not met, and how: the community reads it."), field="reason")
    claim.state, claim.refusal_reason, claim.decided_at = ClaimState.REFUSED, reason.strip(), now
    claim.save(update_fields=["state", "refusal_reason", "decided_at", "updated_at"])
    record(target=claim)
    fulfil_obligation(kind=Promise.SUBSIDY_DECISION, subject=claim, now=now)
    request_document("grants.subsidy_letter", subject=claim, now=now)
    notify("grants.subsidy_decided", subject=claim, now=now)
    return claim


@action("grants.subsidy_claim.withdrawn")
def withdraw_claim(*, claim: SubsidyClaim, by, now: datetime) -> SubsidyClaim:
    """The community gives its claim up; money promised to it is free for the queue."""
    SubsidyScheme.objects.lock(claim.scheme_id)
    claim = SubsidyClaim.objects.lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.WITHDRAWN)
    if claim.prepared_at:
        raise StateConflict(_("The payment is prepared already. Call the contact person."))
    claim.state = ClaimState.WITHDRAWN
    claim.save(update_fields=["state", "updated_at"])
    record(target=claim)
    cancel_obligation(kind=Promise.SUBSIDY_DECISION, subject=claim, reason=_("The claim was withdrawn."), now=now)
    return claim


@action("grants.subsidy_report.submitted")
def report_subsidy(*, claim: SubsidyClaim, done: str, used: Mapping[SubsidyLine, Decimal], by, now: datetime) -> SubsidyReport:
    """One page: what was done, and how much of each purpose was used. A late report is taken too."""
    claim = SubsidyClaim.objects.select_related("scheme", "community").lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.REPORTED)
    if len("".join(done.split())) < SHORTEST_ACCOUNT:
        raise InvalidInput(_("Tell in two or three sentences what was done."), field="done")
    total = sum(used.values(), Decimal(0))
    if total > claim.amount:
        raise InvalidInput(
            _("You have used %(used)s, that is %(over)s more than was paid. Write only what the subsidy paid for.")
            % {"used": money(total), "over": money(total - claim.amount)}
        )
    for line, amount in used.items():
        line.used = amount
        line.save(update_fields=["used"])
    report, _created = SubsidyReport.objects.update_or_create(
        claim=claim, defaults={"done": done.strip(), "used": total, "submitted_at": now, "submitted_by": by}
    )
    _move(claim, ClaimState.REPORTED)
    record(target=claim, used=total)
    fulfil_obligation(kind=Promise.SUBSIDY_REPORT, subject=claim, now=now)
    return report


@action("grants.subsidy_report.asked_back")
def ask_back(*, claim: SubsidyClaim, question: str, until: date, by, now: datetime) -> SubsidyClaim:
    """The officer asks what the report leaves open; it is due again on ``until``."""
    claim = SubsidyClaim.objects.select_related("scheme__unit", "community", "report").lock(claim.pk)
    CLAIM.check(claim.state, ClaimState.PAID)
    if len("".join(question.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say what is missing in the report: the community reads it."), field="question")
    if until <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day after today."), field="until")
    claim.report.question = question.strip()
    claim.report.save(update_fields=["question", "updated_at"])
    _move(claim, ClaimState.PAID)
    record(target=claim, until=until)
    promise_report(claim, until, now)
    notify("grants.subsidy_report_asked_back", subject=claim, now=now, until=day(until))
    return claim


@action("grants.subsidy_report.accepted")
def accept_report(*, claim: SubsidyClaim, by, now: datetime) -> SubsidyClaim:
    """The report is in order. What is unused comes back to the municipality, and until then is owed."""
    claim = SubsidyClaim.objects.select_related("scheme__unit", "community", "report").lock(claim.pk)
    unused = claim.amount - claim.report.used
    target = ClaimState.RETURNING if unused else ClaimState.CLOSED
    CLAIM.check(claim.state, target)
    claim.report.accepted_at, claim.report.accepted_by, claim.report.question = now, by, ""
    claim.report.save(update_fields=["accepted_at", "accepted_by", "question", "updated_at"])
    _move(claim, target)
    record(target=claim, used=claim.report.used, unused=unused)
    if unused:
        open_obligation(
            kind=Promise.SUBSIDY_RETURN,
            subject=claim,
            holder=claim.community,
            received_at=now,
            due_on=max(claim.scheme.return_on, timezone.localdate(now)),
            label=_("%(sum)s of the subsidy are unused") % {"sum": money(unused)},
            address=plain_path(claim),
            staff_address=plain_reverse("admin:grants_subsidyclaim_change", claim.pk),
            unit=claim.scheme.unit,
            visibility=Visibility.STAFF,
        )
    notify("grants.subsidy_report_accepted", subject=claim, now=now)
    return claim


@action("grants.subsidy_money.returned")
def note_money_returned(*, claim: SubsidyClaim, returned_on: date, by, now: datetime) -> SubsidyClaim:
    """The unused money is back on the municipality's account."""
    claim = SubsidyClaim.objects.select_related("report").lock(claim.pk)
    if claim.state != ClaimState.RETURNING:
        raise StateConflict(_("No unused money is to come back."))
    if not timezone.localdate(claim.paid_at) <= returned_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day between the payment and today."), field="returned_on")
    claim.report.returned_on = returned_on
    claim.report.save(update_fields=["returned_on", "updated_at"])
    _move(claim, ClaimState.CLOSED)
    record(target=claim, returned_on=returned_on, unused=claim.amount - claim.report.used)
    fulfil_obligation(kind=Promise.SUBSIDY_RETURN, subject=claim, now=now)
    return claim


def _move(claim: SubsidyClaim, state: ClaimState) -> None:
    claim.state = state
    claim.save(update_fields=["state", "updated_at"])
