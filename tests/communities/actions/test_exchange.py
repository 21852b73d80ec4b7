from datetime import timedelta

import pytest

from communities.actions.exchange import (
    answer_request,
    change_notice,
    close_notice,
    post_notice,
    send_request,
    take_down_notice,
)
from communities.enums import MemberRole
from communities.models import ContactRequest, ExchangeNotice
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.exchange import LetterFactory, NoticeFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

LETTER = "Gribam mācīties, kā rīkot talku."


@pytest.fixture
def leader():
    return PersonFactory()


@pytest.fixture
def community(leader):
    return CommunityFactory(leader=leader)


def post(community, leader, now, **details) -> ExchangeNotice:
    given = {
        "kind": "offer", "category": "tools", "title": "Telts", "text": "Telts 50 cilvēkiem.",
        "until": now.date() + timedelta(days=30),
    }  # fmt: skip
    return post_notice(community=community, by=leader, now=now, **given | details)


@pytest.mark.rule("S4-63")
def test_a_notice_is_found_until_it_is_closed(community, leader, now):
    notice = post(community, leader, now, title="Siltumnīcas karkass")

    found = [entry.title for entry in find("siltumnica", leader)]
    close_notice(notice=notice, by=leader, now=now)

    assert found == ["Siltumnīcas karkass"]
    assert not find("siltumnica", leader)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"title": "   "}, "title", "Īsi uzrakstiet, kas tas ir."),
        ({"text": " \n "}, "text", "Aprakstiet, ko piedāvājat vai meklējat."),
    ],
)
def test_a_notice_without_text_is_refused(community, leader, now, wrong, field, sentence):
    with pytest.raises(InvalidInput, match=sentence) as refusal:
        post(community, leader, now, **wrong)

    assert refusal.value.field == field
    assert not ExchangeNotice.objects.exists()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(-1, "Šī diena jau ir pagājusi. Izvēlieties šodienu vai vēlāku dienu."), (400, "Sludinājumu rāda ne ilgāk kā gadu.")],
)
def test_a_notice_is_shown_until_a_day_between_today_and_a_year(community, leader, now, days, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        post(community, leader, now, until=now.date() + timedelta(days=days))


def test_an_unverified_community_posts_nothing(leader, now):
    with pytest.raises(StateConflict, match="apstiprināj"):
        post(CommunityFactory(verified_at=None, verified_by=None), leader, now)


def test_a_closed_notice_is_not_changed(leader, now):
    notice = NoticeFactory(closed_at=now)

    with pytest.raises(StateConflict, match="slēgts"):
        change_notice(notice=notice, title="Divas teltis", by=leader, now=now)


def test_closing_twice_changes_nothing(leader, now):
    notice = close_notice(notice=NoticeFactory(), by=leader, now=now)

    close_notice(notice=notice, by=leader, now=now + timedelta(hours=1))

    assert Event.objects.of(notice).count() == 1


def test_a_community_hears_why_its_notice_was_taken_down(community, leader, now):
    notice = post(community, leader, now)

    take_down_notice(notice=notice, reason="Tā ir komerciāla reklāma.", by=OfficerFactory(), now=now)

    message = Message.objects.get(key="communities.notice_taken_down")
    assert message.email == leader.email
    assert "Tā ir komerciāla reklāma." in message.body


@pytest.mark.rule("S4-154")
def test_a_new_community_asks_an_experienced_one(community, leader, now):
    mentor = CommunityFactory(is_mentor=True)
    contact = MembershipFactory(community=mentor, role=MemberRole.CONTACT).user

    send_request(to_community=mentor, from_community=community, text=LETTER, by=leader, now=now)

    message = Message.objects.get()
    assert message.email == contact.email
    assert LETTER in message.body
    assert leader.email not in message.body


def test_a_request_to_oneself_is_refused(community, leader, now):
    with pytest.raises(InvalidInput, match="Tā ir Jūsu pašu kopiena") as refusal:
        send_request(to_community=community, from_community=community, text=LETTER, by=leader, now=now)

    assert refusal.value.field == "from_community"


def test_a_letter_says_something(community, leader, now):
    with pytest.raises(InvalidInput, match="Uzrakstiet vismaz vienu teikumu"):
        send_request(to_community=CommunityFactory(), from_community=community, text="Sveiki! .", by=leader, now=now)


def test_one_letter_about_the_same_waits_at_a_time(community, leader, now):
    letter = LetterFactory(from_community=community)

    with pytest.raises(StateConflict, match="jau ir rakstījusi"):
        send_request(to_community=letter.to_community, from_community=community, text=LETTER, by=leader, now=now)


def test_a_past_notice_is_not_answered(community, leader, now):
    notice = NoticeFactory(until=now.date() - timedelta(days=1))

    with pytest.raises(StateConflict, match="vairs nav"):
        send_request(to_community=notice.community, from_community=community, notice=notice, text=LETTER, by=leader, now=now)


@pytest.mark.parametrize(("is_accepted", "subject"), [(True, "kopiena piekrīt"), (False, "ir atbildēts")])
def test_the_writer_reads_the_reply(community, leader, now, is_accepted, subject):
    letter = LetterFactory(from_community=community)

    answer_request(request=letter, is_accepted=is_accepted, reply="Rakstiet rudenī.", by=PersonFactory(), now=now)

    message = Message.objects.get()
    assert message.email == leader.email
    assert subject in message.subject
    assert "Rakstiet rudenī." in message.body


def test_a_letter_is_answered_once(now):
    letter = LetterFactory(answered=True)

    with pytest.raises(StateConflict, match="jau ir atbildēts"):
        answer_request(request=letter, is_accepted=False, reply="Nē.", by=PersonFactory(), now=now)

    assert ContactRequest.objects.get().is_accepted
