from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from communities.actions.calendar_file import calendar_file
from communities.actions.community import free_slug
from communities.models import Community, Neighbourhood
from participation.actions.registration import give_places
from participation.actions.submission import receive_submission
from participation.actions.task import set_task
from participation.enums import Channel, ForumState, Promise, SubmissionKind, VoiceKind
from participation.models import Forum, ForumDraft, ForumNotes, Submission
from participation.queries.forum import forum_entry
from participation.workflow import FORUM
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.files.models import File
from portal.municipality.models import Unit
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation, restart_obligation
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index

SHORTEST_REASON, SHORTEST_MINUTES = 10, 80


@action("participation.forum.planned")
def plan_forum(
    *, title: str, neighbourhood: Neighbourhood, unit: Unit, held_at: datetime, place: str, by, now: datetime,
    communities: Iterable[Community] = (), neighbours: Iterable[Neighbourhood] = (), **details: Any,
) -> Forum:  # fmt: skip
    """Announce a forum. Its minutes become the unit's obligation, counted from the day it is held."""
    forum = Forum(
        title=title, slug=free_slug(Forum, title), neighbourhood=neighbourhood, unit=unit, held_at=held_at, place=place,
        **details,
    )  # fmt: skip
    forum.full_clean(exclude=["slug"])
    forum.save()
    forum.communities.set(communities)
    forum.neighbours.set(neighbours)
    record(target=forum, held_at=held_at)
    open_obligation(
        kind=Promise.FORUM_MINUTES,
        subject=forum,
        holder=unit,
        received_at=held_at,
        label=title,
        address=plain_path(forum),
        staff_address=plain_reverse("admin:participation_forum_change", forum.pk),
        neighbourhood_key=neighbourhood.pk,
    )
    index(forum)
    return forum


@action("participation.forum.invited")
def invite_to_forum(*, forum: Forum, by, now: datetime) -> Forum:
    """A personal letter to the communities and contact persons of the neighbourhood (S4-46), news to its followers.

    Raises ``StateConflict`` when they were invited before, or the forum is over or cancelled.
    """
    forum = Forum.objects.lock(forum.pk)
    _require_ahead(forum, now)
    if forum.invited_at:
        raise StateConflict(_("The invitation is sent already. If something changes, move the forum: everybody is told."))
    forum.invited_at, forum.invited_by = now, by
    forum.save(update_fields=["invited_at", "invited_by", "updated_at"])
    calendar = calendar_file(forum_entry(forum), now=now)
    letters = notify("participation.forum_invited", subject=forum, now=now, calendar=calendar)
    notify("participation.forum_announced", subject=forum, now=now)
    record(target=forum, letters=len(letters))
    return forum


def _require_ahead(forum: Forum, now: datetime) -> None:
    if forum.state != ForumState.PLANNED or now >= forum.held_at:
        raise StateConflict(_("The forum has begun, is over or cancelled, so this can no longer be done."))


@action("participation.forum.moved")
def move_forum(*, forum: Forum, held_at: datetime, place: str, reason: str, by, now: datetime, online_link: str = "") -> Forum:
    """Another day or place, with a reason for all who were invited or registered. The clock of the minutes moves along."""
    forum = Forum.objects.lock(forum.pk)
    _require_ahead(forum, now)
    if held_at <= now:
        raise InvalidInput(_("This time has passed. Choose a later one."), field="held_at")
    before = forum.held_at
    forum.held_at, forum.place, forum.online_link = held_at, place, online_link
    forum.moved_from, forum.move_reason = before, _reason(reason)
    forum.save()
    restart_obligation(kind=Promise.FORUM_MINUTES, subject=forum, received_at=held_at)
    record(target=forum, before=before, after=held_at, reason=forum.move_reason)
    index(forum)
    _tell_all("moved", forum, now)
    return forum


