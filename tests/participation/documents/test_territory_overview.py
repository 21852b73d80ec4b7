"""The overview for a planner tells what is public of a territory, and nothing else (S4-90)."""

import pytest

from participation.actions.answer import answer_now
from participation.actions.territory_overview import make_overview
from portal.documents.models import Document
from portal.documents.rendering import render_body
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory, ResourceCentreFactory
from tests.factories.participation import ANSWER, REASON, ConsultationFactory, give_joint_opinion, give_opinion
from tests.factories.portal import OfficerFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-90")]


def overview_of(place, now) -> str:
    make_overview(planner="Lokālplānojums", neighbourhoods=[place], by=OfficerFactory(), now=now)
    return render_body(Document.objects.get())


def test_a_planner_reads_of_communities_with_their_opinions_and_answers(now):
    place = NeighbourhoodFactory()
    community = CommunityFactory(neighbourhoods=[place], email="kopiena@example.lv")
    centre = ResourceCentreFactory(neighbourhood=place)
    opinion = give_joint_opinion(ConsultationFactory(neighbourhoods=[place]), community=community)
    answer_now(question=opinion, by=OfficerFactory(), now=now, **ANSWER)

    page = overview_of(place, now)

    for fact in (place.name, community.name, "kopiena@example.lv", centre.name, opinion.text, REASON):
        assert fact in page


def test_a_planner_reads_nothing_that_is_not_public(now):
    place = NeighbourhoodFactory()
    unverified = CommunityFactory(neighbourhoods=[place], verified_at=None, verified_by=None)
    elsewhere = CommunityFactory()
    opinion = give_opinion(
        ConsultationFactory(neighbourhoods=[place]), text="Privāts vārds.", name="Zanda Zandiņa", email="zanda@example.lv"
    )
    type(opinion).objects.update(state="hidden", hidden_reason="nosauc cilvēku")

    page = overview_of(place, now)

    for secret in (unverified.name, elsewhere.name, "Privāts vārds.", "Zanda", "zanda@example.lv"):
        assert secret not in page
