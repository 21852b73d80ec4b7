"""A room for an evening: a resident without an account books on a phone, the leader confirms, the calendar knows."""

import re
from datetime import datetime, timedelta

from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, text_of

CENTRE = "/resursu-centri/katlakalna-tautas-nama-telpa/"
LINK = re.compile(r"https?://\S+")


def free_morning() -> str:
    """A Tuesday two weeks ahead or later, on which the demo has nothing at nine."""
    day = timezone.localdate() + timedelta(days=15)
    return f"{day + timedelta(days=(1 - day.weekday()) % 7):%Y-%m-%d}"


def ask(visitor, day: str, email: str) -> None:
    visitor.open(CENTRE)
    visitor.press("Rezervēt", "link")
    visitor.page.get_by_label("Diena").fill(day)
    visitor.page.get_by_label("No", exact=True).fill("09:00")
    visitor.page.get_by_label("Līdz").fill("11:00")
    visitor.page.get_by_label("Kādam nolūkam").fill("Adīšanas rīts")
    visitor.page.get_by_label("Vārds").fill("Anna Ozola")
    visitor.page.get_by_label("E-pasts").fill(email)
    visitor.press("Pieprasīt rezervāciju")


def test_a_resident_books_on_a_phone_and_the_leader_confirms(visit):
    day, email = free_morning(), "adisana@example.lv"
    resident = visit(viewport=PHONE)
    ask(resident, day, email)
    expect(resident.page.get_by_role("heading", level=1)).to_contain_text("e-past")
    resident.page.goto(LINK.search(text_of(resident.portal.letter(email, "Apstipriniet rezervāciju")))[0])
    resident.look()
    resident.press("Jā, vēlos rezervēt")
    expect(resident.page.get_by_role("main")).to_contain_text("Kopiena to apstiprina vai paskaidro, kāpēc ne.")

    leader = visit("lideris.katlakalns@example.lv")
    resident.portal.letter("lideris.katlakalns@example.lv", "Apstipriniet vai noraidiet rezervāciju")
    leader.open("/mans/kopienas/katlakalna-kaimini/rezervacijas/")
    request = leader.page.get_by_role("listitem").filter(has_text="Adīšanas rīts")
    request.get_by_role("button", name="Apstiprināt").click()
    leader.look()
    expect(leader.page.get_by_role("main")).to_contain_text("Rezervācija ir apstiprināta")

    letter = resident.portal.letter(email, "Rezervācija ir apstiprināta")
    (attached,) = letter.iter_attachments()
    (event,) = Calendar.from_ical(attached.get_content()).walk("VEVENT")
    assert attached.get_content_type() == "text/calendar"
    assert f"{event['DTSTART'].dt.date():%Y-%m-%d}" == day


def test_the_second_who_wants_the_same_hours_is_refused_and_loses_nothing(visit):
    day = (datetime.fromisoformat(free_morning()) + timedelta(days=7)).strftime("%Y-%m-%d")
    leader = visit("lideris.katlakalns@example.lv")
    leader.open(f"{CENTRE}rezervet/?diena={day}&no=09:00&lidz=11:00")
    leader.page.get_by_label("Kādam nolūkam").fill("Valdes sēde")
    leader.press("Pieprasīt rezervāciju")
    expect(leader.page.get_by_role("main")).to_contain_text("pieprasīta")

    resident = visit(viewport=PHONE)
    ask(resident, day, "otrais@example.lv")

    expect(resident.page.get_by_role("alert")).to_contain_text("Šis laiks jau ir aizņemts. Tuvākie brīvie laiki:")
    expect(resident.page.get_by_label("Kādam nolūkam")).to_have_value("Adīšanas rīts")


def test_the_week_reads_as_a_list_on_a_phone(visit):
    resident = visit(viewport=PHONE)
    resident.open(f"{CENTRE}nedela/?diena={free_morning()}")

    resident.page.get_by_role("link", name=re.compile("brīvs")).first.click()
    resident.look()

    expect(resident.page.get_by_label("Diena")).not_to_have_value("")
