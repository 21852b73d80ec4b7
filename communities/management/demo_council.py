"""Demo councils with their elections and meetings, and the hours of advice."""

from datetime import datetime

import tablib
from django.utils.text import slugify

from communities.actions.consultation_slot import book_slot, offer_slots
from communities.actions.meeting import (
    add_paper,
    answer_invitation,
    call_meeting,
    hold_meeting,
    plan_meeting,
    publish_minutes,
    write_minutes,
)
from communities.models import AgendaItem, Candidate, ConsultationSlot, Council, CouncilMember, Election, Meeting
from portal.audit.actions import Guest
from portal.files.actions import store_upload
from portal.files.uploads import XLSX, CheckedUpload
from portal.management.demo import Demo
from portal.ui.search import index

MINUTES_AFTER = 9
"""Days between a meeting and its published minutes: within the term."""


def load(demo: Demo) -> None:
    content = demo.content("councils")
    for row in content["councils"]:
        council = _council(demo, row)
        for meeting in row["meetings"]:
            _meeting(demo, council, meeting)
    slots = [slot for row in content["hours"] for slot in _hours(demo, row)]
    for row in content["bookings"]:
        book_slot(
            slot=slots[row["hour"]], question=row["question"], community=demo.made["communities"][row["community"]],
            by=demo.person(row["by"]), now=demo.at(-1, "19:10"),
        )  # fmt: skip


def _council(demo: Demo, row: dict) -> Council:
    names = ("kind", "name", "slug", "purpose", "rights", "seats", "statute_number", "statute_link", "email", "is_pilot")
    council = Council.objects.create(
        unit=demo.made["units"][row["unit"]],
        term_from=demo.day(row["term"][0]),
        term_to=demo.day(row["term"][1]),
        is_public=True,
        community_seats=row.get("community_seats", 0),
        **{name: row[name] for name in names},
    )
    council.neighbourhoods.set([demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]])
    CouncilMember.objects.bulk_create(
        CouncilMember(
            council=council, name=name, role=role, email=email, publish_name=publish_name, since=demo.day(row["since"]),
            community=demo.made["communities"].get(community),
        )
        for name, role, email, publish_name, community in row["members"]
    )  # fmt: skip
    if election := row.get("election"):
        _election(demo, council, election)
    index(council)
    return council


def _election(demo: Demo, council: Council, row: dict) -> None:
    facts = {name: row[name] for name in ("manner", "voters", "valid_ballots")}
    election = Election.objects.create(council=council, held_on=demo.day(row["held"]), **facts)
    Candidate.objects.bulk_create(
        Candidate(election=election, name=name, publish_name=publish_name, votes=votes, is_elected=is_elected)
        for name, publish_name, votes, is_elected in row["candidates"]
    )


def _meeting(demo: Demo, council: Council, row: dict) -> None:
    """Past ones up to their published minutes, the next one called with papers and answers."""
    officer = demo.person("koordinators")
    starts_at, called = demo.at(row["day"], row["clock"]), min(row["day"] - 10, -2)
    meeting = plan_meeting(
        council=council, starts_at=starts_at, place=row["place"], online_link=row.get("online_link", ""), by=officer,
        now=demo.at(called),
    )  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=position, title=title, reporter=reporter, kind=row.get("kinds", {}).get(title, ""))
        for position, (title, reporter, *_minute) in enumerate(row["agenda"], start=1)
    )
    for paper in row.get("papers", ()):
        _paper(meeting, *paper, by=officer, now=demo.at(called))
    meeting = call_meeting(meeting=meeting, by=officer, now=demo.at(called))
    for invitation, answer in zip(meeting.invitations.order_by("pk"), row.get("answers", ()), strict=False):
        if answer:
            answer_invitation(invitation=invitation, answer=answer, by=Guest(), now=demo.at(called + 1))
    if "present" in row:
        _minutes(demo, meeting, row, officer)


def _paper(meeting: Meeting, title: str, is_public: bool, rows: list[list], *, by, now: datetime) -> None:
    """A small table, as officers prepare them."""
    header, *lines = rows
    content = tablib.Dataset(*lines, headers=header).export("xlsx")
    upload = CheckedUpload(f"{slugify(title)}.xlsx", XLSX.content_type, content)
    add_paper(meeting=meeting, title=title, file=store_upload(upload=upload, now=now), is_public=is_public, by=by, now=now)


def _hours(demo: Demo, row: dict) -> list[ConsultationSlot]:
    giver = demo.made["communities"][row["centre"]] if "centre" in row else demo.made["units"][row["unit"]]
    return offer_slots(
        giver=giver, starts_at=demo.at(row["day"], row["from"]), ends_at=demo.at(row["day"], row["to"]), topic=row["topic"],
        place=row["place"], weeks=row["weeks"], by=demo.person(row["by"]), now=demo.at(-3),
    )  # fmt: skip


def _minutes(demo: Demo, meeting: Meeting, row: dict, officer) -> None:
    present = list(meeting.council.members.order_by("pk")[: row["present"]])
    held = demo.at(row["day"], "21:00")
    meeting = hold_meeting(meeting=meeting, present=present, guests=row["guests"], by=officer, now=held)
    fields = ("discussion", "decision", "votes_for", "votes_against", "abstained")
    minutes = {
        item.pk: dict(zip(fields, minute, strict=True))
        for item, (_title, _reporter, *minute) in zip(meeting.agenda.all(), row["agenda"], strict=True)
    }
    written = demo.at(row["day"] + MINUTES_AFTER)
    write_minutes(meeting=meeting, summary=row["summary"], minutes=minutes, by=officer, now=written)
    publish_minutes(meeting=meeting, by=officer, now=written)
