"""The two centres of the demo municipality: hours, equipment, resilience sheets and bookings."""

from datetime import date, time, timedelta
from uuid import uuid4

from communities.actions.booking import confirm_booking, refuse_booking, request_booking
from communities.actions.centre import save_centre
from communities.models import Equipment, OpeningException, OpeningPeriod, ResilienceSheet, ResourceCentre
from communities.queries.opening import Timetable, instant
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("centres")
    for row in content["centres"]:
        _complete(demo, row)
    for row in content["bookings"]:
        _book(demo, row)


def _complete(demo: Demo, row: dict) -> None:
    centre = ResourceCentre.objects.get(name=row["name"])
    for name, value in row["facts"].items():
        setattr(centre, name, value)
    periods = [
        OpeningPeriod(centre=centre, weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
        for weekday, opens, closes in row["periods"]
    ]
    exceptions = [
        OpeningException(centre=centre, day=demo.day(ahead), opens=_hour(opens), closes=_hour(closes), reason=reason)
        for ahead, opens, closes, reason in row["exceptions"]
    ]
    equipment = []
    for name, is_bookable, instructions in row["equipment"]:
        item = Equipment.objects.get(centre=centre, name=name)
        item.is_bookable, item.instructions = is_bookable, instructions
        equipment.append(item)
    sheet = ResilienceSheet(centre=centre, checked_on=demo.day(-40), **row["sheet"])
    leader = _leader(centre)
    save_centre(centre=centre, keep=[centre, *periods, *exceptions, *equipment, sheet], by=leader, now=demo.at(-40))


def _hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _leader(centre: ResourceCentre):
    return centre.community.memberships.leaders().first().user


def _book(demo: Demo, row: dict) -> None:
    """On the next day on which the centre is open at these hours, decided a day after it was asked for."""
    centre = ResourceCentre.objects.get(name=row["centre"])
    day = _open_day(centre, demo.day(row["day"]), *map(time.fromisoformat, row["hours"]))
    starts_at, ends_at = (instant(day, time.fromisoformat(hour)) for hour in row["hours"])
    person = demo.person(row["by"])
    booking = request_booking(
        centre=centre,
        equipment=centre.equipment.get(name=row["equipment"]) if "equipment" in row else None,
        starts_at=starts_at,
        ends_at=ends_at,
        purpose=row["purpose"],
        people=row.get("people"),
        name=person.name,
        email=person.email,
        form_token=uuid4(),
        by=person,
        now=demo.at(row["asked"]),
    )
    decided = {"booking": booking, "by": _leader(centre), "now": demo.at(row["asked"] + 1)}
    if row["state"] == "confirmed":
        confirm_booking(**decided)
    elif row["state"] == "refused":
        refuse_booking(reason=row["reason"], **decided)


def _open_day(centre: ResourceCentre, day: date, begin: time, end: time) -> date:
    timetable = Timetable.of(centre)
    while not timetable.is_open(instant(day, begin), instant(day, end)):
        day += timedelta(days=1)
    return day
