"""What becomes of an agreement once it is in force: looked over, renewed, amended, ended."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.agreement import SHORTEST_REASON, replace_clauses
from communities.actions.commitment import cancel_promises
from communities.actions.community import free_slug
from communities.enums import AgreementState
from communities.models import Agreement, Commitment
from communities.queries.agreement import clauses_of
from communities.workflow import AGREEMENT
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.search import index

COPIED = (
    "kind", "title", "community", "unit", "summary", "benefits", "reasons", "field", "yearly_amount", "council_decision",
    "issues_acts", "external_law", "representative_post", "representative_basis",
)  # fmt: skip


@action("communities.agreement.expired")
def expire_agreement(*, agreement: Agreement, now: datetime) -> Agreement:
    """Record that the last day has passed. Readers see it by the clock at once; promises not kept stay overdue."""
    agreement = Agreement.objects.lock(agreement.pk)
    if not agreement.is_over_on(timezone.localdate(now)):
        return agreement
    agreement.state, agreement.ended_on = AgreementState.EXPIRED, agreement.valid_to
    agreement.save(update_fields=["state", "ended_on", "updated_at"])
    record(target=agreement, ended_on=agreement.ended_on)
    index(agreement)
    return agreement


@action("communities.agreement.reviewed")
def review_agreement(*, agreement: Agreement, reviewed_on: date, by, now: datetime) -> Agreement:
    """Both sides have looked over how the agreement works, as they do each January."""
    agreement = Agreement.objects.lock(agreement.pk)
    _require_in_force(agreement, now)
    if not agreement.signed_on <= reviewed_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day from the signing until today."), field="reviewed_on")
    agreement.reviewed_on = reviewed_on
    agreement.save(update_fields=["reviewed_on", "updated_at"])
    record(target=agreement, reviewed_on=reviewed_on)
    return agreement


@action("communities.agreement.terminated")
def terminate_agreement(*, agreement: Agreement, ended_on: date, reason: str, by, now: datetime) -> Agreement:
    """End an agreement before its last day. What is not kept yet is owed no longer."""
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.TERMINATED)
    _require_in_force(agreement, now)
    if not agreement.signed_on <= ended_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day from the signing until today."), field="ended_on")
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(_("Say why the agreement ends; everybody reads it."), field="reason")
    agreement.state, agreement.ended_on, agreement.end_reason = AgreementState.TERMINATED, ended_on, reason.strip()
    agreement.save(update_fields=["state", "ended_on", "end_reason", "updated_at"])
    cancel_promises(agreement, reason.strip(), now)
    record(target=agreement, ended_on=ended_on, reason=reason.strip())
    notify("communities.agreement_ended", subject=agreement, now=now)
    index(agreement)
    return agreement


@action("communities.agreement.renewed")
def renew_agreement(*, agreement: Agreement, by, now: datetime) -> Agreement:
    """A new draft for the time after the last day, as long as the old one and with its promises moved on by as much."""
    agreement = _to_follow(agreement)
    begins = agreement.valid_to + timedelta(days=1)
    shift = begins - agreement.valid_from
    draft = _draft_from(agreement, valid_from=begins, valid_to=agreement.valid_to + shift)
    _copy_commitments(agreement.commitments.all(), draft, shift)
    record(target=draft, renews=agreement)
    return draft


@action("communities.agreement.amendment_drafted")
def amend_agreement(*, agreement: Agreement, by, now: datetime) -> Agreement:
    """A new draft of the same term with what is not kept yet. The agreement stays in force until the draft is signed."""
    agreement = _to_follow(agreement)
    _require_in_force(agreement, now)
    draft = _draft_from(
        agreement, valid_from=min(timezone.localdate(now), agreement.valid_to - timedelta(days=1)), valid_to=agreement.valid_to
    )
    _copy_commitments(agreement.commitments.filter(kept_on__isnull=True), draft, timedelta(0))
    record(target=draft, amends=agreement)
    return draft


def _require_in_force(agreement: Agreement, now: datetime) -> None:
    if agreement.state != AgreementState.IN_FORCE or agreement.is_over_on(timezone.localdate(now)):
        raise StateConflict(_("This agreement is not in force."))


def _to_follow(agreement: Agreement) -> Agreement:
    agreement = Agreement.objects.lock(agreement.pk)
    if agreement.state not in (AgreementState.IN_FORCE, AgreementState.EXPIRED):
        raise StateConflict(_("Only an agreement that is or was in force can be renewed or amended."))
    drafted = agreement.successors.exclude(state__in=(AgreementState.TERMINATED, AgreementState.EXPIRED)).first()
    if drafted:
        raise StateConflict(_("It is being amended or renewed already: %(title)s.") % {"title": drafted.title})
    return agreement


def _draft_from(old: Agreement, *, valid_from: date, valid_to: date) -> Agreement:
    copied = {name: getattr(old, name) for name in COPIED}
    draft = Agreement.objects.create(
        slug=free_slug(Agreement, old.title), replaces=old, valid_from=valid_from, valid_to=valid_to, **copied
    )
    replace_clauses(draft, clauses_of(old))
    return draft


def _copy_commitments(commitments, draft: Agreement, shift: timedelta) -> None:
    Commitment.objects.bulk_create(
        Commitment(agreement=draft, party=one.party, text=one.text, due_on=one.due_on + shift) for one in commitments
    )
