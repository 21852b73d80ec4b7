"""Applying to a call: the check before, the draft in sections, the receipt and its paper, what officers ask back."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.factories.files import pdf as any_pdf
from tests.journeys.conftest import PHONE, text_of, words_of

TODAY = localdate()
CALL = f"/konkursi/kopienas-dara-{TODAY.year + 1}/"
APPLY = f"{CALL}pieteikties/"

ELIGIBLE = {
    "applicant": "informal",
    "verified": "yes",
    "place": "yes",
    "debts": "no",
    "contracts": "no",
    "insolvency": "no",
    "sum": "within",
    "own_share": "yes",
    "time": "yes",
}
PROJECT = {
    "title": "Šūpoles pie Misas",
    "summary": "Uzstādīsim divas šūpoles pie Misas un vienā talkas dienā sakopsim krastu.",
    "need": "Krastā nav vietas, kur apsēsties ar bērniem; to 31 iedzīvotājs pateica aptaujā pavasarī.",
    "involvement": "Talkā piedalās jaunieši un seniori, šūpoles gatavo kaimiņš galdnieks kopā ar pusaudžiem.",
    "results": "Krasts ir sakopts, šūpoles katru pavasari pārbauda kopiena.",
    "starts_on": f"{TODAY + timedelta(days=180):%F}",
    "ends_on": f"{TODAY + timedelta(days=320):%F}",
}
PARTNER = {"name": "Biedrība „Misas galdnieki”", "role": "Darbnīca un darbarīki šūpoļu gatavošanai."}
MINUTES = "sapulces-protokols.pdf"


def answer_questions(visitor) -> None:
    for question, answer in ELIGIBLE.items():
        visitor.page.check(f"[name={question}][value={answer}]")


def check_before(visitor) -> None:
    """From the call's page: may we apply at all? The answers go along into the draft."""
    visitor.open(CALL)
    visitor.press("Atbildiet uz dažiem jautājumiem", "link")
    answer_questions(visitor)
    visitor.press("Skatīt rezultātu")
    expect(visitor.page.get_by_role("main")).to_contain_text("Jā, varat pieteikties.")
    visitor.page.get_by_role("main").get_by_role("link", name="Pieteikties").click()


def begin(visitor) -> None:
    visitor.press("Sākt vai atvērt melnrakstu")


def write_project(visitor) -> None:
    visitor.press("Projekts", "link")
    page = visitor.page
    for name, value in PROJECT.items():
        page.fill(f"[name={name}]", value)
    for name in ("lot", "neighbourhood"):
        page.select_option(f"[name={name}]", index=1)
    visitor.press("Saglabāt un turpināt")


def name_partner(visitor) -> None:
    visitor.press("Partneri", "link")
    for name, value in PARTNER.items():
        visitor.page.fill(f"[name={name}]", value)
    visitor.page.get_by_role("main").get_by_role("button", name="Pievienot").click()
    visitor.press("Atpakaļ uz sadaļām", "link")


def write_budget(visitor) -> None:
    visitor.press("Tāme", "link")
    page = visitor.page
    page.select_option("[name=cost-0-category]", label="Materiāli un aprīkojums")
    page.fill("[name=cost-0-item]", "Koka brusas un ķēdes")
    page.fill("[name=cost-0-quantity]", "2")
    page.fill("[name=cost-0-price]", "450,00")
    page.select_option("[name=kind-0-rate]", index=1)
    page.fill("[name=kind-0-item]", "Talka un šūpoļu gatavošana")
    page.fill("[name=kind-0-quantity]", "30")
    visitor.press("Saglabāt un turpināt")


def attach_minutes(visitor) -> None:
    """What the call asks for stands first."""
    visitor.press("Pielikumi", "link")
    file = {"name": MINUTES, "mimeType": "application/pdf", "buffer": any_pdf()}
    visitor.page.locator("[type=file]").first.set_input_files(file)
    visitor.page.get_by_role("main").get_by_role("button", name="Pievienot").click()
    visitor.press("Atpakaļ uz sadaļām", "link")


def apply(visitor) -> str:
    """From the sections of the draft to the receipt. Returns the receipt's number."""
    write_project(visitor)
    name_partner(visitor)
    write_budget(visitor)
    attach_minutes(visitor)
    visitor.press("Pārbaudīt atbildes un iesniegt", "link")
    main = visitor.page.get_by_role("main")
    for said in ("900,00 EUR", PARTNER["name"], MINUTES):
        expect(main).to_contain_text(said)
    for box in visitor.page.get_by_role("checkbox").all():
        box.check()
    visitor.press("Iesniegt pieteikumu")
    return re.search(r"KNP-\d{4}-\d{6}", main.inner_text())[0]


def printed(visitor) -> str:
    """What the application says on paper."""
    visitor.press("Pieteikums kā dokuments (PDF)", "link")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="PDF").click()
    return words_of(download.value.path().read_bytes())


@pytest.mark.rule("S4-113")
def test_a_leader_applies_and_the_officer_finds_it_meets_the_rules(visit):
    leader = visit("lideris.dzerumi@example.lv", viewport=PHONE)
    check_before(leader)
    begin(leader)
    number = apply(leader)
    assert "Šūpoles pie Misas" in text_of(leader.portal.letter("lideris.dzerumi@example.lv", number))

    officer = visit("konkursi@example.lv")
    officer.find("grants/application", "Šūpoles")
    officer.press("Lūgt precizēt", "link")
    officer.page.fill("[name=question]", "Kurš pārbaudīs šūpoles pēc pirmās ziemas?")
    officer.page.check("[name=fields_to_open][value=results]")
    officer.press("Lūgt precizēt")

    leader.page.goto(re.search(r"https?://\S+", text_of(leader.portal.letter("lideris.dzerumi@example.lv", "Precizējiet")))[0])
    leader.look()
    leader.page.fill("[name=results]", "Krasts ir sakopts, šūpoles katru aprīli pārbauda kopienas galdnieks.")
    leader.page.fill("[name=answer]", "Pārbauda kopienas galdnieks, pirmo reizi nākamā gada aprīlī.")
    leader.press("Nosūtīt precizējumu")

    officer.find("grants/application", "Šūpoles")
    expect(officer.page.locator("#content")).to_contain_text("Pārbauda kopienas galdnieks")
    officer.take_step("Atbilst nolikumam")
    leader.open("/mans/")
    leader.press("Šūpoles pie Misas", "link")
    expect(leader.page.get_by_role("main")).to_contain_text("katru aprīli")
    words = printed(leader)
    for said in (number, "Šūpoles pie Misas", PARTNER["name"], MINUTES):
        assert said in words


def test_applying_works_without_javascript(visit):
    leader = visit("lideris.katlakalns@example.lv", javascript=False)
    leader.open(APPLY)
    begin(leader)
    leader.press("Vai varam pieteikties?", "link")
    answer_questions(leader)
    leader.press("Saglabāt un turpināt")
    assert apply(leader)


def test_what_is_typed_is_saved_while_typing(visit):
    leader = visit("lideris.jaunsils@example.lv")
    leader.open(APPLY)
    begin(leader)
    leader.press("Projekts", "link")
    leader.page.fill("[name=title]", "Pilskalna taka")
    expect(leader.page.locator("[data-saved]")).to_contain_text("Saglabāts")
    leader.page.close()

    again = visit("lideris.jaunsils@example.lv")
    again.open(APPLY)
    begin(again)
    again.press("Projekts", "link")
    expect(again.page.locator("[name=title]")).to_have_value("Pilskalna taka")
