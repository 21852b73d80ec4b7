"""A memorandum, from the clause library to the signed copy and the clocks of what was promised."""

import pytest
from playwright.sync_api import expect

from tests.factories.files import signed_container

TITLE = "Sadarbība ar Baldones kopienu"
AIM = "Puses tiekas reizi ceturksnī."


def press_step(officer, name: str) -> None:
    """A named step of the admin: its button, then the same button on the page that asks."""
    officer.press(name, "link")
    officer.press(name)


def open_in_admin(officer) -> None:
    officer.open(f"/admin/communities/agreement/?q={TITLE}")
    officer.page.locator("#result_list tbody").get_by_role("link").first.click()
    officer.look()


def begin_draft(officer) -> None:
    officer.open("/admin/communities/agreement/add/")
    page = officer.page
    page.select_option("[name=kind]", "memorandum")
    page.fill("[name=title]", TITLE)
    page.select_option("[name=community]", label="Baldones mūzikas skolas vecāki")
    page.select_option("[name=unit]", index=1)
    page.fill("[name=summary]", "Kopiena un pašvaldība kopīgi plāno pilsētas dzīvi.")
    page.fill("[name=representative_post]", "valdes priekšsēdētāja")
    page.fill("[name=representative_basis]", "statūti")
    page.fill("[name=valid_from]", "2026-12-01")
    page.fill("[name=valid_to]", "2028-11-30")
    page.get_by_role("button", name="Saglabāt un palikt šeit").click()
    officer.look()


@pytest.mark.rule("S4-132")
@pytest.mark.rule("S4-133")
def test_a_memorandum_goes_from_the_library_through_the_negotiation_to_the_signed_copy(visit):
    officer, leader = visit("jurists@example.lv"), visit("lideris.baldone@example.lv")
    begin_draft(officer)
    press_step(officer, "Piedāvāt kopienai")

    leader.portal.letter("lideris.baldone@example.lv", "Izlasiet vienošanās tekstu")
    leader.open("/mans/")
    leader.press(TITLE, "link")
    page = leader.page
    page.select_option("[name=block]", "community_duties")
    page.fill("[name=text]", "Vasarā vajadzīgs vairāk laika.")
    leader.press("Nosūtīt piezīmi")
    leader.press("Ierosināt citu tekstu", "link")
    page.fill("[name=part_aim]", AIM)
    page.fill("[name=note]", "Mērķis īsāk.")
    page.fill("[name=apnemsanas-0-text]", "Pilsētas forums")
    page.fill("[name=apnemsanas-0-due_on]", "2027-03-15")
    leader.press("Nosūtīt pašvaldībai")

    open_in_admin(officer)
    officer.press("Redakcijas un piezīmes", "link")
    expect(officer.page.locator("ins", has_text="tiekas reizi ceturksnī")).to_be_visible()
    expect(officer.page.get_by_text("Vasarā vajadzīgs vairāk laika.")).to_be_visible()
    open_in_admin(officer)
    press_step(officer, "Piekrist kopienas redakcijai")
    officer.press("Nodot parakstīšanai", "link")
    officer.page.fill("[name=number]", "SM-12")
    officer.press("Nodot parakstīšanai")

    letter = leader.portal.letter("lideris.baldone@example.lv", "Lūdzam parakstīt")
    pdf = next(letter.iter_attachments()).get_content()
    assert pdf.startswith(b"%PDF")
    leader.open("/mans/")
    leader.press(TITLE, "link")
    page.set_input_files(
        "[name=file]",
        {"name": "memorands.edoc", "mimeType": "application/zip", "buffer": signed_container({"memorands.pdf": pdf})},
    )
    leader.press("Pievienot parakstīto failu")
    expect(page.get_by_role("main")).to_contain_text("memorands.edoc")

    open_in_admin(officer)
    press_step(officer, "Reģistrēt stāšanos spēkā")
    visitor = visit()
    visitor.open("/vienosanas/")
    visitor.press(TITLE, "link")
    main = visitor.page.get_by_role("main")
    expect(main).to_contain_text("SM-12")
    expect(main.locator("li", has_text="Pilsētas forums").locator(".clock")).to_be_visible()
