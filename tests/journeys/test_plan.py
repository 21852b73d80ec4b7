"""A plan from its empty chapters to the council's decision, its paper and the first report of an action; and people asked."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, words_of

TODAY = localdate()
LEADER, COORDINATOR = "lideris.baldone@example.lv", "koordinators@example.lv"
WRITTEN = {
    "Mērķi": "Divi gadi, viens parks un ceļš, pa kuru bērni iet uz skolu paši.",
    "Vietējie līderi": "Parka sargi, mūzikas skolas vecāku padome un veikala vadītāja.",
    "Rīcības": "Katru mēnesi viena kopīga diena parkā.",
    "Kultūras un radošais sektors": "Mūzikas skolas ansamblis, fotoklubs un bibliotēka; metodes ir pikniks un stāstu aplis.",
    "Mērķgrupas": "Seniorus uzrunājam pa tālruni, jauniešus caur skolas pašpārvaldi.",
    "Uzraudzība un novērtēšana": "Reizi ceturksnī saskaitām apmeklētājus un par rezultātu pasakām ziņu lapā.",
}
INDICATOR = {
    "name": "Cilvēki parka dienās",
    "unit": "cilvēki gadā",
    "baseline": "120",
    "baseline_on": f"{TODAY - timedelta(days=30):%F}",
    "target": "300",
    "target_on": f"{TODAY + timedelta(days=500):%F}",
    "source": "Parka sargu saraksts",
}


def open_plan(visitor, title: str) -> None:
    visitor.open("/ricibas-plani/")
    visitor.press(re.compile(title), "link")


def write_chapters(leader) -> None:
    for title, text in WRITTEN.items():
        leader.press(re.compile(rf"^\d+\. {title}"), "link")
        leader.page.fill("[name=text]", text)
        leader.press("Saglabāt un turpināt")


def tie(leader) -> None:
    """A challenge, its goal with an indicator, and an action with its money."""
    page = leader.page
    leader.press("Izaicinājumi, mērķi un rīcības", "link")
    leader.press("Pievienot izaicinājumu", "link")
    page.fill("[name=title]", "Parks vakaros ir tumšs un tukšs")
    leader.press("Saglabāt")
    leader.press("Pievienot mērķi", "link")
    page.fill("[name=title]", "Parka dienās cilvēku ir divarpus reizes vairāk")
    page.select_option("[name=answers_to]", index=1)
    page.fill("[name=owner]", "Kultūras nodaļa")
    for name, value in INDICATOR.items():
        page.fill(f"[name=indicators-0-{name}]", value)
    leader.press("Saglabāt")
    leader.press("Pievienot rīcību", "link")
    facts = {"what": "Parka dienas reizi mēnesī", "who": "Parka sargi un mūzikas skola", "people": "12 brīvprātīgie"}
    days = {"starts_on": f"{TODAY + timedelta(days=60):%F}", "ends_on": f"{TODAY + timedelta(days=400):%F}"}
    for name, value in (facts | days).items():
        page.fill(f"[name={name}]", value)
    page.locator("[name=goals]").first.check()
    page.locator("[name=indicators]").first.check()
    page.select_option("[name=moneys-0-year]", index=1)
    page.select_option("[name=moneys-0-source]", index=1)
    page.fill("[name=moneys-0-amount]", "1 250,00")
    leader.press("Saglabāt")
    expect(page.get_by_role("main")).to_contain_text("Viss ir sasaistīts")


def printed(visitor, title: str) -> str:
    """What the plan's newest paper says."""
    open_plan(visitor, title)
    visitor.press("Drukas versija un tās vēsture", "link")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="PDF").click()
    return words_of(download.value.path().read_bytes())


@pytest.mark.rule("D7")
def test_a_team_writes_a_plan_the_council_adopts_it_and_its_first_action_is_told(visit):
    leader = visit(LEADER, viewport=PHONE)
    open_plan(leader, "Baldone kopā")
    leader.press("Nodaļas, komanda un uzdevumi", "link")
    write_chapters(leader)
    tie(leader)

    coordinator = visit(COORDINATOR)
    coordinator.find("actionplans/plan", "Baldone")
    coordinator.take_step("Apstiprināt", decision_number="14/7", adopted_on=f"{TODAY:%F}")
    coordinator.take_step("Sākt rīcības")
    paper = printed(visit(), "Baldone kopā")
    assert "PROJEKTS" not in paper
    for said in ("14/7", "Parka dienas reizi mēnesī", "1 250,00", "Parks vakaros ir tumšs un tukšs", *WRITTEN.values()):
        assert said in paper

    open_plan(leader, "Baldone kopā")
    leader.press(re.compile("Parka dienas reizi mēnesī"), "link")
    leader.press("Ziņot, kā veicas", "link")
    leader.page.check("[name=progress][value=on_time]")
    leader.press("Pierakstīt statusu")
    guest = visit()
    open_plan(guest, "Baldone kopā")
    expect(guest.page.get_by_role("main")).to_contain_text("norit laikā")


def test_people_are_asked_about_a_plan_from_its_own_desk(visit):
    coordinator = visit(COORDINATOR)
    coordinator.find("actionplans/plan", "aktivizēšanas")
    coordinator.take_step(
        "Rīkot apspriešanu", opens_on=f"{TODAY:%F}", contact_post="Līdzdalības koordinators",
        contact_phone="+371 67 000 100", contact_email="lidzdaliba@example.lv",
    )  # fmt: skip

    guest = visit()
    open_plan(guest, "aktivizēšanas stratēģija")
    guest.press("Ko iedzīvotāji teica", "link")

    expect(guest.page.get_by_role("main")).to_contain_text("aktivizēšanas stratēģija")
