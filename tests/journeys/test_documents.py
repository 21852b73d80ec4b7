"""What the portal prints, as residents download it."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

PLAN = "/ricibas-plani/demonstracijas-novada-kulturas-un-noturibas-ricibas-plans-2027-2029/"
MEMORANDUM = "/vienosanas/sadarbiba-ar-mezinieku-kopienu/"


def pdf_of(visitor, link: str) -> PdfReader:
    address = visitor.page.get_by_role("link", name=link, exact=True).get_attribute("href")
    response = visitor.context.request.get(address)
    assert response.headers["content-type"] == "application/pdf"
    return PdfReader(BytesIO(response.body()))


@pytest.mark.rule("S0-31")
def test_the_plan_is_printed_with_its_thirteen_chapters(visit):
    visitor = visit()
    visitor.open(PLAN)
    chapters = visitor.page.locator("section h2[id^=nodala-]").all_inner_texts()
    assert len(chapters) == 13
    pdf = pdf_of(visitor, "Plāns PDF formātā")
    bookmarks = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    nested = [one.title for entry in pdf.outline if isinstance(entry, list) for one in entry if not isinstance(one, list)]
    for chapter in chapters:
        assert chapter in bookmarks + nested
    assert pdf.trailer["/Root"]["/Lang"] == "lv"


def test_the_memorandum_is_a_document_in_latvian_form(visit):
    visitor = visit()
    visitor.open(MEMORANDUM)
    text = " ".join(page.extract_text() for page in pdf_of(visitor, "PDF").pages)
    assert "Nr. SM-1" in text
    assert "Mežinieku kopiena" in text
    visitor.press("Lasīt pilnu tekstu", "link")
    expect(visitor.page.get_by_role("main")).to_contain_text("SM-1")
