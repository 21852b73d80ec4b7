"""A document on paper: accessible, complete, and only what it says."""

import io
import tempfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import translation
from pypdf import PdfReader

from portal.documents.rendering import as_pdf, render_body, render_pdf


def printed(document) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(document, render_body(document))))


def titles(outline) -> list[str]:
    """The bookmarks, chapters within their document."""
    return [title for one in outline for title in (titles(one) if isinstance(one, list) else [one.title])]


def fonts(reader) -> list:
    found = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    return [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in found]


def test_the_pdf_is_accessible_by_its_own_declaration(document):
    pdf = printed(document)

    assert 'pdfuaid:part="1"' in pdf.xmp_metadata.rdf_root.toxml()
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert pdf.root_object["/StructTreeRoot"]
    assert pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_pdf_says_its_title_and_that_it_is_in_latvian(document):
    pdf = printed(document)

    assert pdf.root_object["/Lang"] == "lv"
    assert pdf.metadata.title == document.title
    assert pdf.metadata.author == "Parauga novads"


@pytest.mark.rule("S4-132")
def test_the_pdf_has_a_bookmark_for_each_heading(document):
    assert titles(printed(document).outline) == [
        "SADARBĪBAS MEMORANDS",
        "1. Mērķis",
        "2. Principi",
        "3. Pušu tiesības un pienākumi",
        "4. Savstarpējie ieguvumi",
    ]


def test_every_font_travels_with_the_pdf(document):
    embedded = [{"/FontFile2", "/FontFile3"} & set(font) for font in fonts(printed(document))]

    assert embedded
    assert all(embedded)


def test_the_fonts_are_unpacked_once_for_a_thread_not_for_each_document(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    page = '<html lang="lv"><head><title>Lapa</title><link rel="stylesheet" href="static:/css/print.css"></head><p>Ķekava'

    with ThreadPoolExecutor(1) as one_thread:
        folders = [one_thread.submit(lambda: as_pdf(page) and {*tmp_path.glob("weasyprint-*")}).result() for _ in range(2)]

    assert folders[0] == folders[1]
    assert len(folders[0]) == 1


@pytest.mark.parametrize(("is_draft", "marks"), [(True, 1), (False, 0)])
def test_a_draft_says_so_across_each_page(document, is_draft, marks):
    document.is_draft = is_draft

    for page in printed(document).pages:
        assert page.extract_text().count("PROJEKTS") == marks


def test_a_document_is_in_the_state_language_whoever_asks_for_it(document):
    with translation.override("en"):
        assert "Mērķis" in render_body(document)


def test_a_document_reaches_neither_into_the_network_nor_into_the_machine(document):
    body = '<h1>Lapa</h1><img alt="" src="http://127.0.0.1:9/x.png"><img alt="" src="file:///etc/hostname">'

    pdf = PdfReader(io.BytesIO(render_pdf(document, body)))

    assert not [image for page in pdf.pages for image in page.images]


def test_markup_in_what_people_wrote_stays_text(agreement, document):
    agreement.title = "<script>alert(1)</script>"
    agreement.save(update_fields=["title"])
    document.refresh_from_db()

    assert "&lt;script&gt;" in render_body(document)
