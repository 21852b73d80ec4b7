"""From the scores to the accepted final report: the commission sits, letters go out, money follows a contract."""

import re

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.factories.files import pdf as any_pdf
from tests.factories.files import signed_container
from tests.journeys.conftest import text_of, words_of

CALL = f"kopienas-dara-{localdate().year}"
PROJECT, LEADER = "Skaņu pagalms", "lideris.balozi@example.lv"
ASKED = "Ziedu josla gar ceļu"
REASON = "Vajadzība pierādīta ar aptauju, tāme pamatota."
IBAN = "LV65 XDEM 0000 0000 0000 2"


def attached(letter) -> str:
    """The words of the PDF that came with a letter."""
    return words_of(next(letter.iter_attachments()).get_content())


def score_all(member) -> None:
    """A member declares and scores what waits, and looks closely at the first."""
    member.open(f"/mans/vertesana/{CALL}/")
    page = member.page
    if page.get_by_role("button", name="Iesniegt deklarāciju").count():
        member.press("Iesniegt deklarāciju")
    while (waiting := page.locator("ul.rows > li", has_text="gaida Jūsu vērtējumu")).count():
        waiting.first.get_by_role("link").click()
        member.look()
        for row in page.locator(".score-row").all():
            row.locator("input[type=radio]").last.check()
            row.locator("textarea").fill(REASON)
        member.press("Iesniegt vērtējumu")
        member.open(f"/mans/vertesana/{CALL}/")
        member.watchful = False


def clarify(applicant, officer) -> None:
    """What officers asked is answered in time, so the application goes to the commission with the others."""
    applicant.open("/mans/")
    applicant.press(ASKED, "link")
    applicant.page.fill("[name=answer]", "Darbi notiks biedrības zemē blakus ceļam; ceļa zeme netiek skarta.")
    applicant.press("Nosūtīt precizējumu")
    officer.find("grants/application", ASKED)
    officer.take_step("Atbilst nolikumam")


def sit(officer) -> None:
    """Down the ranking: what differs from it has its reason, what lies far apart its note; then the end."""
    officer.open("/admin/grants/sitting/?state__exact=open")
    officer.page.locator("#result_list tbody").get_by_role("link").first.click()
    officer.look()
    page = officer.page
    for box in page.locator("[name=present]").all():
        box.check()
    for note in page.locator("textarea[name^=note_]").all():
        if not note.input_value():
            note.fill("Locekļi pārrunāja vērtējumus un vienojās par vidējo.")
    officer.press("Beigt sēdi un sagatavot protokolu")
    assert not page.locator(".portal-error").all_inner_texts()


def send_letters(officer) -> None:
    officer.press("Nosūtīt vēstules", "link")
    expect(officer.page.locator("details", has_text=PROJECT).first).to_be_visible()
    officer.press("Nosūtīt vēstules")


def sign(leader) -> str:
    """The contract comes by mail, is signed as it is, and comes back; the account is named. Returns the contract's page."""
    letter = leader.portal.letter(LEADER, "Parakstiet līgumu")
    content = next(letter.iter_attachments()).get_content()
    words = words_of(content)
    assert PROJECT in words
    assert "Baložu pagalmi" in words
    contract = re.search(r"/mans/ligumi/\d+/", text_of(letter))[0]
    leader.open(contract)
    page = leader.page
    page.set_input_files(
        "[name=file]",
        {"name": "ligums.edoc", "mimeType": "application/zip", "buffer": signed_container({"ligums.pdf": content})},
    )
    leader.press("Pievienot parakstīto failu")
    if not page.locator("[name=iban]").is_visible():
        page.locator("details", has=page.locator("[name=iban]")).locator("summary").click()
    page.fill("[name=account_holder]", "Baložu pagalmi")
    page.fill("[name=iban]", IBAN)
    leader.press("Saglabāt")
    expect(page.get_by_role("main")).to_contain_text("ligums.edoc")
    return contract


