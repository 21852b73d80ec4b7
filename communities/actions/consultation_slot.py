from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.calendar_file import calendar_file
from communities.models import Community, ConsultationSlot
from communities.queries.consultation_slots import slot_entry
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.municipality.models import Unit
from portal.notifications.actions import notify

MOST_WEEKS = 26


@action("communities.slot.offered")
def offer_slots(
    *, giver: Unit | Community, starts_at: datetime, ends_at: datetime, topic: str, place: str, by, now: datetime, weeks: int = 1
) -> list[ConsultationSlot]:
    """A unit or an NGO centre offers an hour of advice, or the same hour in each of ``weeks`` weeks running.

    Raises ``InvalidInput`` for an hour that has passed or ends before it begins, and when the giver has another then.
    """
    _lock(giver)
    if ends_at <= starts_at:
        raise InvalidInput(_("The end must be later than the beginning."), field="ends_at")
    if starts_at <= now:
        raise InvalidInput(_("This hour has passed; choose one that is still to come."), field="starts_at")
    if not 1 <= weeks <= MOST_WEEKS:
        raise InvalidInput(_("Offer between 1 and %(n)s weeks at once.") % {"n": MOST_WEEKS}, field="weeks")
    slots = []
    for week in range(weeks):
        begins, ends = _weeks_later(starts_at, week), _weeks_later(ends_at, week)
        if _given_by(giver).filter(starts_at__lt=ends, ends_at__gt=begins, withdrawn_at__isnull=True).exists():
            raise InvalidInput(
                _("Another hour is offered at that time already: %(day)s") % {"day": f"{timezone.localtime(begins):%d.%m.%Y}."},
                field="starts_at",
            )
        slots.append(ConsultationSlot(**_columns(giver), starts_at=begins, ends_at=ends, topic=topic, place=place))
    ConsultationSlot.objects.bulk_create(slots)
    record(target=giver, topic=topic, starts_at=starts_at, weeks=weeks)
    return slots


@action("communities.slot.booked")
def book_slot(
    *, slot: ConsultationSlot, question: str, by, now: datetime, community: Community | None = None
) -> ConsultationSlot:
    """Whoever comes first has the hour, on the same terms for all: at most one hour ahead with one giver (S3-14)."""
    _lock(slot.giver)
    slot = ConsultationSlot.objects.lock(slot.pk)
    if slot.withdrawn_at:
        raise StateConflict(_("This hour does not take place. Choose another one."))
    if slot.starts_at <= now:
        raise StateConflict(_("This hour has begun or passed. Choose another one."))
    if slot.booked_at:
        raise StateConflict(_("Somebody was faster and has booked this hour. Choose another one."))
    if _given_by(slot.giver).booked().filter(booked_by=by, starts_at__gt=now).exists():
        raise StateConflict(
            _("You have booked an hour with this adviser already. So that others get one too, book the next after it.")
        )
    slot.booked_by, slot.booked_for, slot.booked_at, slot.question = by, community, now, question.strip()
    slot.save(update_fields=["booked_by", "booked_for", "booked_at", "question", "updated_at"])
    record(target=slot, community=community)
    calendar = calendar_file(slot_entry(slot), now=now)
    notify("communities.slot_booked", subject=slot, now=now, calendar=calendar)
    notify("communities.slot_taken", subject=slot, now=now, calendar=calendar)
    return slot


@action("communities.slot.freed")
def cancel_booking(*, slot: ConsultationSlot, by, now: datetime) -> ConsultationSlot:
    """Whoever booked the hour gives it back in time for somebody else; the giver is told."""
    slot = ConsultationSlot.objects.lock(slot.pk)
    if slot.booked_at is None or slot.withdrawn_at:
        raise StateConflict(_("This hour is not booked any more."))
    if slot.starts_at <= now:
        raise StateConflict(_("This hour has begun or passed, so it can no longer be given back."))
    slot.booked_by = slot.booked_for = slot.booked_at = None
    slot.question = ""
    slot.save(update_fields=["booked_by", "booked_for", "booked_at", "question", "updated_at"])
    record(target=slot)
    notify("communities.slot_freed", subject=slot, now=now, calendar=calendar_file(slot_entry(slot, is_cancelled=True), now=now))
    return slot


@action("communities.slot.withdrawn")
def withdraw_slot(*, slot: ConsultationSlot, by, now: datetime) -> ConsultationSlot:
    """The giver cannot keep the hour; whoever booked it is told and may choose another."""
    slot = ConsultationSlot.objects.lock(slot.pk)
    if slot.withdrawn_at:
        return slot
    if slot.starts_at <= now:
        raise StateConflict(_("This hour has begun or passed, so it can no longer be withdrawn."))
    slot.withdrawn_at = now
    slot.save(update_fields=["withdrawn_at", "updated_at"])
    record(target=slot)
    if slot.booked_at:
        calendar = calendar_file(slot_entry(slot, is_cancelled=True), now=now)
        notify("communities.slot_withdrawn", subject=slot, now=now, calendar=calendar)
    return slot


def _lock(giver: Unit | Community) -> None:
    """One at a time per giver: what is asked of all of its hours stays true until the hour is written."""
    type(giver).objects.select_for_update(of=("self",)).get(pk=giver.pk)


def _columns(giver: Unit | Community) -> dict[str, Unit | Community]:
    return {"unit" if isinstance(giver, Unit) else "centre": giver}


def _given_by(giver: Unit | Community) -> QuerySet[ConsultationSlot]:
    return ConsultationSlot.objects.filter(**_columns(giver))


def _weeks_later(moment: datetime, weeks: int) -> datetime:
    """The same hour by the clock on the wall, also across the change to summer time."""
    return timezone.localtime(moment) + timedelta(weeks=weeks)
