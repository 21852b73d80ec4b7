from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.enums import JoiningState
from actionplans.models import Action, Joining
from actionplans.queries.joining import takes_joiners
from portal.audit.actions import Guest, action, record
from portal.errors import StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message


@action("actionplans.joining.asked")
def join_action(
    *, plan_action: Action, name: str, email: str, time: str, by, now: datetime, offer: str = "", language: str = "lv"
) -> Joining:
    """Somebody joins an action: a signed-in person at once, a guest (``by`` is a ``Guest``) once the link in the letter
    is opened.

    A guest who joins again gets the letter again, so that nobody learns whether somebody else takes part. Raises
    ``StateConflict`` where the action takes nobody in, and for a person who has joined already.
    """
    plan_action = Action.objects.lock(plan_action.pk)
    _check_open(plan_action)
    is_guest = isinstance(by, Guest)
    email = email.lower()
    joining = plan_action.joinings.standing().filter(email=email).first()
    if joining and joining.state == JoiningState.JOINED:
        if not is_guest:
            raise StateConflict(_("You have joined this action already."))
        notify("actionplans.joining_received", subject=joining, now=now)
        return joining
    joining = joining or Joining(action=plan_action, email=email)
    joining.name, joining.time, joining.offer, joining.language, joining.asked_at = name, time, offer, language, now
    if not is_guest:
        joining.user = by
    joining.full_clean()
    joining.save()
    record(target=plan_action, time=time)
    if is_guest:
        notify("actionplans.joining_confirm", subject=joining, now=now)
    else:
        _take_in(joining, now)
    return joining


@action("actionplans.joining.confirmed")
def confirm_joining(*, joining: Joining, by=None, now: datetime) -> Joining:
    """The guest opened the link: now the person has joined and the unit hears of it. Doing it again changes nothing.

    Raises ``StateConflict`` when the action is over or closed by now.
    """
    plan_action = Action.objects.lock(joining.action_id)
    joining = Joining.objects.lock(joining.pk)
    if joining.state != JoiningState.UNCONFIRMED:
        return joining
    _check_open(plan_action)
    record(target=plan_action, time=joining.time)
    _take_in(joining, now)
    return joining


@action("actionplans.joining.left")
def leave_action(*, joining: Joining, by=None, now: datetime) -> Joining:
    """Somebody does not take part any more; the unit that counted on the person hears of it. Doing it twice changes
    nothing."""
    joining = Joining.objects.lock(joining.pk)
    if joining.state != JoiningState.LEFT:
        had_joined = joining.state == JoiningState.JOINED
        joining.state = JoiningState.LEFT
        joining.save(update_fields=["state", "updated_at"])
        record(target=joining.action)
        if had_joined:
            notify("actionplans.somebody_left", subject=joining, now=now)
    return joining


@action("actionplans.joining.contacted")
def note_contact(*, joining: Joining, by, now: datetime) -> Joining:
    """Somebody has told the person how it goes on (S0-25). Raises ``StateConflict`` if it was noted before or the person
    has left."""
    joining = Joining.objects.lock(joining.pk)
    if joining.state != JoiningState.JOINED or joining.contacted_at:
        raise StateConflict(_("Somebody was faster, or this person no longer takes part."))
    joining.contacted_at, joining.contacted_by = now, by
    joining.save(update_fields=["contacted_at", "contacted_by", "updated_at"])
    record(target=joining.action)
    return joining


@action("actionplans.joining.erased")
def erase_joining(*, joining: Joining, now: datetime) -> None:
    """Nobody opened the link, or the action is long over: the name and the address go, with their letters."""
    joining = Joining.objects.lock(joining.pk)
    record(target=joining.action)
    Message.objects.about(joining).delete()
    joining.delete()


def _check_open(plan_action: Action) -> None:
    if not takes_joiners(plan_action):
        raise StateConflict(_("This action takes nobody in any more. Look at the other actions of the plan."))


def _take_in(joining: Joining, now: datetime) -> None:
    joining.state, joining.joined_at = JoiningState.JOINED, now
    joining.save(update_fields=["state", "joined_at", "updated_at"])
    notify("actionplans.joining_received", subject=joining, now=now)
    notify("actionplans.somebody_joined", subject=joining, now=now)
