"""The council and whoever wants to know: from the first page to how the municipality answers, and to its yearly report."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "without JavaScript"])
@pytest.mark.rule("S4-32")
@pytest.mark.rule("S4-43")
def test_a_council_member_reads_how_the_municipality_answers_and_takes_the_report_along(visit, viewport, javascript):
    member = visit(viewport=viewport, javascript=javascript)
    member.open("/")
    member.press("Pa nodaļām un apkaimēm", "link")
    assert member.path() == "/lidzdaliba/atbilzu-parskats/"
    expect(member.page.get_by_role("rowheader", name="Attīstības nodaļa").first).to_be_visible()
    expect(member.page.get_by_text(re.compile("Dati uz")).first).to_be_visible()

    member.page.get_by_label("Laikposms").select_option(index=1)
    member.press("Rādīt")
    assert "gads=" in member.page.url

    member.press("Nodaļu pašpārbaude: deviņas biežākās kļūdas", "link")
    member.page.locator("summary", has_text="Attīstības nodaļa").first.click()
    expect(member.page.get_by_text("Atbildēts uz visiem viedokļiem, desmit atbildes kavējās.")).to_be_visible()

    member.open("/lidzdaliba/parskati/")
    member.press(re.compile("Līdzdalības pārskats par"), "link")
    expect(member.page.get_by_role("heading", name="Gads skaitļos")).to_be_visible()
    with member.page.expect_download() as download:
        member.page.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.startswith("lidzdalibas-parskats-")
