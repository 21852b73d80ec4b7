import pytest
from django.urls import reverse

from communities.panels.exchange import ERASED_TEXT, forget_letters, own_letters
from tests.factories.communities import CommunityFactory
from tests.factories.exchange import LetterFactory, NoticeFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def test_the_page_of_a_community_shows_its_open_notices(client, now):
    notice = NoticeFactory(title="Telts")
    NoticeFactory(title="Katls", community=notice.community, closed_at=now)

    page = client.get(notice.community.get_absolute_url()).text

    assert "Telts" in page
    assert "Katls" not in page
    assert reverse("communities:contact_request_create", args=[notice.community.slug]) in page


def test_own_data_hold_notices_and_the_persons_own_words():
    person = PersonFactory()
    NoticeFactory(posted_by=person, title="Telts")
    LetterFactory(sent_by=person, text="Gribam mācīties no Jums.", answered=True)
    LetterFactory(answered=True, answered_by=person, text="Svešs teksts, ne manējais.", reply="Labprāt!")

    notices, letters = (rows for _section, rows in own_letters(person))

    assert [one["title"] for one in notices] == ["Telts"]
    assert {(one["text"], one["reply"]) for one in letters} == {("Gribam mācīties no Jums.", ""), ("", "Labprāt!")}


def test_erasure_takes_the_persons_words_and_leaves_the_communities_fact(now):
    person = PersonFactory()
    sent, answered = LetterFactory(sent_by=person), LetterFactory(answered=True, answered_by=person)

    assert forget_letters(person, check_only=True, now=now) == []
    forget_letters(person, check_only=False, now=now)

    sent.refresh_from_db()
    answered.refresh_from_db()
    assert (sent.text, answered.reply) == (str(ERASED_TEXT), str(ERASED_TEXT))
    assert answered.text != str(ERASED_TEXT)


def test_an_unverified_community_is_not_written_to(client):
    leader = PersonFactory()
    community = CommunityFactory(verified_at=None, verified_by=None, leader=leader)
    client.force_login(leader)

    assert "rakstit/" not in client.get(community.get_absolute_url()).text
