"""Promises are made, moved and kept here, always inside the domain action that gives the reason.

``open_obligation``, ``fulfil_obligation``, ``cancel_obligation`` and ``postpone_obligations`` join the running action and
its audit event; ``extend_obligation`` is an act of its own.
"""

from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actions import action, record, running_action
from portal.errors import InvalidInput, StateConflict
from portal.municipality.models import Unit
from portal.obligations.clock import end_of_day
from portal.obligations.kinds import KINDS
from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import legal_rule, work_calendar
from portal.obligations.working_days import Term
from portal.ui.visibility import Visibility


def open_obligation(
    *,
    kind: str,
    subject: models.Model,
    holder: models.Model,
    received_at: datetime,
    label: str,
    address: str,
    due_on: date | None = None,
    rule_code: str = "",
    staff_address: str = "",
    number: str = "",
    unit: Unit | None = None,
    neighbourhood_key: int | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> Obligation:
    """Make a promise. The term comes from the kind's legal rule on the day of receipt, from ``rule_code`` where one kind
    has several clocks, or is the agreed ``due_on``.

    Raises ``NoSuchRule`` when the law's number for that day was never entered, ``ValueError`` when neither a rule
    nor a day is given.
    """
    running_action()
    info = KINDS[kind]
    received_on = timezone.localdate(received_at)
    term: Term | None = None
    legal_basis = ""
    if due_on is None:
        if not (rule_code or info.rule_code):
            raise ValueError(f"Obligation kind {kind} has no legal rule: give due_on.")
        rule = legal_rule(rule_code or info.rule_code, received_on)
        term, legal_basis = rule.term, rule.citation
        due_on = term.due_on(received_on, work_calendar())
    obligation = Obligation(
        kind=kind,
        subject=subject,
        holder=holder,
        label=label[:300],
        number=number,
        address=address,
        staff_address=staff_address,
        unit=unit or (holder if isinstance(holder, Unit) else None),
        neighbourhood_key=neighbourhood_key,
        visibility=visibility,
        legal_basis=legal_basis,
        term_amount=term.amount if term else None,
        term_unit=term.unit if term else "",
        received_at=received_at,
        due_at=end_of_day(due_on),
        first_due_at=end_of_day(due_on),
    )
    plan_next_reminder(obligation, after=None)
    obligation.save(force_insert=True)
    return obligation


def plan_next_reminder(obligation: Obligation, after: datetime | None) -> None:
    """Set the next rung of the ladder later than ``after`` on the row, unsaved."""
    step = obligation.kind_info.ladder.next_after(after, obligation.received_on, obligation.due_on, work_calendar())
    obligation.next_reminder_at = step.at if step else None
    obligation.next_reminder_step = step.code if step else ""
    obligation.next_reminder_to = step.to if step else ""


def fulfil_obligation(*, kind: str, subject: models.Model, now: datetime) -> Obligation | None:
    """Keep the promise of this kind about ``subject``; None when there is none open (kept already, or never made)."""
    running_action()
    obligation = Obligation.objects.open().about(subject).filter(kind=kind).select_for_update(of=("self",)).first()
    if obligation is None:
        return None
    obligation.fulfilled_at = now
    obligation.next_reminder_at = None
    obligation.save(update_fields=["fulfilled_at", "next_reminder_at", "updated_at"])
    return obligation


def cancel_obligation(*, kind: str, subject: models.Model, reason: str, now: datetime) -> Obligation | None:
    """The promise no longer stands (the person withdrew); it counts neither as kept nor as broken."""
    running_action()
    obligation = Obligation.objects.open().about(subject).filter(kind=kind).select_for_update(of=("self",)).first()
    if obligation is None:
        return None
    obligation.cancelled_at = now
    obligation.cancelled_reason = reason[:200]
    obligation.next_reminder_at = None
    obligation.save(update_fields=["cancelled_at", "cancelled_reason", "next_reminder_at", "updated_at"])
    return obligation


def move_obligations(*, subject: models.Model, holder: models.Model, unit: Unit | None) -> int:
    """Hand the open promises about ``subject`` to another holder, with the clock as it stands."""
    running_action()
    moved = 0
    for obligation in Obligation.objects.open().about(subject).select_for_update(of=("self",)):
        obligation.holder = holder
        obligation.unit = unit
        obligation.save(update_fields=["holder_type", "holder_id", "unit", "updated_at"])
        moved += 1
    return moved


def postpone_obligations(*, kind: str, subjects: models.QuerySet, until: date, reason: str, by, now: datetime) -> int:
    """The announced day by which all of ``subjects`` were promised this has moved to a later one, for all and with a public
    reason: the clocks of the open promises show it like any extension. A promise that falls due later anyway stays."""
    running_action()
    subject_type = ContentType.objects.get_for_model(subjects.model)
    late = Obligation.objects.open().filter(kind=kind, subject_type=subject_type, subject_id__in=subjects.order_by().values("pk"))
    moved = list(late.filter(due_at__lt=end_of_day(until)).select_for_update(of=("self",)))
    for obligation in moved:
        _move_due(obligation, until, reason, by, now)
    return len(moved)


def restart_obligation(*, kind: str, subject: models.Model, received_at: datetime) -> Obligation | None:
    """What the term is counted from has itself moved (a forum takes place later): the clock starts there, by the rule of
    that day. None when no promise of this kind is open."""
    running_action()
    obligation = Obligation.objects.open().about(subject).filter(kind=kind).select_for_update(of=("self",)).first()
    if obligation is None:
        return None
    received_on = timezone.localdate(received_at)
    rule = legal_rule(obligation.kind_info.rule_code, received_on)
    obligation.received_at = received_at
    obligation.term_amount, obligation.term_unit, obligation.legal_basis = rule.term.amount, rule.term.unit, rule.citation
    obligation.due_at = obligation.first_due_at = end_of_day(rule.term.due_on(received_on, work_calendar()))
    plan_next_reminder(obligation, after=None)
    obligation.save()
    return obligation


@action("obligations.obligation.extended")
def extend_obligation(*, obligation: Obligation, until: date, reason: str, by, now: datetime) -> Obligation:
    """Move the due date once, with a reason the waiting person is told.

    Raises ``StateConflict`` when the promise is over, its term has passed or was extended before, ``InvalidInput`` for
    a day that is not later, is beyond the kind's limit, or for a missing reason.
    """
    obligation = Obligation.objects.lock(obligation.pk)
    if not obligation.is_open:
        raise StateConflict(_("This is already done, so there is nothing to extend."))
    if not obligation.kind_info.may_extend_once:
        raise StateConflict(_("The term of this kind cannot be extended."))
    if obligation.extended_at:
        raise StateConflict(_("The term was extended once already; it cannot be extended again."))
    if now >= obligation.due_at:
        raise StateConflict(_("The term has passed, so it can no longer be moved. Answer now, and say why it is late."))
    if len(reason.strip()) < 20:
        raise InvalidInput(_("Say why more time is needed, in at least 20 characters: the author will read it."), field="reason")
    if until <= obligation.due_on:
        raise InvalidInput(_("The new day must be later than the present one."), field="until")
    latest = latest_extension(obligation)
    if until > latest:
        raise InvalidInput(_("The law allows no later day than %(day)s") % {"day": f"{latest:%d.%m.%Y}."}, field="until")
    _move_due(obligation, until, reason, by, now)
    record(target=obligation, until=until, first_due=timezone.localdate(obligation.first_due_at - timedelta(seconds=1)))
    return obligation


def _move_due(obligation: Obligation, until: date, reason: str, by, now: datetime) -> None:
    obligation.due_at = end_of_day(until)
    obligation.extended_at, obligation.extended_by, obligation.extension_reason = now, by, reason.strip()
    plan_next_reminder(obligation, after=now)
    obligation.save()


EXTENSION_RULE = "ANSWER_EXTENDED_MONTHS"


def latest_extension(obligation: Obligation) -> date:
    """The last day to which the law lets the term be moved: months from receipt, by ``ANSWER_EXTENDED_MONTHS``."""
    return legal_rule(EXTENSION_RULE, obligation.received_on).term.due_on(obligation.received_on, work_calendar())
