"""A community, once through: registered by two, verified, its leadership handed over."""

import re

import pytest
from playwright.sync_api import expect

from tests import environment
from tests.journeys.conftest import DESKTOP, PHONE, text_of

INVITATION = re.compile(r"https?://\S+/kopienas/uzaicinajums/\S+")
HANDOVER = re.compile(r"https?://\S+/vadiba/")
CODE = re.compile(r"^\s*([A-Z0-9-]{6,9})\s*$", re.MULTILINE)


def register(leader, name: str, neighbour_email: str) -> None:
    leader.open("/kopienas/")
    leader.press("Reģistrēt kopienu", "link")
    page = leader.page
    page.get_by_label("Kopienas nosaukums").fill(name)
    page.get_by_label("Daugmales apkaime").check()
    page.get_by_label("Kas mūs vieno").fill("Pilskalna taka un rudens talkas.")
    page.get_by_label("Otra cilvēka e-pasts").fill(neighbour_email)
    page.get_by_label("Kopienas e-pasts").fill("taka@example.lv")
    page.get_by_label("Mūsu kopiena ir atvērta ikvienam").check()
    leader.press("Reģistrēt kopienu")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("main")).to_contain_text("10 darba dienas")


def join_by_letter(neighbour, email: str) -> None:
    """Opens the link in the letter, creates an account on the way and comes back to join."""
    page = neighbour.page
    page.goto(INVITATION.search(text_of(neighbour.portal.letter(email, "Uzaicinājums līdz")))[0])
    neighbour.look()
    page.get_by_role("main").get_by_role("link", name="Izveidot kontu").click()
    page.fill("[name=name]", "Kaimiņiene Anna")
    page.fill("[name=email]", email)
    page.fill("[name=password1]", environment.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Izveidot kontu").click()
    page.fill("[name=code]", CODE.search(text_of(neighbour.portal.letter(email, "Kods")))[1])
    page.press("[name=code]", "Enter")
    neighbour.press("Pievienoties kopienai")
    expect(page.get_by_role("main")).to_contain_text("Laipni lūdzam!")


def verify(officer, name: str) -> None:
    officer.open("/admin/")
    officer.press(name, "link")
    officer.press("Apstiprināt", "link")
    officer.page.get_by_label("Stadija").select_option(label="veidojas")
    officer.press("Apstiprināt")


@pytest.mark.rule("S4-19")
@pytest.mark.rule("S4-146")
@pytest.mark.parametrize(
    ("who", "viewport", "javascript"),
    [("iedzivotajs1", PHONE, True), ("iedzivotajs2", DESKTOP, False)],
    ids=["phone", "without JavaScript"],
)
def test_two_residents_begin_a_community_and_one_hands_it_to_the_other(visit, who, viewport, javascript):
    name, email = f"Takas kopēji ({who})", f"kaiminiene.{who}@example.lv"
    leader = visit(f"{who}@example.lv", viewport=viewport, javascript=javascript)
    register(leader, name, email)

    neighbour = visit(javascript=javascript)
    join_by_letter(neighbour, email)
    verify(visit("koordinators@example.lv"), name)
    leader.portal.letter(f"{who}@example.lv", "kopienas lapa")

    leader.open("/mans" + leader.path())
    leader.press("Cilvēki", "link")
    leader.press("Nodot vadību", "link")
    leader.page.get_by_label("Kas vadīs turpmāk").select_option(index=1)
    leader.press("Lūgt pārņemt vadību")

    neighbour.page.goto(HANDOVER.search(text_of(leader.portal.letter(email, "vai vadīsiet kopienu")))[0])
    neighbour.look()
    neighbour.press("Jā, es vadīšu kopienu")
    expect(neighbour.page.get_by_role("main")).to_contain_text("Tagad kopienu vadāt Jūs.")

    guest = visit(viewport=viewport, javascript=javascript)
    guest.open("/kopienas/?meklet=takas")
    guest.press(name, "link")
    expect(guest.page.get_by_role("main")).to_contain_text("Pilskalna taka un rudens talkas.")
