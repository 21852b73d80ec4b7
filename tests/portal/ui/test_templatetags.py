"""Numbers, dates and deadlines as people read them, in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from portal.ui.templatetags import portal_ui
from portal.workflow import Status, Tone

NOON = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
"""Noon in Riga, on a Saturday in winter time."""


@pytest.fixture
def _at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def test_money_has_two_places_and_does_not_break():
    assert portal_ui.money(Decimal("1250")) == "1\xa0250,00\xa0EUR"
    assert portal_ui.money(Decimal("0.005")) == "0,01\xa0EUR"
    assert portal_ui.money(Decimal("-1250.5")) == "-1\xa0250,50\xa0EUR"
    assert portal_ui.money(None) == ""


def test_money_in_english_has_a_decimal_point():
    with translation.override("en"):
        assert portal_ui.money(Decimal("1250.5")) == "1\xa0250.50\xa0EUR"


@pytest.mark.parametrize(
    ("share", "text"),
    [(15, "15\xa0%"), (Decimal("12.50"), "12,5\xa0%"), (100, "100\xa0%"), (0, "0\xa0%"), (33.333, "33,33\xa0%"), (None, "")],
)
def test_a_percentage_drops_idle_zeros(share, text):
    assert portal_ui.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 11, 2), "02.11.2026."),
        (datetime(2026, 11, 21, 22, 30, tzinfo=UTC), "22.11.2026."),
        (None, ""),
    ],
)
def test_a_day_is_written_with_its_final_dot_in_the_time_of_riga(value, text):
    assert portal_ui.day(value) == text


@pytest.mark.parametrize(
    ("deadline", "text"),
    [
        (datetime(2026, 11, 21, 15, 0, tzinfo=UTC), "21.11.2026.\xa0plkst.\xa017.00"),
        (datetime(2026, 11, 21, 22, 0, tzinfo=UTC), "21.11.2026."),
        (datetime(2026, 6, 30, 21, 0, tzinfo=UTC), "30.06.2026."),
        (None, ""),
    ],
)
def test_a_deadline_that_ends_a_day_is_named_by_that_day(deadline, text):
    assert portal_ui.until(deadline) == text


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("nominative", "2026. gada 21.\xa0novembris"),
        ("genitive", "2026. gada 21.\xa0novembra"),
        ("dative", "2026. gada 21.\xa0novembrim"),
        ("locative", "2026. gada 21.\xa0novembrī"),
    ],
)
def test_a_long_day_stands_in_the_case_the_sentence_asks_for(case, text):
    assert portal_ui.long_day(NOON, case) == text


def test_a_long_day_in_english_has_no_cases():
    with translation.override("en"):
        assert portal_ui.long_day(NOON, "locative") == "21 November 2026"


@pytest.mark.usefixtures("_at_noon")
@pytest.mark.parametrize(
    ("days", "latvian", "english"),
    [
        (1, "atliek 1 diena", "1 day left"),
        (2, "atliek 2 dienas", "2 days left"),
        (11, "atliek 11 dienas", "11 days left"),
        (21, "atliek 21 diena", "21 days left"),
        (0, "šodien pēdējā diena", "last day today"),
        (-1, "", ""),
    ],
)
def test_the_days_left_agree_with_their_number(days, latvian, english):
    deadline = date(2026, 11, 21) + timedelta(days=days)

    assert portal_ui.days_left(deadline) == latvian
    with translation.override("en"):
        assert portal_ui.days_left(deadline) == english


@pytest.mark.usefixtures("_at_noon")
def test_a_deadline_instant_is_over_when_it_strikes():
    assert portal_ui.days_left(NOON + timedelta(microseconds=1)) != ""
    assert portal_ui.days_left(NOON) == ""


@pytest.mark.usefixtures("_at_noon")
def test_midnight_after_today_is_still_today():
    assert portal_ui.days_left(datetime(2026, 11, 21, 22, 0, tzinfo=UTC)) == portal_ui.days_left(date(2026, 11, 21))


def test_a_status_is_a_word_with_an_icon():
    state = Status("submitted", "iesniegts", "gaida atbildi", tone=Tone.OPEN)

    public = Template("{% status state %}").render(Context({"state": state}))
    official = Template("{% status state official=True %}").render(Context({"state": state}))

    assert "gaida atbildi" in public
    assert "iesniegts" in official
    assert "#circle-dot" in public


@pytest.mark.parametrize(
    ("address", "code", "there"),
    [("/kopienas/?stadija=active", "en", "/en/kopienas/?stadija=active"), ("/en/kopienas/", "lv", "/kopienas/")],
)
def test_the_other_language_opens_the_same_page_with_its_filter(address, code, there):
    context = Context({"request": RequestFactory().get(address)})

    assert Template("{% in_language code as link %}{{ link|safe }}").render(Context({**context.flatten(), "code": code})) == there


def test_what_was_sent_is_not_repeated_in_the_language_link():
    context = Context({"request": RequestFactory().post("/meklet/?q=x")})

    assert portal_ui.in_language(context, "en") == "/en/meklet/"


def test_an_address_without_language_opens_in_the_readers_language():
    assert portal_ui.page_path("/kopienas/") == "/kopienas/"
    with translation.override("en"):
        assert portal_ui.page_path("/kopienas/") == "/en/kopienas/"
        assert portal_ui.absolute_address("/kopienas/") == "http://testserver/en/kopienas/"
