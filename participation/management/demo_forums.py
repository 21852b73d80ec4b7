"""Demo of forums and what comes of them: registrations, a forum that is moved, tasks in every state, announcements."""

from communities.models import Event
from participation.actions.announcement import send_announcement
from participation.actions.forum import (
    change_places,
    hand_in_notes,
    invite_to_forum,
    move_forum,
    plan_forum,
    tick_steps,
)
from participation.actions.registration import confirm_registration, register
from participation.actions.task import finish_task, set_task
from participation.models import Announcement, Forum
from portal.audit.actions import Guest
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("forums")
    _coming(demo, content["coming"])
    _with_neighbours(demo, content["neighbours"])
    _held(demo, content["held"])
    for row in content["tasks"]:
        _task(demo, row)
    for row in content["announcements"]:
        _announcement(demo, row)


def _coming(demo: Demo, row: dict) -> None:
    """Prepared, announced, with guests who confirmed their registration."""
    coordinator, forum = demo.person("koordinators"), Forum.objects.get(title=row["forum"])
    invited = demo.at(row["invited"])
    change_places(forum=forum, takes_registrations=True, capacity=row["capacity"], by=coordinator, now=invited)
    notes = {int(number): note for number, note in row["steps"].items()}
    tick_steps(forum=forum, ten_steps=notes, notes=notes, by=coordinator, now=invited)
    invite_to_forum(forum=forum, by=coordinator, now=invited)
    for name, email, seats, needs, day in row["guests"]:
        registration = register(
            forum=forum, name=name, email=email, seats=seats, needs=needs, by=Guest(), now=demo.at(day, "18:10")
        )
        confirm_registration(registration=registration, now=demo.at(day, "18:20"))


def _planned(demo: Demo, row: dict) -> Forum:
    return plan_forum(
        title=row["title"], neighbourhood=demo.made["neighbourhoods"][row["neighbourhood"]],
        neighbours=[demo.made["neighbourhoods"][slug] for slug in row.get("neighbours", ())],
        communities=[demo.made["communities"][key] for key in row["communities"]], unit=demo.made["units"][row["unit"]],
        held_at=demo.at(row["held"], row["clock"]), place=row["place"], agenda=row["agenda"], formats=row["formats"],
        by=demo.person("koordinators"), now=demo.at(row["planned"]),
    )  # fmt: skip


def _with_neighbours(demo: Demo, row: dict) -> None:
    """Two neighbourhoods together; it had to be moved."""
    coordinator, moved, forum = demo.person("koordinators"), row["moved"], _planned(demo, row)
    invite_to_forum(forum=forum, by=coordinator, now=demo.at(row["invited"]))
    move_forum(
        forum=forum, held_at=demo.at(moved["to"], moved["clock"]), place=row["place"], reason=moved["reason"],
        by=coordinator, now=demo.at(moved["on"]),
    )  # fmt: skip


def _held(demo: Demo, row: dict) -> None:
    """Over, with what its community wrote down; the minutes are still owed."""
    notes, forum = row["notes"], _planned(demo, row)
    hand_in_notes(
        forum=forum, community=forum.communities.get(), text=notes["text"], photo=None, attendance=notes["attendance"],
        by=demo.person(notes["person"]), now=demo.at(notes["on"], "19:30"),
    )  # fmt: skip


def _task(demo: Demo, row: dict) -> None:
    coordinator = demo.person("koordinators")
    if "forum" in row:
        source = Forum.objects.get(title=row["forum"])
        proposal = source.submissions.filter(title=row.get("proposal")).first()
    else:
        source, proposal = Event.objects.get(title=row["event"]), None
    task = set_task(
        source=source, proposal=proposal, title=row["title"], unit=demo.made["units"][row["unit"]],
        community=demo.made["communities"].get(row.get("community")), post=row.get("post", ""),
        due_on=demo.day(row["due"]) if row["due"] is not None else None, by=coordinator, now=demo.at(row["agreed"]),
    )  # fmt: skip
    if row.get("done"):
        day, result = row["done"]
        finish_task(task=task, result=result, by=coordinator, now=demo.at(day, "15:00"))


def _announcement(demo: Demo, row: dict) -> None:
    announcement = Announcement.objects.create(
        title=row["title"], text=row["text"], passing_on=row["passing_on"], unit=demo.made["units"][row["unit"]],
        sender_post=row["post"],
    )  # fmt: skip
    announcement.neighbourhoods.set([demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]])
    if row["sent"] is not None:
        send_announcement(announcement=announcement, by=demo.person("koordinators"), now=demo.at(row["sent"], "12:00"))
