"""Forums, their registrations, tasks of meetings and announcements: who may open what."""

from datetime import timedelta

from django.utils import timezone

from communities.models import Community
from participation.models import Announcement, Forum
from participation.queries.registration import CONFIRMING, OWN
from tests.factories.files import stored_file
from tests.factories.forums import agree, come, come_as_guest
from tests.factories.participation import plan
from tests.project.visitors import (
    COORDINATOR,
    LEADER,
    OFFICER,
    STAFF,
    Desk,
    Page,
    first,
    only,
    person,
    private,
    public,
)

FORUM = first(Forum.objects.all)
SENT = first(Announcement.objects.public, "pk")


def with_photo() -> dict[str, str]:
    forum = plan(flipchart=stored_file("tafele.png", content_type="image/png"))
    return {"slug": forum.slug}


def _held_by_leader() -> Forum:
    """A forum of yesterday, where the leader of these tests leads a community."""
    community = Community.objects.of_member(person(LEADER)).get()
    return plan(neighbourhood=community.neighbourhoods.first(), held_at=timezone.now() - timedelta(days=1))


def held_by_leader() -> dict[str, str]:
    return {"slug": _held_by_leader().slug}


def notes() -> dict:
    forum = _held_by_leader()
    community = Community.objects.of_member(person(LEADER)).get()
    row = forum.notes.create(community=community, photo=stored_file(), handed_in_at=timezone.now(), handed_in_by=person(LEADER))
    return {"slug": forum.slug, "pk": row.pk}


def leaders_task() -> dict[str, int]:
    return {"pk": agree(community=Community.objects.of_member(person(LEADER)).get()).pk}


PAGES: tuple[Page, ...] = (
    public("participation:forum_list"),
    public("participation:forum_compliance"),
    public("participation:forum_detail", FORUM),
    public("participation:forum_calendar", FORUM),
    public("participation:forum_flipchart", with_photo),
    public("participation:forum_register", FORUM),
    public("participation:registration_sent", FORUM),
    public("participation:registration_detail", lambda: {"token": OWN.token_for(come().pk)}),
    public("participation:registration_confirm", lambda: {"token": CONFIRMING.token_for(come_as_guest().pk)}),
    private("participation:forum_registrations", FORUM, opens=only(COORDINATOR, OFFICER), refusal=403),
    private("participation:forum_notes", held_by_leader, opens=only(LEADER)),
    private("participation:forum_notes_photo", notes, opens=only(COORDINATOR), refusal=403),
    public("participation:task_list"),
    private("participation:task_done", leaders_task, opens=only(LEADER)),
    public("participation:announcement_list"),
    public("participation:announcement_detail", SENT),
    public("participation:announcement_notice", SENT),
)

STEPS = ("aicinat", "soli", "vietas", "parcelt", "atcelt", "slegt", "priekslikums")

DESKS: dict[str, Desk] = {
    "participation.forum": Desk(STAFF, only(COORDINATOR), steps=dict.fromkeys(STEPS, only(COORDINATOR))),
    "participation.meetingtask": Desk(
        STAFF, only(COORDINATOR, OFFICER), steps=dict.fromkeys(("izdarits", "virzit"), only(COORDINATOR))
    ),
    "participation.announcement": Desk(STAFF, only(COORDINATOR, OFFICER), steps={"nosutit": only(COORDINATOR)}),
}
