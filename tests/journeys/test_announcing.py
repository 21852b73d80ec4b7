"""Next year's call: copied, held against the guidelines, announced, asked about, answered for everybody, changed in the open."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, text_of

LAST_YEARS = f"Kopienas dara {localdate().year + 1}"
TITLE = f"Kopienas dara {localdate().year + 2}"
GUEST, OFFICER = "sekotaja@example.lv", "konkursi@example.lv"
EQUALITY = "Nē. Pašu ieguldījumu var dot darbā, tāpēc arī grupa bez algota darbinieka piesakās ar vienādām iespējām."
SHORTER = "Pieteikumus sākam pieņemt mēnesi vēlāk, jo dome par budžetu lemj rudens beigās; par konkursu ziņojam jau tagad."
ASKED = "Vai tāmē drīkst iekļaut degvielu, lai Ilze no Daugmales atved talkas dalībniekus?"
PUBLISHED = "Vai tāmē drīkst iekļaut degvielu talkas dalībnieku atvešanai?"
ANSWER = "Drīkst. Degvielu iekļauj izmaksu grupā „Transports” un pamato ar braucienu sarakstu: datums, maršruts, kilometri."
LATER = "Termiņu pagarinām par nedēļu, jo pērn svētku laikā vairākas kopienas nepaspēja sanākt un vienoties."


def open_letter(visitor, email: str, subject: str) -> str:
    """Open the first link of a letter, as in a new window. Returns what the letter says."""
    text = text_of(visitor.portal.letter(email, subject))
    visitor.page.goto("about:blank")
    visitor.open(re.search(r"https?://\S+", text)[0])
    return text


def follow_all_calls(guest) -> None:
    guest.open("/konkursi/")
    guest.press("Visas jaunās ziņas e-pastā", "link")
    guest.page.fill("[name=email]", GUEST)
    guest.press("Sekot")
    open_letter(guest, GUEST, "Apstipriniet, kam sekojat")
    guest.page.select_option("[name=frequency]", label="uzreiz")
    guest.press("Jā, vēlos šīs ziņas")


def copy_call(officer) -> None:
    officer.find("grants/call", LAST_YEARS)
    officer.take_step("Kopēt nākamajam gadam")
    expect(officer.page.locator("[name=title]")).to_have_value(TITLE)


def announce(officer) -> None:
    """A broken rule forbids it; advice that is not followed asks for a public reason."""
    page = officer.page
    officer.press("Izsludināt", "link")
    expect(page.locator(".portal-check .hard")).to_contain_text("vienādām iespējām")
    officer.press("Izsludināt")
    expect(page.locator(".portal-error")).to_contain_text("Konkursu nevar izsludināt")

    page.get_by_role("link", name="Atpakaļ", exact=True).click()
    page.fill("[name=equality_answer]", EQUALITY)
    closes = date.fromisoformat(page.input_value("[name=closes_at_0]"))
    page.fill("[name=opens_at_0]", f"{closes - timedelta(days=60)}")
    page.get_by_role("button", name="Saglabāt un palikt šeit").click()
    expect(page.locator(".portal-check .soft")).to_contain_text("konstatēts: 60")
    officer.take_step("Izsludināt", justify_window=SHORTER)


def ask(guest) -> None:
    guest.press("Jautāt par konkursu", "link")
    guest.page.fill("[name=text]", ASKED)
    guest.page.fill("[name=email]", GUEST)
    guest.press("Nosūtīt jautājumu")
    open_letter(guest, GUEST, "apstipriniet savu jautājumu")
    guest.press("Jā, tas ir mans jautājums")


def move_deadline(officer) -> None:
    officer.find("grants/call", TITLE)
    officer.press("Mainīt izsludināto", "link")
    closes = datetime.fromisoformat(officer.page.input_value("[name=closes_at]"))
    officer.page.fill("[name=closes_at]", f"{closes + timedelta(days=7):%Y-%m-%dT%H:%M}")
    officer.page.fill("[name=reason]", LATER)
    officer.press("Mainīt izsludināto")
    assert not officer.page.locator(".portal-error").all_inner_texts()


@pytest.mark.rule("S4-105")
@pytest.mark.rule("S4-108")
@pytest.mark.rule("S4-118")
def test_last_years_call_is_announced_anew_asked_about_and_changed_in_the_open(visit):
    guest, officer = visit(viewport=PHONE), visit(OFFICER)
    follow_all_calls(guest)
    copy_call(officer)
    announce(officer)

    open_letter(guest, GUEST, f"Jauns projektu konkurss: {TITLE}")
    page = guest.page
    expect(page.get_by_role("main")).to_contain_text("Pieteikumus pieņem no")
    expect(page.locator("section", has=page.locator("#atskiriba"))).to_contain_text(SHORTER)
    ask(guest)

    open_letter(officer, OFFICER, TITLE)
    officer.take_step("Atbildēt", reason=ANSWER, public_text=PUBLISHED)
    answer = open_letter(guest, GUEST, "ir atbildēts")
    assert ANSWER in answer
    published = page.locator("#jautajums-1")
    expect(published).to_contain_text(PUBLISHED)
    expect(published).to_contain_text(ANSWER)
    expect(page.get_by_role("main")).not_to_contain_text("Ilze")

    move_deadline(officer)
    page.reload()
    guest.press(re.compile(r"\d\d\.\d\d\.\d{4}\.$"), "link")
    expect(page.locator("#izmainas-1")).to_contain_text(LATER)
    expect(page.locator("#izmainas-1 del")).to_have_count(1)
