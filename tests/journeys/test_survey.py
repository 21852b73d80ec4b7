"""A survey answered on a phone and without JavaScript: conditions, stopping, going on with the code."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESKTOP, PHONE

SURVEY = "/lidzdaliba/aptaujas/ka-noklustam-skola-un-darba/"
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
WHY_NO_BUS = "Kāpēc nebraucat ar autobusu?"


def begin(visitor) -> None:
    visitor.open(SURVEY)
    visitor.press("Atbildēt uz jautājumiem", "link")


def choose(visitor, answer: str) -> None:
    visitor.page.get_by_label(answer, exact=True).check()


@pytest.mark.parametrize(("viewport", "javascript"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "without JavaScript"])
def test_a_visitor_stops_and_goes_on_elsewhere_with_the_code(visit, viewport, javascript):
    visitor = visit(viewport=viewport, javascript=javascript)
    begin(visitor)
    choose(visitor, "ar automašīnu")
    choose(visitor, "neērti laiki")
    visitor.press("Saglabāt un turpināt vēlāk")
    code = CODE.search(visitor.page.get_by_role("main").inner_text())[0]

    elsewhere = visit(viewport=viewport, javascript=javascript)
    elsewhere.open(SURVEY)
    elsewhere.press("Turpināt ar kodu", "link")
    elsewhere.page.get_by_label("Kods").fill(code)
    elsewhere.press("Turpināt")
    expect(elsewhere.page.get_by_label("neērti laiki")).to_be_checked()
    elsewhere.press("Tālāk")
    elsewhere.press("Pārbaudīt un nosūtīt")
    expect(elsewhere.page.get_by_role("alert")).to_contain_text("ir jāatbild")
    choose(elsewhere, "4 – droši")
    elsewhere.press("Pārbaudīt un nosūtīt")
    expect(elsewhere.page.get_by_role("main")).to_contain_text("neērti laiki")
    elsewhere.press("Nosūtīt atbildes")

    expect(elsewhere.page.get_by_role("heading", level=1)).to_contain_text("Paldies")


def test_a_question_appears_once_its_condition_holds(visit):
    visitor = visit(viewport=PHONE)
    begin(visitor)
    question = visitor.page.get_by_text(WHY_NO_BUS)

    expect(question).to_be_hidden()
    choose(visitor, "ar automašīnu")
    expect(question).to_be_visible()
    choose(visitor, "ar kājām")
    expect(question).to_be_hidden()


def test_without_javascript_the_condition_stands_above_its_question(visit):
    visitor = visit(javascript=False)
    begin(visitor)

    expect(visitor.page.get_by_text(WHY_NO_BUS)).to_be_visible()
    expect(visitor.page.get_by_text("Tikai tad, ja atbilde uz 1. jautājumu ir: ar automašīnu")).to_be_visible()