@action("participation.forum.cancelled")
def cancel_forum(*, forum: Forum, reason: str, by, now: datetime) -> Forum:
    """It does not take place: everybody invited or registered is told why, and no minutes are owed."""
    forum = Forum.objects.lock(forum.pk)
    FORUM.check(forum.state, ForumState.CANCELLED)
    forum.state, forum.cancel_reason = ForumState.CANCELLED, _reason(reason)
    forum.save()
    cancel_obligation(kind=Promise.FORUM_MINUTES, subject=forum, reason=forum.cancel_reason, now=now)
    record(target=forum, reason=forum.cancel_reason)
    index(forum)
    _tell_all("cancelled", forum, now)
    return forum


def _reason(reason: str) -> str:
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(_("Say why, so that those who wanted to come understand."), field="reason")
    return reason.strip()


def _tell_all(what: str, forum: Forum, now: datetime) -> None:
    """One letter to each who was invited, or to the own link of each who registered; with the date for the calendar."""
    calendar = calendar_file(forum_entry(forum), now=now)
    notify(f"participation.forum_{what}", subject=forum, now=now, calendar=calendar)
    for registration in forum.registrations.expected().select_related("forum", "user"):
        notify(f"participation.registration_forum_{what}", subject=registration, now=now, calendar=calendar)


@action("participation.forum.places_changed")
def change_places(*, forum: Forum, takes_registrations: bool, capacity: int | None, by, now: datetime) -> Forum:
    """Open or close the registration, or change the number of places; more places go to those who wait."""
    forum = Forum.objects.lock(forum.pk)
    _require_ahead(forum, now)
    taken = forum.registrations.with_place().seats()
    if capacity is not None and capacity < taken:
        raise InvalidInput(_("Seats taken already: %(n)s. There cannot be fewer.") % {"n": taken}, field="capacity")
    forum.takes_registrations, forum.capacity = takes_registrations, capacity
    forum.save(update_fields=["takes_registrations", "capacity", "updated_at"])
    record(target=forum, takes_registrations=takes_registrations, capacity=capacity)
    give_places(forum, now)
    return forum


@action("participation.forum.steps_ticked")
def tick_steps(*, forum: Forum, ten_steps: Iterable[int], notes: dict[int, str], by, now: datetime) -> Forum:
    """Note which of the ten steps are done while the forum is prepared, each with a word on how (S0-17b)."""
    forum = Forum.objects.lock(forum.pk)
    if forum.state != ForumState.PLANNED:
        raise StateConflict(_("The forum is over or cancelled, so its steps stay as they are."))
    forum.ten_steps = sorted(set(ten_steps))
    forum.step_notes = {str(number): note for number, note in notes.items() if note}
    forum.save(update_fields=["ten_steps", "step_notes", "updated_at"])
    record(target=forum, done=len(forum.ten_steps))
    return forum


@action("participation.forum.proposal_added")
def add_proposal(
    *, forum: Forum, title: str, text: str, by, now: datetime, unit: Unit | None = None,
    community: Community | None = None, residents_represented: int | None = None, how_agreed: str = "", **details: Any,
) -> Submission:  # fmt: skip
    """A proposal made at the forum becomes a submission with its own clock, whoever typed it in."""
    forum = Forum.objects.lock(forum.pk)
    if forum.state == ForumState.CANCELLED:
        raise StateConflict(_("The forum is cancelled, so no proposal can be made at it."))
    if residents_represented and not how_agreed.strip():
        raise InvalidInput(_("A joint proposal says how it was agreed and how many it speaks for."), field="how_agreed")
    record(target=forum, title=title)
    return receive_submission(
        kind=SubmissionKind.PROPOSAL,
        title=title,
        text=text,
        unit=unit or forum.unit,
        forum=forum,
        neighbourhood=forum.neighbourhood,
        channel=Channel.MEETING,
        voice=VoiceKind.JOINT if residents_represented else VoiceKind.INDIVIDUAL,
        community=community,
        residents_represented=residents_represented,
        how_agreed=how_agreed,
        by=by,
        now=now,
        **details,
    )


