from decimal import Decimal

import pytest
from django.urls import reverse

from communities.enums import CommunityStage
from communities.models import AttractedFunding
from portal.accounts.roles import Role
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

OVERVIEW = reverse("admin:communities_community_overview")


@pytest.fixture
def overview(client):
    """Reads the overview as an officer."""
    client.force_login(OfficerFactory(roles=[Role.OFFICER]))
    return lambda: client.get(OVERVIEW)


def test_communities_are_counted_by_stage_and_neighbourhood(overview, client):
    place, empty = NeighbourhoodFactory(name="Baloži"), NeighbourhoodFactory(name="Daugmale")
    CommunityFactory(neighbourhoods=[place], stage=CommunityStage.ACTIVE)
    CommunityFactory(neighbourhoods=[place, empty], stage=CommunityStage.FORMING)

    answer = overview()

    counts = {row.place.name: (dict(row.counts)["active"], dict(row.counts)["forming"]) for row in answer.context["rows"]}
    link = f"?stage__exact=active&amp;neighbourhoods__id__exact={place.pk}"
    assert counts == {"Baloži": (1, 1), "Daugmale": (0, 1)}
    assert dict(answer.context["totals"].by_stage)["forming"] == 1, "once, though it lives in two places"
    assert link in answer.text
    listed = client.get(reverse("admin:communities_community_changelist") + link.replace("&amp;", "&"))
    assert listed.context["cl"].result_count == 1


def test_what_waits_for_verification_is_named(overview):
    waiting = CommunityFactory(name="Gaida", verified_at=None, verified_by=None, stage=CommunityStage.FORMING)

    answer = overview()

    assert answer.context["totals"].waiting == 1
    assert reverse("admin:communities_community_change", args=[waiting.pk]) in answer.text


def test_communities_of_this_year_are_new(overview, now):
    CommunityFactory()
    old = CommunityFactory()
    type(old).objects.filter(pk=old.pk).update(created_at=now.replace(year=now.year - 1))

    assert overview().context["totals"].new == 1


@pytest.mark.rule("S4-28")
def test_money_that_communities_attracted_is_added_up(overview):
    community = CommunityFactory()
    for year, amount in ((2024, "1000.50"), (2025, "250"), (2025, "249.50")):
        AttractedFunding.objects.create(community=community, source="Fonds", amount=Decimal(amount), year=year)

    answer = overview()

    assert answer.context["money"] == Decimal("1500.00")
    assert answer.context["charts"][1].table == [("2024", [1000.5]), ("2025", [499.5])]


def test_an_overview_of_nothing_is_a_page_too(overview):
    assert overview().status_code == 200


def test_the_overview_is_for_officers(client):
    client.force_login(PersonFactory())

    assert client.get(OVERVIEW).status_code == 302
