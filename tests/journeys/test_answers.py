"""An officer with the queue: an empty answer refused, one answer for many alike, a colleague's eyes, and the summary for the
council."""

import re
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests import environment
from tests.journeys.conftest import text_of

CONSULTATION = "/lidzdaliba/apspriesanas/priekslikumi-nakama-gada-budzetam/"
ALIKE = {
    "iedzivotajs1@example.lv": "Lūdzu paredzēt naudu slidotavai pie Baložu skolas, bērniem ziemā nav kur slidot.",
    "iedzivotajs2@example.lv": "Vajag slidotavu pie Baložu skolas, ziemā bērniem nav kur slidot.",
}
OTHER = "Atbalstu grāmatu busu, kas reizi mēnesī piebrauc Pulkarnei."
REASON = (
    "Slidotavu pie skolas iekārtosim jau šoziem, jo laukums ir pašvaldības un ūdensvads atrodas blakus; "
    "apmales un apgaismojumu apmaksās no sporta bāžu uzturēšanas līdzekļiem."
)
BUS = (
    "Grāmatu buss ir iecerēts no februāra, jo bibliotēka nomās vadītāju uz divām dienām mēnesī; "
    "Pulkarne maršrutā ir otrā pietura."
)


def give(resident, text: str) -> str:
    """The number of the opinion's receipt."""
    resident.open(CONSULTATION + "viedoklis/")
    resident.page.fill("[name=text]", text)
    resident.press("Nosūtīt viedokli")
    return re.search(r"KNP-\d{4}-\d{6}", resident.page.get_by_role("main").inner_text())[0]


@pytest.fixture
def second_look(portal):
    """Makes the unit ask for a colleague's eyes; at the end it no longer does, for the other journeys in this portal."""

    def ask(wanted: bool = True) -> None:
        code = (
            "from portal.municipality.models import Unit; "
            f"Unit.objects.filter(name='Attīstības nodaļa').update(needs_second_look={wanted})"
        )
        command = [sys.executable, "manage.py", "shell", "-c", code]
        subprocess.run(command, cwd=environment.ROOT, env=portal.surroundings, check=True, capture_output=True)

    yield ask
    ask(wanted=False)


def open_answer(officer, number: str) -> None:
    """From the queue to the screen of this contribution."""
    officer.open("/admin/participation/answer/rinda/?visas=1")
    row = officer.page.locator("tr", has_text=number)
    while not row.count():
        officer.press("Nākamā lapa", "link")
    row.get_by_role("link").first.click()
    officer.look()


@pytest.mark.rule("S4-41")
@pytest.mark.rule("S4-42")
def test_an_officer_answers_many_at_once_a_colleague_publishes_and_the_council_gets_the_summary(visit, second_look):
    officer = visit("koordinators@example.lv")
    numbers = [give(visit(email), text) for email, text in ALIKE.items()]
    bus = give(visit("kontakts.balozi@example.lv"), OTHER)
    page = officer.page

    open_answer(officer, numbers[0])
    page.select_option("[name=outcome]", "taken")
    page.fill("[name=reason]", "Pieņemts zināšanai, paldies par viedokli!")
    page.fill("[name=next_step]", "Nekas.")
    officer.press("Nosūtīt atbildi")
    expect(page.get_by_text("Šeit nekas nav pateikts par pašu jautājumu").first).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value("Pieņemts zināšanai, paldies par viedokli!")

    page.locator("summary", has_text="Citi, kas gaida").click()
    officer.press("Atbildēt vairākiem līdzīgiem", "link")
    for number in numbers:
        page.locator(".portal-earlier", has_text=number).get_by_role("checkbox").check()
    page.select_option("[name=outcome]", "taken")
    page.fill("[name=reason]", REASON)
    page.fill("[name=next_step]", "Apmales uzstādīsim decembra otrajā nedēļā.")
    officer.press("Viena atbilde atzīmētajiem")
    for email, number in zip(ALIKE, numbers, strict=True):
        assert "apmales un apgaismojumu" in text_of(officer.portal.letter(email, f"{number}: pašvaldība ir atbildējusi"))

    second_look()
    open_answer(officer, bus)
    page.select_option("[name=outcome]", "planned")
    page.fill("[name=reason]", BUS)
    page.fill("[name=next_step]", "Sarakstu publicēs bibliotēka līdz 20. janvārim.")
    officer.press("Nodot kolēģim apskatei")
    colleague = visit("konkursi@example.lv")
    colleague.open("/admin/participation/answer/rinda/?melnraksti=1")
    colleague.page.locator("tr", has_text=bus).get_by_role("link", name="Izlasīt un publicēt").click()
    colleague.press("Publicēt kolēģa atbildi")
    assert "Grāmatu buss" in text_of(officer.portal.letter("kontakts.balozi@example.lv", f"{bus}: pašvaldība ir atbildējusi"))

    council = visit()
    council.open(CONSULTATION)
    expect(council.page.get_by_role("main")).to_contain_text("Pulkarne maršrutā ir otrā pietura.")
    expect(council.page.get_by_text("2 līdzīgiem viedokļiem").first).to_be_visible()

    officer.open("/admin/participation/consultation/?q=Priekšlikumi nākamā gada budžetam")
    page.locator("#result_list tbody").get_by_role("link").first.click()
    officer.press("Sagatavot apkopojumu", "link")
    officer.press("Sagatavot apkopojumu")
    officer.press(re.compile(r"\(PDF\)"), "link")
    page.locator('a[href^="/dokumenti/"]').first.click()
    made = page.get_by_role("link", name="PDF", exact=True)
    deadline = time.monotonic() + 60
    while not made.count() and time.monotonic() < deadline:
        time.sleep(1)
        page.reload()
    officer.look()
    with page.expect_download() as download:
        made.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