def pay(officer, accountant) -> None:
    """One prepares, somebody else approves."""
    officer.find("grants/contract", PROJECT)
    officer.take_step("Sagatavot maksājumu")
    accountant.find("grants/instalment", PROJECT, state__exact="prepared")
    accountant.take_step("Apstiprināt maksājumu")


def report(leader, contract: str, kind: str) -> None:
    leader.open(contract)
    page = leader.page
    page.locator("li", has_text=kind).get_by_role("link", name="Rakstīt").first.click()
    leader.look()
    if kind == "Noslēguma":
        attach_receipt(leader)
        page.fill("[name=summary]", "Pagalmā skan mūzika, un kaimiņi to kopj paši.")
        page.fill("[name=before]", "Pagalmā neviens nesatikās")
        page.fill("[name=after]", "Katru mēnesi kopīgs vakars")
    page.fill("[name=done]", "Uzstādīta skaņu siena, notika divas talkas un trīs pagalma vakari ar kaimiņu mūziku.")
    page.fill("[name=learned]", "Vakarus vajag ziņot kāpņu telpās, nevis tikai internetā.")
    page.locator("[name^=reached-]").first.fill("34")
    page.locator("[name^=stage-]").nth(1).select_option("engage")
    page.locator("[name^=change-]").nth(1).fill("Divu māju kaimiņi pazīst cits citu pēc vārda.")
    for row in page.locator("fieldset.budget-row", has=page.locator("[name^=actual-]")).all():
        planned = re.search(r"[\d\s]+,\d\d", row.locator("legend .muted").inner_text())[0]
        row.locator("[name^=actual-]").fill(planned if kind == "Noslēguma" else "0,00")
        row.locator("[name^=why-]").fill("" if kind == "Noslēguma" else "Darbi notiek otrajā pusgadā.")
    expect(page.locator("[data-saved]")).to_contain_text("Saglabāts")
    leader.press("Iesniegt pārskatu")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"KNP-\d{4}-\d{6}"))


def attach_receipt(leader) -> None:
    page = leader.page
    page.get_by_text("Pievienot rēķinu vai čeku").click()
    form = page.locator("form[action$='/ceki/']")
    form.locator("[name=ceks-what]").fill("Materiāli, pavadzīme 17")
    form.locator("[name=ceks-amount]").fill("3 000,00")
    form.locator("[name=ceks-file]").set_input_files({"name": "ceks.pdf", "mimeType": "application/pdf", "buffer": any_pdf()})
    form.get_by_role("button", name="Pievienot").click()
    leader.look()


@pytest.mark.rule("S4-102")
@pytest.mark.rule("S4-104")
@pytest.mark.rule("S1-24")
def test_a_project_goes_from_the_scores_to_the_accepted_final_report(visit):
    officer, accountant, leader = visit("konkursi@example.lv"), visit("gramatvedis@example.lv"), visit(LEADER)
    clarify(visit("lideris.odukalns@example.lv"), officer)
    for number in range(1, 6):
        score_all(visit(f"vertetajs{number}@example.lv"))
    sit(officer)
    send_letters(officer)
    decided = leader.portal.letter(LEADER, f"Lēmums (atbalstīts): {PROJECT}")
    assert PROJECT in attached(decided)

    officer.find("grants/application", PROJECT)
    officer.take_step("Sagatavot līgumu")
    contract = sign(leader)
    officer.find("grants/contract", PROJECT)
    officer.take_step("Reģistrēt stāšanos spēkā")
    pay(officer, accountant)

    for kind in ("Starpposma", "Noslēguma"):
        report(leader, contract, kind)
        officer.find("grants/projectreport", PROJECT, state__exact="submitted")
        officer.take_step("Pieņemt pārskatu")
    visitor = visit()
    visitor.open("/projekti/")
    visitor.press(PROJECT, "link")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("Pagalmā skan mūzika")
    expect(main).to_contain_text("34")
