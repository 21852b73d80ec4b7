"""The promise of the portal, once through: an opinion without an account, its clock, its reasoned answer."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE, text_of

CONSULTATION = "/lidzdaliba/apspriesanas/atputas-vietas-pie-misas-un-daugavas/"
RECEIPT = re.compile(r"KNP-\d{4}-\d{6}")
LINK = re.compile(r"https?://\S+")

REASON = (
    "Soliņu pie Kažoku laipas uzstādīsim %s, jo zeme pieder pašvaldībai un vieta ir sausa arī palu laikā. "
    "Otru soliņu pagaidām neplānojam."
)


def send_opinion(visitor, text: str, email: str) -> None:
    visitor.open(CONSULTATION)
    visitor.press("Paust viedokli", "link")
    visitor.page.get_by_label("Jūsu viedoklis").fill(text)
    visitor.page.get_by_label("E-pasts").fill(email)
    visitor.press("Nosūtīt viedokli")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("e-past")


def confirm_by_letter(visitor, email: str) -> str:
    """Opens the link in the letter and presses the button. Returns the receipt's number."""
    link = LINK.search(text_of(visitor.portal.letter(email, "Apstipriniet")))[0]
    visitor.page.goto(link)
    visitor.look()
    visitor.press("Jā, tas ir mans viedoklis")
    return RECEIPT.search(visitor.page.get_by_role("complementary").inner_text())[0]


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "without JavaScript"])
@pytest.mark.rule("S4-75")
def test_a_resident_without_an_account_gets_a_reasoned_answer(visit, viewport, javascript):
    email = f"kaimins.{'js' if javascript else 'nojs'}@example.lv"
    text = f"Pie laipas vajadzētu divus soliņus, viens ēnā. ({email})"
    resident = visit(viewport=viewport, javascript=javascript)
    send_opinion(resident, text, email)
    number = confirm_by_letter(resident, email)
    expect(resident.page.get_by_role("main")).to_contain_text("10 darba dienas")
    resident.portal.letter(email, number)

    officer = visit("koordinators@example.lv")
    officer.open("/admin/participation/opinion/?q=" + email)
    officer.page.locator("#result_list tbody").get_by_role("link").first.click()
    officer.press("Atbildēt", "link")
    officer.page.get_by_label("Iznākums").select_option(label="daļēji ņemts vērā")
    officer.page.get_by_label("Pamatojums").fill("Pieņemts zināšanai.")
    officer.page.get_by_label("Kas notiks tālāk").fill("Soliņu uzstādīs Vides un ceļu nodaļa līdz maijam.")
    officer.press("Nosūtīt atbildi")
    officer.page.get_by_label("Pamatojums").fill(REASON % ("aprīlī" if javascript else "maijā"))
    officer.press("Nosūtīt atbildi")

    answer = resident.portal.letter(email, "pašvaldība ir atbildējusi")
    assert "jo zeme pieder pašvaldībai" in text_of(answer)
    resident.open(CONSULTATION)
    expect(resident.page.get_by_role("main")).to_contain_text("Otru soliņu pagaidām neplānojam.")
    assert email not in resident.page.content().replace(text, "")


def test_an_opinion_can_be_given_by_keyboard_alone(visit):
    visitor = visit()
    visitor.open(CONSULTATION + "viedoklis/")
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    expect(visitor.page.locator(":focus")).to_have_text("Pāriet uz saturu")
    keyboard.press("Enter")
    for _ in range(12):
        keyboard.press("Tab")
        if visitor.page.locator(":focus").get_attribute("name") == "text":
            break
    keyboard.type("Lūdzu, saglabājiet veco ozolu pie upes.")
    for _ in range(12):
        keyboard.press("Tab")
        if visitor.page.locator(":focus").get_attribute("name") == "email":
            break
    keyboard.type("tastatura@example.lv")
    keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("e-past")


def test_the_worker_reminds_the_officers_of_what_is_due(portal):
    portal.ask_worker("portal.notifications.tasks.remind")
    letter = portal.letter("koordinators@example.lv", ": KNP-2")
    assert f"{portal.address}/admin/" in text_of(letter)
    assert "Kā termiņš aprēķināts" in text_of(letter)
    assert re.search(r"atliek|Termiņš ir beidzies", text_of(letter)), "which step is written first depends on the day"
