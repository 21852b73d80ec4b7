"""Atom feeds: of all, of a neighbourhood, of a consultation; nothing that is not public."""

from datetime import timedelta

import pytest
from django.urls import reverse

from participation.actions.answer import answer_now
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import ANSWER, ConsultationFactory, give_opinion, plan, propose, send_in
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def place():
    return NeighbourhoodFactory(name="Mežinieku apkaime", slug="mezinieki")


def feed(client, name: str, *args) -> str:
    response = client.get(reverse(f"participation:{name}", args=args))
    assert response["Content-Type"].startswith("application/atom+xml")
    return response.content.decode()


def test_consultations_come_as_a_feed_of_all_and_of_a_neighbourhood(client, place):
    ConsultationFactory(title="Skolas iela", neighbourhoods=[place])
    ConsultationFactory(title="Parka iela")
    ConsultationFactory(title="Melnraksts", draft=True)

    everything, here = feed(client, "consultation_feed"), feed(client, "place_consultation_feed", place.slug)

    assert "Skolas iela" in everything
    assert "Parka iela" in everything
    assert "Melnraksts" not in everything
    assert "Skolas iela" in here
    assert "Parka iela" not in here


@pytest.mark.rule("S4-32")
def test_answers_come_as_a_feed_without_what_is_private(client, now, place):
    consultation = ConsultationFactory(title="Skolas iela", neighbourhoods=[place])
    for question in (give_opinion(consultation), propose(title="Soliņi"), send_in(title="Par kaimiņu")):
        answer_now(question=question, by=OfficerFactory(), now=now, **ANSWER)

    everything = feed(client, "answer_feed")
    here, of_it = feed(client, "place_answer_feed", place.slug), feed(client, "consultation_answer_feed", consultation.slug)

    assert "Soliņi" in everything
    assert "Skolas iela" in everything
    assert "Par kaimiņu" not in everything
    for narrow in (here, of_it):
        assert "Skolas iela" in narrow
        assert "Soliņi" not in narrow


def test_forums_and_proposals_of_a_neighbourhood_come_as_feeds(client, now, place):
    propose(plan(title="Mūsu forums", neighbourhood=place), title="Soliņi")
    plan(title="Cits forums", held_at=now + timedelta(days=3))

    forums, proposals = feed(client, "place_forum_feed", place.slug), feed(client, "place_proposal_feed", place.slug)

    assert "Mūsu forums" in forums
    assert "Cits forums" not in forums
    assert "Soliņi" in proposals


def test_a_neighbourhood_out_of_use_has_no_feed(client):
    place = NeighbourhoodFactory(is_active=False)

    assert client.get(reverse("participation:place_answer_feed", args=[place.slug])).status_code == 404


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("consultation_list", "consultation_feed"),
        ("answer_list", "answer_feed"),
        ("forum_list", "forum_feed"),
        ("proposal_list", "proposal_feed"),
        ("announcement_list", "announcement_feed"),
    ],
)
def test_a_list_names_its_feed_to_programs_and_to_readers(client, page, address):
    html = client.get(reverse(f"participation:{page}")).content.decode()

    assert html.count(f'href="{reverse(f"participation:{address}")}"') == 2
