"""Demo traditions and events: a year behind and half a year ahead, with those who come and help."""

from datetime import date
from io import BytesIO

from PIL import Image

from communities.actions.event import announce_event, call_off_event, close_event, found_series, prepare_event
from communities.actions.helper import add_task, offer_help, thank_helpers
from communities.actions.registration import confirm_registration, register
from communities.models import Event, Term
from portal.audit.actions import Guest
from portal.files.actions import store_upload
from portal.files.models import File
from portal.files.uploads import CheckedUpload
from portal.management.demo import Demo

NOTICE = 21
"""Days before an event on which it is announced."""


def load(demo: Demo) -> None:
    content = demo.content("events")
    demo.made["series"] = {}
    for row in content["series"]:
        community = demo.made["communities"][row["community"]]
        demo.made["series"][row["key"]] = found_series(
            community=community, name=row["name"], description=row["description"], since_year=row["since"],
            by=_leader(community), now=demo.at(-840),
        )  # fmt: skip
    for row in content["events"]:
        _event(demo, row)


def _leader(community):
    return community.memberships.leaders().first().user


def _event(demo: Demo, row: dict) -> None:
    day = _days_to_june(demo) if row.get("june") else row["day"]
    community, unit = demo.made["communities"].get(row.get("community")), demo.made["units"].get(row.get("unit"))
    by = _leader(community) if community else demo.person("koordinators")
    told = min(day - NOTICE, -5)
    event = prepare_event(
        title=row["title"], kind=row["kind"], community=community, unit=unit,
        series=demo.made["series"].get(row.get("series")), summary=row["summary"], agenda=row.get("agenda", ""),
        starts_at=demo.at(day, row["from"]), ends_at=demo.at(day, row["to"]), place=row["place"],
        directions=row.get("directions", ""), online_link=row.get("online", ""), latitude=row.get("latitude"),
        longitude=row.get("longitude"), level=row.get("level", ""), takes_registrations="capacity" in row,
        capacity=row.get("capacity"),
        registration_closes_at=demo.at(row["closes"], "17:00") if "closes" in row else None,
        neighbourhoods=[demo.made["neighbourhoods"][slug] for slug in row["neighbourhoods"]],
        target_groups=Term.objects.filter(kind="group", slug__in=row.get("groups", [])),
        by=by, now=demo.at(told - 1),
    )  # fmt: skip
    if row.get("draft"):
        return
    event = announce_event(event=event, by=by, now=demo.at(told))
    _registrations(demo, event, row, told + 1)
    tasks = [_helpers(demo, event, task, by, told + 1) for task in row.get("helpers", [])]
    if called_off := row.get("called_off"):
        call_off_event(event=event, reason=called_off, by=by, now=demo.at(-1))
    if held := row.get("held"):
        close_event(
            event=event, attendance=held["attendance"], men_attending=held.get("men"), evidence=_evidence(demo, day),
            lessons=held["lessons"], follow_up=held["follow_up"], by=by, now=demo.at(day + 2),
        )  # fmt: skip
        for task, hours in tasks:
            thank_helpers(task=task, hours=hours, by=by, now=demo.at(day + 3))


def _days_to_june(demo: Demo) -> int:
    """To the tenth of the next June: the NGO day is held then every year."""
    year = demo.today.year + (demo.today >= date(demo.today.year, 6, 1))
    return (date(year, 6, 10) - demo.today).days


def _registrations(demo: Demo, event: Event, row: dict, day: int) -> None:
    for number, (name, seats, needs) in enumerate(row.get("guests", [])):
        registration = register(
            event=event, name=name, email=f"dalibnieks{number}@example.lv", seats=seats, needs=needs, by=Guest(),
            now=demo.at(day, f"1{number}:00"),
        )  # fmt: skip
        confirm_registration(registration=registration, now=demo.at(day, f"1{number}:10"))


def _helpers(demo: Demo, event: Event, row: dict, by, day: int):
    task = add_task(
        event=event, title=row["title"], duration=row["duration"], rewards=row.get("rewards", ()), gain=row["gain"],
        wanted=row["wanted"], by=by, now=demo.at(day),
    )  # fmt: skip
    for person in row["by"]:
        offer_help(task=task, publish_name=person != "iedzivotajs1", by=demo.person(person), now=demo.at(day, "19:00"))
    return task, row.get("hours", 0)


def _evidence(demo: Demo, day: int) -> File:
    """A plain sheet of paper: the demo has no photos of real people."""
    picture = BytesIO()
    Image.new("RGB", (420, 594), "#f6f4ef").save(picture, "PNG")
    upload = CheckedUpload(name="dalibnieku-lapa.png", content_type="image/png", content=picture.getvalue())
    return store_upload(upload=upload, now=demo.at(day + 2))
