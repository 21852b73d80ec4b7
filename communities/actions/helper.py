from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from communities.enums import EventState
from communities.models import Event, HelperOffer, HelperTask
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message


@action("communities.helper_task.added")
def add_task(
    *, event: Event, title: str, duration: str, by, now: datetime, is_lasting: bool = False, rewards: Iterable[str] = (),
    gain: str = "", wanted: int = 1,
) -> HelperTask:  # fmt: skip
    """Call for helpers: what to do, how long it takes, what one gets from it."""
    event = Event.objects.lock(event.pk)
    if event.state not in (EventState.DRAFT, EventState.PUBLISHED) or now >= event.ends_at:
        raise StateConflict(_("The event is over, so it needs no helpers."))
    task = HelperTask(
        event=event, title=title, duration=duration, is_lasting=is_lasting, rewards=list(rewards), gain=gain, wanted=wanted
    )
    task.full_clean()
    task.save()
    record(target=event, task=title)
    return task


@action("communities.helper_task.removed")
def remove_task(*, task: HelperTask, by, now: datetime) -> None:
    """The task is not needed after all; once somebody has offered to help it stays."""
    task = HelperTask.objects.lock(task.pk)
    if task.offers.standing().exists():
        raise StateConflict(_("Somebody has offered to help with it already. Talk to them first."))
    record(target=task.event, task=task.title)
    task.delete()


@action("communities.helper_offer.made")
def offer_help(*, task: HelperTask, publish_name: bool, by, now: datetime) -> HelperOffer:
    """A person offers to help; the organiser hears of it. Doing it again only changes the consent to be named.

    Raises ``StateConflict`` when the event is over or not announced, or enough helpers are found.
    """
    task = HelperTask.objects.lock(task.pk)
    if task.event.state != EventState.PUBLISHED or now >= task.event.ends_at:
        raise StateConflict(_("This event takes no more helpers."))
    offer = task.offers.standing().filter(user=by).first()
    if offer:
        offer.publish_name = publish_name
        offer.save(update_fields=["publish_name", "updated_at"])
        return offer
    if task.offers.standing().count() >= task.wanted:
        raise StateConflict(_("Enough helpers are found for this task. Thank you; perhaps another one suits you."))
    offer = task.offers.create(user=by, publish_name=publish_name, offered_at=now)
    record(target=task)
    notify("communities.help_offered", subject=offer, now=now)
    return offer


@action("communities.helper_offer.withdrawn")
def withdraw_help(*, offer: HelperOffer, by, now: datetime) -> HelperOffer:
    """The person cannot help after all; the place in the task is free again. Doing it twice changes nothing."""
    HelperTask.objects.lock(offer.task_id)
    offer = HelperOffer.objects.lock(offer.pk)
    if offer.withdrawn_at is None:
        offer.withdrawn_at = now
        offer.save(update_fields=["withdrawn_at", "updated_at"])
        record(target=offer.task)
        notify("communities.help_withdrawn", subject=offer, now=now)
    return offer


@action("communities.helper_task.thanked")
def thank_helpers(*, task: HelperTask, hours: int, by, now: datetime) -> HelperTask:
    """The organiser thanks all helpers of a task and says how many hours they gave in total.

    Raises ``StateConflict`` before the event began, when nobody helped, or when they were thanked already.
    """
    task = HelperTask.objects.lock(task.pk)
    if now < task.event.starts_at:
        raise StateConflict(_("Thank the helpers once the event has begun."))
    if task.thanked_at:
        raise StateConflict(_("The helpers of this task have been thanked already."))
    if not task.offers.standing().exists():
        raise StateConflict(_("Nobody has offered to help with this task."))
    if hours < 1:
        raise InvalidInput(_("Say how many hours were given in total."), field="hours")
    task.hours_given, task.thanked_at = hours, now
    task.save(update_fields=["hours_given", "thanked_at", "updated_at"])
    record(target=task, hours=hours)
    for offer in task.offers.standing().select_related("task__event", "user"):
        notify("communities.helpers_thanked", subject=offer, now=now)
    return task


@action("communities.helper_offer.erased")
def erase_offers(*, event: Event, now: datetime) -> None:
    """The event is over for so long that nobody needs to know who helped; the hours stay."""
    offers = HelperOffer.objects.filter(task__event=event).select_for_update(of=("self",))
    record(target=event, number=len(offers))
    for offer in offers:
        Message.objects.about(offer).delete()
        offer.delete()
