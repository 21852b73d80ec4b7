"""What may still change once a call is announced, and what ends it early."""

from datetime import UTC, date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.actions.call_seminar import call_off_seminar
from grants.enums import CallState, Promise
from grants.models import Call, CallChange
from grants.queries.idea import outcome_day
from grants.validators.dates import date_faults
from grants.workflow import CALL
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, postpone_obligations
from portal.obligations.answering import require_explanation
from portal.ui.search import index

CHANGING_DAYS = (
    "ideas_until", "closes_at", "questions_until", "decision_on", "implementation_from", "implementation_to",
    "interim_report_on", "final_report_on",
)  # fmt: skip
CHANGING_TEXTS = (
    "summary", "description", "rules", "exclusions", "ineligible_costs", "contact_post", "contact_phone", "contact_email",
)  # fmt: skip
"""Money, criteria and bonuses never change: by them people decided whether to apply."""


@action("grants.call.changed")
def change_call(*, call: Call, reason: str, by, now: datetime, **wanted: Any) -> list[CallChange]:
    """Change days or texts of an announced call. What stood there before stays on the page; whoever applies or follows
    is told.

    Raises ``InvalidInput`` for a day moved forward or out of order, for rules taken away and for a reason that says nothing;
    ``StateConflict`` when the call is not announced or nothing is different.
    """
    call = Call.objects.lock(call.pk)
    if call.state not in (CallState.PUBLISHED, CallState.EVALUATION):
        raise StateConflict(_("Only an announced call whose decisions are not made yet is changed like this."))
    before = {name: getattr(call, name) for name in wanted}
    changed = [name for name in (*CHANGING_DAYS, *CHANGING_TEXTS) if name in wanted and wanted[name] != before[name]]
    if not changed:
        raise StateConflict(_("Nothing is different from what is announced."))
    for name in changed:
        _check_later(name, before[name], wanted[name], now)
        setattr(call, name, wanted[name])
    if faults := date_faults(call):
        field, sentence = next(iter(faults.items()))
        raise InvalidInput(sentence, field=field)
    if not call.rules.strip():
        raise InvalidInput(_("An announced call has its rules: write them."), field="rules")
    require_explanation(reason, field="reason")
    call.save(update_fields=[*changed, "updated_at"])
    changes = CallChange.objects.bulk_create(
        CallChange(
            call=call, field=name, before=_stored(before[name]), after=_stored(wanted[name]), reason=reason.strip(),
            changed_at=now, changed_by=by,
        )
        for name in changed
    )  # fmt: skip
    record(target=call, fields=changed, reason=reason.strip())
    index(call)
    _move_promises(call, changed, reason, by, now)
    notify("grants.call_changed", subject=call, now=now, changes=changes)
    notify("grants.call_news", subject=call, now=now, what="changed")
    return changes


def _move_promises(call: Call, changed: list[str], reason: str, by, now: datetime) -> None:
    """Who waits for an answer waits until the new day: the clock says what the page of the call says."""
    if "decision_on" in changed:
        postpone_obligations(
            kind=Promise.DECISION, subjects=call.applications.all(), until=call.decision_on, reason=reason, by=by, now=now
        )
    if "ideas_until" in changed:
        postpone_obligations(
            kind=Promise.IDEA, subjects=call.ideas.all(), until=outcome_day(call), reason=reason, by=by, now=now
        )  # fmt: skip


def _check_later(name: str, before: date | None, after: Any, now: datetime) -> None:
    if name not in CHANGING_DAYS or before is None:
        return
    if after is None or after < before:
        raise InvalidInput(_("An announced day is only moved to a later one: people have planned by it."), field=name)
    if before <= now if isinstance(before, datetime) else before < timezone.localdate(now):
        raise InvalidInput(_("This moment has passed, so it stays as it was announced."), field=name)


def _stored(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value or "")


@action("grants.call.cancelled")
def cancel_call(*, call: Call, reason: str, by, now: datetime) -> Call:
    """The call ends without a decision. The reason is public; whoever began or handed in an application is told, and
    nobody waits for a decision any more."""
    call = Call.objects.select_related("seminar").lock(call.pk)
    CALL.check(call.state, CallState.CANCELLED)
    require_explanation(reason, field="reason")
    call.state, call.cancel_reason = CallState.CANCELLED, reason.strip()
    call.save(update_fields=["state", "cancel_reason", "updated_at"])
    record(target=call, reason=call.cancel_reason)
    _release(call.applications.all(), Promise.DECISION, now)
    _release(call.ideas.all(), Promise.IDEA, now)
    _release(call.questions.waiting(), Promise.CALL_ANSWER, now)
    call_off_seminar(call, reason=call.cancel_reason, by=by, now=now)
    index(call)
    notify("grants.call_cancelled", subject=call, now=now)
    notify("grants.call_news", subject=call, now=now, what="cancelled")
    return call


def _release(subjects: models.QuerySet, promise: Promise, now: datetime) -> None:
    for subject in subjects:
        cancel_obligation(kind=promise, subject=subject, reason=str(_("The call is cancelled.")), now=now)
