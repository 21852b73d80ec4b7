from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import AgreementState
from portal.notifications.models import Subscription
from tests.factories.communities import (
    AgreementFactory,
    CommunityFactory,
    GoodPracticeFactory,
    NeighbourhoodFactory,
    ResourceCentreFactory,
)
from tests.factories.portal import PersonFactory
from tests.factories.profile import SelfHelpActionFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("S4-150")
def test_progress_is_told_the_latest_first_with_the_way_to_join(client):
    community, today = CommunityFactory(email="kopa@example.lv"), timezone.localdate()
    GoodPracticeFactory(community=community, title="Mājvārdi", state="published", published_at=timezone.now() - timedelta(days=9))
    SelfHelpActionFactory(community=community, text="Salabots tilts", done_on=today - timedelta(days=2))
    AgreementFactory(
        community=community, title="Memorands", state=AgreementState.IN_FORCE, number="1", signed_on=today - timedelta(days=5)
    )

    response = client.get(community.get_absolute_url())

    done = response.text[response.text.index('id="paveiktais"') :]
    assert done.index("Salabots tilts") < done.index("Memorands") < done.index("Mājvārdi")
    assert 'href="mailto:kopa@example.lv"' in response.text
    assert 'href="#pievienoties"' in response.text


def test_without_an_address_the_contact_person_brings_people_together(client):
    place = NeighbourhoodFactory(name="Upes apkaime")
    page = client.get(CommunityFactory(neighbourhoods=[place]).get_absolute_url()).text

    joining = page[page.index('id="pievienoties"') :]
    assert f'<a href="{place.get_absolute_url()}">Upes apkaime</a>' in joining


def test_places_and_agreements_stand_beside_the_story(client):
    community = CommunityFactory()
    ResourceCentreFactory(community=community, name="Klēts")
    AgreementFactory(community=community, title="Memorands", state=AgreementState.IN_FORCE, number="1", signed_on="2026-01-05")

    page = client.get(community.get_absolute_url()).text

    side = page[page.index("<aside") :]
    assert side.count("Klēts") == 1
    assert side.count("Memorands") == 1


def test_a_community_that_mentors_others_wears_its_badge(client):
    badge = "dalās pieredzē ar jaunām kopienām"

    shown = [badge in client.get(CommunityFactory(is_mentor=mentors).get_absolute_url()).text for mentors in (True, False)]

    assert shown == [True, False]


def test_a_community_is_followed_from_its_page(client):
    person, community = PersonFactory(), CommunityFactory()
    client.force_login(person)

    client.post(reverse("notifications:follow", args=["communities.community", community.pk]))

    assert Subscription.objects.active().to(community).get().user == person
    assert "Jūs tam sekojat." in client.get(community.get_absolute_url()).text


def test_a_member_is_led_to_the_desk(client):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    client.force_login(leader)

    assert reverse("communities:desk", args=[community.slug]) in client.get(community.get_absolute_url()).text
