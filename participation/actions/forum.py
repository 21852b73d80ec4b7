from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from communities.actions.community import free_slug
from communities.models import Community, Neighbourhood
from participation.actions.submission import receive_submission
from participation.enums import Channel, ForumState, Promise, SubmissionKind, VoiceKind
from participation.models import Forum, Submission
from participation.workflow import FORUM
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.municipality.models import Unit
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index


@action("participation.forum.planned")
def plan_forum(
    *, title: str, neighbourhood: Neighbourhood, unit: Unit, held_at: datetime, place: str, by, now: datetime,
    communities: list[Community] = (), **details: Any,
) -> Forum:  # fmt: skip
    """Announce a forum. Its minutes become the unit's obligation, counted from the day it is held."""
    forum = Forum(
        title=title, slug=free_slug(Forum, title), neighbourhood=neighbourhood, unit=unit, held_at=held_at, place=place,
        **details,
    )  # fmt: skip
    forum.full_clean(exclude=["slug"])
    forum.save()
    forum.communities.set(communities)
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


@action("participation.forum.closed")
def close_forum(*, forum: Forum, attendance: int, minutes: str, lessons: str, ten_steps: list[int], by, now: datetime) -> Forum:
    """Publish the minutes. One form: who came, what was said, what was learned (S4-08)."""
    forum = Forum.objects.lock(forum.pk)
    FORUM.check(forum.state, ForumState.CLOSED)
    if now < forum.held_at:
        raise StateConflict(_("The forum has not taken place yet."))
    if len(minutes.strip()) < 80:
        raise InvalidInput(_("The minutes are too short: say who spoke of what and what was agreed."), field="minutes")
    if not lessons.strip():
        raise InvalidInput(_("Say what was learned, so that the next forum is better."), field="lessons")
    forum.state, forum.closed_at = ForumState.CLOSED, now
    forum.attendance, forum.minutes, forum.lessons = attendance, minutes.strip(), lessons.strip()
    forum.ten_steps = sorted(set(ten_steps))
    forum.save()
    record(target=forum, attendance=attendance)
    fulfil_obligation(kind=Promise.FORUM_MINUTES, subject=forum, now=now)
    index(forum)
    return forum