@action("participation.forum.notes_handed_in")
def hand_in_notes(
    *, forum: Forum, community: Community, text: str, photo: File | None, by, now: datetime, attendance: int | None = None
) -> ForumNotes:
    """What a community's leader wrote down, or only a photo of the flipchart (S4-65); the unit makes the minutes of it.
    Handed in again it replaces what was there.

    Raises ``StateConflict`` before the forum and once its minutes are public, ``InvalidInput`` with neither text nor photo.
    """
    forum = Forum.objects.lock(forum.pk)
    _require_over(forum, now)
    if not text.strip() and photo is None:
        raise InvalidInput(_("Write a few sentences or attach a photo of the flipchart."), field="text")
    notes, is_new = ForumNotes.objects.update_or_create(
        forum=forum,
        community=community,
        defaults={
            "text": text.strip(), "photo": photo, "attendance": attendance, "handed_in_at": now, "handed_in_by": by
        },
    )  # fmt: skip
    record(target=forum, community=community.name)
    if is_new:
        notify("participation.forum_notes", subject=notes, now=now)
    return notes


def _require_over(forum: Forum, now: datetime) -> None:
    if forum.state != ForumState.PLANNED:
        raise StateConflict(_("The minutes of this forum are public already, or it was cancelled."))
    if now < forum.held_at:
        raise StateConflict(_("The forum has not taken place yet."))


def keep_draft(*, forum: Forum, data: dict[str, Any], photo: File | None, by, now: datetime) -> ForumDraft:
    """Keep what is typed into the form that closes the forum. A draft is no official act: it leaves no trace."""
    kept = {"data": data, "saved_at": now, "saved_by": by} | ({"photo": photo} if photo else {})
    return ForumDraft.objects.update_or_create(forum=forum, defaults=kept)[0]


@action("participation.forum.closed")
def close_forum(
    *, forum: Forum, attendance: int, minutes: str, lessons: str, ten_steps: Iterable[int], by, now: datetime,
    officials: str = "", barriers: Iterable[str] = (), flipchart: File | None = None,
    proposals: Iterable[dict[str, Any]] = (), tasks: Iterable[dict[str, Any]] = (),
) -> Forum:  # fmt: skip
    """One form: who came, what was said, proposed, agreed and learned (S4-08). The minutes are public, each proposal has
    its number and clock, each task its day.

    Of a forum that a community wrote down, a photo of the flipchart stands for long minutes.
    """
    forum = Forum.objects.lock(forum.pk)
    FORUM.check(forum.state, ForumState.CLOSED)
    _require_over(forum, now)
    if len(minutes.strip()) < SHORTEST_MINUTES and flipchart is None:
        raise InvalidInput(
            _("The minutes are too short: say who spoke of what and what was agreed, or attach a photo of the flipchart."),
            field="minutes",
        )
    if not lessons.strip():
        raise InvalidInput(_("Say what was learned, so that the next forum is better."), field="lessons")
    forum.state, forum.closed_at = ForumState.CLOSED, now
    forum.attendance, forum.minutes, forum.lessons = attendance, minutes.strip(), lessons.strip()
    forum.officials, forum.barriers, forum.flipchart = officials.strip(), list(barriers), flipchart
    forum.ten_steps = sorted(set(ten_steps))
    forum.save()
    record(target=forum, attendance=attendance)
    for proposal in proposals:
        add_proposal(forum=forum, by=by, now=now, **proposal)
    for task in tasks:
        set_task(source=forum, by=by, now=now, **{"unit": forum.unit, **task})
    ForumDraft.objects.filter(forum=forum).delete()
    fulfil_obligation(kind=Promise.FORUM_MINUTES, subject=forum, now=now)
    request_document("participation.forum_minutes", subject=forum, now=now)
    for notes in forum.notes.select_related("forum", "handed_in_by"):
        notify("participation.forum_notes_accepted", subject=notes, now=now)
    notify("participation.forum_closed", subject=forum, now=now)
    for registration in forum.registrations.expected().select_related("forum", "user"):
        notify("participation.registration_minutes", subject=registration, now=now)
    index(forum)
    return forum
