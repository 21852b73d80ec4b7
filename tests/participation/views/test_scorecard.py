from datetime import timedelta

import pytest
import tablib
from django.urls import reverse
from django.utils import timezone

from participation.actions.answer import answer_now
from participation.actions.scorecard import keep_scores
from participation.tasks.scorecard import count_scorecard
from portal.audit.models import Heartbeat
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.event import EventFactory
from tests.factories.grants import CallFactory
from tests.factories.participation import ANSWER, ConsultationFactory, give_joint_opinion, give_opinion, plan, propose, send_in
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.factories.scorecard import keep_promise
from tests.portal.instants import riga

pytestmark = pytest.mark.usefixtures("municipality")
ADDRESS = reverse("participation:scorecard")
DAY = timedelta(days=1)


def answer(question, now, **details):
    answer_now(question=question, by=OfficerFactory(), now=now, **ANSWER | details)


def rows_of(response, anchor: str):
    return next(rows for _title, name, rows, _chart in response.context["tables"] if name == anchor)


def lines_of(response) -> dict:
    return {line.code: (line.part, line.whole) for line in response.context["card"].lines}


@pytest.mark.rule("S4-39")
def test_the_scorecard_shows_by_unit_what_waits_is_overdue_and_was_answered(client, now):
    unit = UnitFactory(name="Ceļu nodaļa")
    send_in(unit=unit, now=now - 60 * DAY)
    answer(send_in(unit=unit), now)
    keep_scores(years=[None], now=now + DAY)

    response = client.get(ADDRESS)

    (row,) = rows_of(response, "nodalas")
    assert (row.name, row.waiting, row.overdue, row.answered, row.share_in_time) == ("Ceļu nodaļa", 1, 1, 1, 100)
    assert "Ceļu nodaļa" in response.content.decode()


def test_the_scorecard_shows_by_neighbourhood_how_fast_answers_came(client, now):
    place = NeighbourhoodFactory(name="Alejas")
    for days in (1, 1, 8):
        keep_promise(now - 30 * DAY, now - (30 - days) * DAY, neighbourhood_key=place.pk)
    keep_scores(years=[None], now=now)

    (row,) = rows_of(client.get(ADDRESS), "apkaimes")

    assert (row.name, row.answered) == ("Alejas", 3)
    assert row.median_days <= 1 < row.ninetieth_days


def test_a_year_can_be_chosen_and_what_waits_now_stays_above_it(client, now):
    year = now.year - 1
    keep_promise(riga(year, 5, 4), riga(year, 5, 8))
    send_in()
    keep_scores(years=[None, year], now=now + DAY)

    response = client.get(ADDRESS, {"gads": year})

    card = response.context["card"]
    assert (card.whole.answered, card.whole.waiting, card.now.waiting) == (1, 0, 1)
    assert f'<option value="{year}" selected>' in response.content.decode()


@pytest.mark.parametrize("year", ["abc", "99999", "1999"])
def test_a_year_nobody_counted_shows_no_figures(client, year):
    assert client.get(ADDRESS, {"gads": year}).status_code == 200


def test_the_page_counts_nothing_itself_and_says_of_when_its_figures_are(client, now):
    keep_scores(years=[None], now=now)
    send_in()

    page = client.get(ADDRESS)

    assert page.context["card"].now.waiting == 0
    assert timezone.localtime(now).strftime("%H.%M") in page.content.decode()


def test_the_figures_cost_the_same_however_many_promises_there_are(client, now, django_assert_max_num_queries):
    for days in range(1, 30):
        keep_promise(now - 40 * DAY, now - days * DAY, neighbourhood_key=NeighbourhoodFactory().pk)
    keep_scores(years=[None, now.year], now=now)

    with django_assert_max_num_queries(10):
        client.get(ADDRESS)


def test_the_table_can_be_taken_along_without_running_as_a_formula(client, now):
    answer(send_in(unit=UnitFactory(name="=Nodaļa")), now)
    keep_scores(years=[None], now=now + DAY)

    csv = client.get(ADDRESS, {"formats": "csv"}).content.decode("utf-8-sig")

    rows = tablib.Dataset().load(csv, format="csv")
    assert rows[1][1:6] == ("'=Nodaļa", "0", "0", "1", "1")


def test_the_scorecard_of_a_new_portal_says_that_nothing_was_sent(client):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert response.context["trend"] is None


@pytest.mark.rule("S4-65")
def test_forums_held_stand_against_forums_due(client, now):
    held, due = NeighbourhoodFactory(), NeighbourhoodFactory()
    for place in (held, due):
        CommunityFactory(neighbourhoods=[place])
    plan(neighbourhood=held, held_at=now - 10 * DAY, now=now - 20 * DAY)
    keep_scores(years=[None], now=now)

    assert lines_of(client.get(ADDRESS))["forums"] == (1, 2)


@pytest.mark.rule("S4-40")
@pytest.mark.rule("S4-143")
def test_events_outside_the_centre_are_counted_and_the_municipalitys_own_apart(client, now):
    dense, rural = NeighbourhoodFactory(is_dense=True), NeighbourhoodFactory(is_dense=False)
    for place, is_own in ((dense, True), (rural, True), (rural, False)):
        unit = {"community": None, "unit": UnitFactory()} if is_own else {}
        EventFactory(starts_at=now - 9 * DAY, neighbourhoods=[place], **unit)
    keep_scores(years=[None], now=now)

    figures = lines_of(client.get(ADDRESS))

    assert (figures["outside"], figures["own_outside"]) == ((2, 3), (1, 2))


@pytest.mark.rule("S4-89")
def test_consultations_that_asked_early_are_counted(client, now):
    ConsultationFactory(stage="initiation")
    ConsultationFactory(stage="decision")
    ConsultationFactory(stage="initiation", draft=True)
    keep_scores(years=[None], now=now)

    assert lines_of(client.get(ADDRESS))["early"] == (1, 2)


@pytest.mark.rule("S4-93")
def test_proposals_without_an_answer_show(client, now):
    answer(propose(), now)
    propose()
    keep_scores(years=[None], now=now + DAY)

    assert lines_of(client.get(ADDRESS))["proposals"] == (1, 2)


@pytest.mark.rule("S4-105")
@pytest.mark.rule("S4-109")
def test_calls_that_kept_the_guidelines_stand_among_the_figures(client, now):
    year_long = {"implementation_from": now.date(), "implementation_to": now.date() + 365 * DAY}
    for days in (91, 40):
        CallFactory(published_at=now - DAY, opens_at=now - DAY, closes_at=now + days * DAY, **year_long)
    keep_scores(years=[None], now=now)

    figures = lines_of(client.get(ADDRESS))

    assert (figures["calls_window"], figures["calls_implementation"]) == ((1, 2), (2, 2))


@pytest.mark.rule("S4-94")
def test_single_voices_and_those_spoken_for_are_counted_apart(client, now):
    consultation = ConsultationFactory()
    give_opinion(consultation)
    give_joint_opinion(consultation, residents_represented=21)
    keep_scores(years=[None], now=now + DAY)

    figures = lines_of(client.get(ADDRESS))

    assert (figures["individual"], figures["represented"]) == ((1, None), (21, None))


def test_the_task_counts_and_the_home_page_shows_it(client, now):
    answer(send_in(), now)
    send_in()

    count_scorecard.apply(throw=True)

    page = client.get(reverse("pages:home")).content.decode()
    assert int(Heartbeat.objects.get(name="count_scorecard").result) > 0
    assert "100" in page
