"""Public pages of proposals, their supporters and the map."""

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.actions.answer import answer_now
from participation.actions.register import carry_out
from participation.models import Support
from participation.queries.submission import SUPPORT_LINK
from tests.factories.participation import ANSWER, send_in
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.submission import CampaignFactory, gather_signatures, propose_for, submit

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def person(client):
    found = PersonFactory()
    client.force_login(found)
    return found


def test_one_press_supports_and_another_takes_back(client, person):
    submission = submit()

    client.post(reverse("participation:support_create", args=[submission.pk]))
    supported = client.get(submission.get_absolute_url())
    client.post(reverse("participation:support_withdraw", args=[submission.pk]))

    submission.refresh_from_db()
    assert supported.context["has_supported"]
    assert submission.support_count == 0


def test_a_guest_supports_by_the_link_and_takes_back_by_the_same(client):
    submission = submit()
    client.post(reverse("participation:support_create", args=[submission.pk]), {"email": "kaimins@example.lv"})
    link = reverse("participation:support_confirm", args=[SUPPORT_LINK.token_for(Support.objects.get().pk)])

    client.post(link)
    submission.refresh_from_db()
    counted = submission.support_count
    client.post(link, {"withdraw": "1"})

    submission.refresh_from_db()
    assert (counted, submission.support_count) == (1, 0)
    assert client.get(link).status_code == 410


def test_the_number_of_signatures_is_public_and_the_names_are_not(client):
    submission = gather_signatures(author_name="Anna Paraksta Ozola")

    page = client.get(submission.get_absolute_url()).content.decode()

    assert "1 paraksts" in page
    assert "Paraksta" not in page


def test_a_signature_without_the_declaration_comes_back(client):
    submission = gather_signatures()

    response = client.post(
        reverse("participation:support_create", args=[submission.pk]), {"name": "Anna Ozola", "email": "anna@example.lv"}
    )

    assert set(response.context["form"].errors) == {"declared"}


def test_a_private_submission_has_no_public_page_and_no_support(client):
    submission = send_in()

    assert client.get(submission.get_absolute_url()).status_code == 404
    assert client.get(reverse("participation:support_create", args=[submission.pk])).status_code == 404


def test_the_author_sees_the_own_private_page(client, person):
    submission = submit(by=person, kind="submission", title="Par grāvi")

    page = client.get(submission.get_absolute_url())

    assert page.status_code == 200
    assert reverse("participation:submission_withdraw", args=[submission.pk]) in page.content.decode()


def test_the_page_tells_the_whole_way_until_it_is_carried_out(client, now):
    submission, officer = submit(), OfficerFactory()
    answer_now(question=submission, by=officer, now=now, **ANSWER)
    carry_out(submission=submission, on=timezone.localdate(now), what="Soliņi stāv.", by=officer, now=now)

    page = client.get(submission.get_absolute_url())

    assert all(step.is_reached for step in page.context["way"])
    assert "Soliņi stāv." in page.content.decode()


def test_the_list_is_filtered_by_theme_target_campaign_and_place(client):
    campaign = CampaignFactory()
    wanted = propose_for(campaign, place="Baloži", theme="safety")
    propose_for(campaign, place="Ķekava", theme="safety", title="Cits")
    submit(title="Trešais")
    query = {"tema": "safety", "merkis": "budget", "kampana": campaign.slug, "vieta": "Baloži"}

    page = client.get(reverse("participation:proposal_list"), query)

    assert [card.question for card in page.context["lines"]] == [wanted]


def test_the_list_brings_the_map_only_to_who_asks_for_it(client):
    address = reverse("participation:proposal_list")

    assert "leaflet" not in client.get(address).content.decode()
    assert reverse("participation:proposal_map") in client.get(address, {"karte": "1"}).content.decode()


def test_the_map_shows_public_points_alone(client):
    shown = submit(latitude=56.8, longitude=24.2)
    submit(title="Bez vietas")

    points = client.get(reverse("participation:proposal_map")).json()["layers"][0]["points"]
    point = client.get(reverse("participation:proposal_point", args=[shown.pk])).json()["layers"][0]["points"]

    assert [one[3] for one in points] == [str(shown.pk)]
    assert point == points
