"""A call from last year's, and an application to it: announced, asked about, applied for, clarified, found to meet the rules."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import text_of

APPLY = "/konkursi/kopienas-dara-2027/pieteikties/"

PROJECT = {
    "title": "Šūpoles pie Misas",
    "summary": "Uzstādīsim divas šūpoles pie Misas un vienā talkas dienā sakopsim krastu.",
    "need": "Krastā nav vietas, kur apsēsties ar bērniem; to 31 iedzīvotājs pateica aptaujā pavasarī.",
    "involvement": "Talkā piedalās jaunieši un seniori, šūpoles gatavo kaimiņš galdnieks kopā ar pusaudžiem.",
    "results": "Krasts ir sakopts, šūpoles katru pavasari pārbauda kopiena.",
    "starts_on": "2027-05-10",
    "ends_on": "2027-09-30",
}


def write_project(visitor) -> None:
    page = visitor.page
    for name, value in PROJECT.items():
        page.fill(f"[name={name}]", value)
    for name in ("lot", "neighbourhood"):
        if page.locator(f"[name={name}]").count():
            page.select_option(f"[name={name}]", index=1)


def write_budget(visitor) -> None:
    page = visitor.page
    page.select_option("[name=cost-0-category]", label="Materiāli un aprīkojums")
    page.fill("[name=cost-0-item]", "Koka brusas un ķēdes")
    page.fill("[name=cost-0-quantity]", "2")
    page.fill("[name=cost-0-price]", "450,00")
    page.select_option("[name=kind-0-rate]", index=1)
    page.fill("[name=kind-0-item]", "Talka un šūpoļu gatavošana")
    page.fill("[name=kind-0-quantity]", "30")


def apply(visitor) -> str:
    """From the call's page to the receipt. Returns the receipt's number."""
    visitor.open(APPLY)
    visitor.press("Sākt vai atvērt melnrakstu")
    page = visitor.page
    page.locator("ul.sections a").nth(0).click()
    write_project(visitor)
    visitor.look()
    visitor.press("Saglabāt un turpināt")
    page.locator("ul.sections a").nth(1).click()
    write_budget(visitor)
    visitor.press("Saglabāt un turpināt")
    visitor.press("Pārbaudīt atbildes un iesniegt", "link")
    expect(page.get_by_role("main")).to_contain_text("900,00 EUR")
    for box in page.get_by_role("checkbox").all():
        box.check()
    visitor.press("Iesniegt pieteikumu")
    return re.search(r"KNP-\d{4}-\d{6}", page.get_by_role("main").inner_text())[0]


@pytest.mark.rule("S4-113")
def test_a_leader_applies_and_the_officer_finds_it_meets_the_rules(visit):
    leader = visit("lideris.dzerumi@example.lv")
    number = apply(leader)
    assert "Šūpoles pie Misas" in text_of(leader.portal.letter("lideris.dzerumi@example.lv", number))

    officer = visit("konkursi@example.lv")
    officer.open("/admin/grants/application/?q=Šūpoles")
    officer.page.locator("#result_list tbody").get_by_role("link").first.click()
    officer.press("Atbilst nolikumam", "link")
    officer.page.get_by_role("button", name="Atbilst nolikumam").click()
    leader.open("/mans/")
    expect(leader.page.get_by_role("main")).to_contain_text("Šūpoles pie Misas")


def test_applying_works_without_javascript(visit):
    leader = visit("lideris.katlakalns@example.lv", javascript=False)
    assert apply(leader)


def test_what_is_typed_is_saved_while_typing(visit):
    leader = visit("lideris.jaunsils@example.lv")
    leader.open(APPLY)
    leader.press("Sākt vai atvērt melnrakstu")
    leader.press("Projekts", "link")
    leader.page.fill("[name=title]", "Pilskalna taka")
    expect(leader.page.locator("[data-saved]")).to_contain_text("Saglabāts")
    leader.page.close()
    again = visit("lideris.jaunsils@example.lv")
    again.open("/mans/")
    again.open(APPLY)
    again.press("Sākt vai atvērt melnrakstu")
    again.page.locator("ul.sections a").nth(0).click()
    expect(again.page.locator("[name=title]")).to_have_value("Pilskalna taka")
