import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from participation.actions.announcement import send_announcement
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.forums import AnnouncementFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def place():
    place = NeighbourhoodFactory(name="Misas krasta apkaime")
    CommunityFactory(neighbourhoods=[place], leader=PersonFactory(), residents_united=140, residents_united_on=date(2026, 3, 1))
    return place


@pytest.fixture
def sent(place, now):
    announcement = AnnouncementFactory(neighbourhoods=[place], passing_on="Kaimiņi, sestdien talka!")
    return send_announcement(announcement=announcement, by=OfficerFactory(name="Anna Ozola"), now=now)


@pytest.mark.rule("S4-81", "S4-87")
def test_the_page_gives_the_words_to_pass_on_and_who_sent_it(client, sent):
    content = client.get(sent.get_absolute_url()).content.decode()

    assert {words in content for words in ("Kaimiņi, sestdien talka!", "Anna Ozola", "Līdzdalības koordinators")} == {True}


@pytest.mark.rule("S4-31")
def test_the_notice_is_one_page_with_the_way_to_the_page(client, sent):
    answer = client.get(reverse("participation:announcement_notice", args=[sent.pk]))

    pdf = PdfReader(io.BytesIO(answer.content))
    text = pdf.pages[0].extract_text()
    assert len(pdf.pages) == 1
    assert {words in text for words in ("Misas krasta apkaime", "Anna Ozola", sent.get_absolute_url())} == {True}


def test_a_draft_has_no_page_for_others_and_no_notice(client):
    draft = AnnouncementFactory()

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("participation:announcement_notice", args=[draft.pk])).status_code == 404


def test_the_list_is_narrowed_to_one_neighbourhood(client, sent, place):
    AnnouncementFactory(neighbourhoods=[place])

    def listed(where):
        return list(client.get(reverse("participation:announcement_list"), {"apkaime": where.slug}).context["lines"])

    assert (listed(place), listed(NeighbourhoodFactory())) == ([sent], [])


def test_the_neighbourhood_and_the_hub_show_what_was_announced(client, sent, place):
    for address in (place.get_absolute_url(), reverse("pages:hub")):
        assert sent.title in client.get(address).content.decode()
