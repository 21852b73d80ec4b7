from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from actionplans.actions.plan import print_plan
from actionplans.actions.writing import write_chapter
from actionplans.models import Plan, Reading, YearlyTarget
from portal.documents.models import Document
from portal.documents.rendering import render_body, render_pdf
from portal.files.actions import read
from portal.ui.templatetags.portal_ui import money
from tests.factories.actionplans import ActionFactory, PlanFactory, complete_plan

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def printed(plan: Plan) -> Document:
    print_plan(plan=plan, by=None, now=NOW)
    return Document.objects.latest_of("actionplans.plan", plan)


@pytest.mark.rule("S0-51")
@pytest.mark.rule("D7")
def test_the_demo_plan_is_printed_with_its_thirteen_chapters_in_order(demo):
    plan = Plan.objects.get(state="adopted")
    pdf = PdfReader(BytesIO(read(Document.objects.latest_of("actionplans.plan", plan).pdf)))

    bookmarks = [one.title for one in pdf.outline if not isinstance(one, list)]
    sections = [part.title for one in pdf.outline if isinstance(one, list) for part in one if not isinstance(part, list)]

    chapters = [f"{kind.position}. {kind.title}" for kind in plan.template.chapters.all()]
    found = [title for title in bookmarks + sections if title in chapters]
    assert found == chapters
    assert (pdf.root_object["/Lang"], pdf.metadata.title) == ("lv", plan.title)
    assert pdf.get_num_pages() < 40


def test_the_twin_tells_who_decided_and_who_does_what_when_with_what(demo):
    plan = Plan.objects.get(state="adopted")
    body = render_body(Document.objects.latest_of("actionplans.plan", plan))

    assert "APSTIPRINĀTS" in body
    assert f"lēmums Nr. {plan.decision_number}" in body
    for action in plan.actions.all():
        for words in (
            action.code,
            action.what,
            action.who,
            f"{action.starts_on:%m.%Y}–{action.ends_on:%m.%Y}",
            money(action.money),
        ):
            assert words in body, words
    for goal in plan.goals.all():
        assert goal.title in body
        assert goal.indicators.get().name in body


@pytest.mark.rule("D7")
def test_a_draft_bears_projekts_and_says_which_chapters_are_not_written(municipality):
    plan = PlanFactory(chapters=False)
    write_chapter(plan=plan, kind=plan.template.chapters.first(), text="Plūdi.", by=None, now=NOW)

    body = render_body(printed(plan))

    assert "<strong>PROJEKTS</strong>" in body
    assert "Rīcības vēl nav noteiktas." in body
    assert "APSTIPRINĀTS" not in body
    assert body.count("Nodaļa vēl nav uzrakstīta.") == 12


def test_markup_in_a_chapter_is_cleaned(municipality):
    plan = complete_plan()
    write_chapter(plan=plan, kind=plan.template.chapters.first(), text="**Svarīgi** <script>alert(1)</script>", by=None, now=NOW)

    body = render_body(printed(plan))

    assert "<strong>Svarīgi</strong>" in body
    assert "<script>" not in body


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        pytest.param(
            f"| Kas | Kur |\n|---|---|\n| {'ļoti gari vārdi ' * 6245} | šeit |", 30, id="100 000 letters in a table's cell"
        ),
        pytest.param(f"| Kas | Kur |\n|---|---|\n| {'Ķ' * 300} | šeit |", 4, id="a word of 300 letters"),
        pytest.param("Pie\u00adsaule 🌊 plūst šeit.", 4, id="soft hyphen and emoji"),
        pytest.param(f"{'Ķ' * 300} šeit.", 4, id="a word of 300 letters in the text"),
    ],
)
def test_a_strange_chapter_still_breaks_into_pages(municipality, text, pages):
    plan = PlanFactory(chapters=False)
    write_chapter(plan=plan, kind=plan.template.chapters.first(), text=text, by=None, now=NOW)
    document = printed(plan)

    pdf = PdfReader(BytesIO(render_pdf(document, render_body(document))))

    assert pdf.get_num_pages() >= pages
    # pypdf reads two-byte letters beside an emoji with a zero byte each
    assert any("šeit" in page.extract_text().replace("\x00", "") for page in pdf.pages)


def pages_of(plan: Plan) -> PdfReader:
    document = printed(plan)
    return PdfReader(BytesIO(render_pdf(document, render_body(document))))


def text_of(pdf: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in pdf.pages)


@pytest.mark.rule("S0-51")
def test_the_contents_name_the_pages_on_which_the_chapters_begin(municipality):
    pdf = pages_of(complete_plan())
    pages = [page.extract_text() for page in pdf.pages]
    contents = next(page for page in pages if "Saturs" in page)

    for title in ("Rīcību tabula", "Rādītāji", "2. pielikums. Vārdnīca"):
        line = next(line for line in contents.splitlines() if line.strip().startswith(title))
        number = int(line.rsplit(".", 1)[1])
        assert title in pages[number - 1], title


def test_every_page_says_which_of_how_many_it_is(municipality):
    pdf = pages_of(complete_plan())

    number = pdf.get_num_pages()
    assert all(f"{index}. lpp. no {number}" in page.extract_text() for index, page in enumerate(pdf.pages, 1))


def test_the_table_of_actions_lies_on_landscape_pages(municipality):
    pdf = pages_of(complete_plan())

    lying = [page for page in pdf.pages if page.mediabox.width > page.mediabox.height]
    assert any("Rīcību tabula" in page.extract_text() for page in lying)
    assert not any("Saturs" in page.extract_text() for page in lying)


def test_the_pdf_is_tagged_bookmarked_and_small(municipality):
    document = printed(complete_plan())
    content = render_pdf(document, render_body(document))
    pdf = PdfReader(BytesIO(content))

    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in pdf.root_object
    assert pdf.outline
    assert len(content) < 2_000_000


@pytest.mark.rule("D7")
def test_the_contents_of_a_draft_say_what_is_still_to_be_written(municipality):
    plan = complete_plan()
    plan.chapters.get(kind__slug="mergrupas").delete()

    text = text_of(pages_of(plan))

    assert "Šajā projektā vēl jāuzraksta vai jāpapildina: Mērķgrupas" in " ".join(text.split())


def test_indicators_with_values_are_drawn_and_stand_in_the_table(municipality):
    plan = complete_plan()
    indicator = plan.goals.get().indicators.get()
    Reading.objects.create(indicator=indicator, value=6, measured_on="2027-01-31")
    YearlyTarget.objects.create(indicator=indicator, year=2027, value=5)

    body = render_body(printed(plan))

    assert body.count("<figure") == body.count("sparkline") == 1
    assert "Vērtības ir rādītāju tabulā." in body
    assert "2027: 5" in body


def test_many_actions_are_drawn_page_by_page(municipality):
    plan = complete_plan()
    for _number in range(45):
        ActionFactory(plan=plan)

    assert render_body(printed(plan)).count("plan-timeline") == 3


def test_an_action_of_strange_words_still_breaks_into_pages(municipality):
    plan = complete_plan()
    plan.actions.update(what="Ņ" * 300, who="Pie\u00adsaule 🌊", people="Ž" * 120)

    pdf = pages_of(plan)

    assert "ŅŅŅ" in text_of(pdf).replace("\x00", "")
