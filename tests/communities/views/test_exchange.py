from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import MemberRole
from communities.models import ContactRequest, ExchangeNotice
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.exchange import LetterFactory, NoticeFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

BOARD = reverse("communities:notice_list")
LETTER = "Gribam mācīties, kā rīkot talku."


@pytest.fixture
def leader(client):
    """Signed in."""
    leader = PersonFactory()
    client.force_login(leader)
    return leader


@pytest.fixture
def community(leader):
    return CommunityFactory(leader=leader)


def desk(community, *more, name="desk_exchange") -> str:
    return reverse(f"communities:{name}", args=[community.slug, *more])


def notice_data(**more) -> dict:
    return {
        "kind": "need",
        "category": "skills",
        "title": "Grāmatvedis",
        "text": "Reizi mēnesī.",
        "until": timezone.localdate(),
    } | more


@pytest.mark.rule("S4-63")
def test_the_board_shows_a_notice_until_its_day(client):
    NoticeFactory(title="Telts šodien", until=timezone.localdate())
    NoticeFactory(title="Telts vakar", until=timezone.localdate() - timedelta(days=1))
    NoticeFactory(title="Slēgta telts", closed_at=timezone.now())
    NoticeFactory(title="Nezināmo telts", community=CommunityFactory(verified_at=None, verified_by=None))

    page = client.get(BOARD).text

    assert "Telts šodien" in page
    assert not [title for title in ("Telts vakar", "Slēgta telts", "Nezināmo telts") if title in page]


@pytest.mark.parametrize("query", ["veids=need", "kategorija=skills", "apkaime=baldone", "meklet=gramatvedi"])
def test_the_board_filters(client, query):
    place = NeighbourhoodFactory(slug="baldone")
    NoticeFactory(title="Grāmatvedis", kind="need", category="skills", community=CommunityFactory(neighbourhoods=[place]))
    NoticeFactory(title="Lieljaudas sildītājs")

    page = client.get(f"{BOARD}?{query}").text

    assert "Grāmatvedis" in page
    assert "Lieljaudas sildītājs" not in page


def test_a_closed_notice_is_for_its_own_community(client, leader, community):
    own, other = NoticeFactory(community=community, closed_at=timezone.now()), NoticeFactory(closed_at=timezone.now())

    answers = [client.get(one.get_absolute_url()).status_code for one in (own, other)]

    assert answers == [200, 404]


def test_an_editor_posts_changes_and_closes_a_notice(client, community):
    client.post(desk(community, name="notice_create"), notice_data())
    notice = ExchangeNotice.objects.get()
    client.post(desk(community, notice.pk, name="notice_edit"), notice_data(title="Pieredzējis grāmatvedis"))
    shown = client.get(BOARD).text
    client.post(desk(community, notice.pk, name="notice_close"))

    assert "Pieredzējis grāmatvedis" in shown
    assert "Pieredzējis grāmatvedis" not in client.get(BOARD).text
    assert "Pieredzējis grāmatvedis" in client.get(desk(community)).text


def test_a_wrong_day_keeps_what_was_typed(client, community):
    page = client.post(desk(community, name="notice_create"), notice_data(until="2020-01-01"))

    assert page.status_code == 422
    assert "Šī diena jau ir pagājusi." in page.text
    assert "Reizi mēnesī." in page.text
    assert not ExchangeNotice.objects.exists()


def test_a_notice_without_text_is_asked_for_it(client, community):
    page = client.post(desk(community, name="notice_create"), notice_data(text=""))

    assert page.status_code == 422
    assert "Aprakstiet, ko piedāvājat vai meklējat." in page.text


@pytest.mark.parametrize(("role", "status"), [(MemberRole.EDITOR, 200), (MemberRole.MEMBER, 403)])
def test_members_look_and_editors_write(client, leader, role, status):
    community = MembershipFactory(user=leader, role=role).community

    looked, written = client.get(desk(community)), client.get(desk(community, name="notice_create"))

    assert looked.status_code == 200
    assert written.status_code == status


@pytest.mark.rule("S4-24")
def test_a_community_answers_the_notice_of_another(client, community):
    notice = NoticeFactory()

    answer = client.post(
        reverse("communities:notice_answer", args=[notice.pk]), {"from_community": community.pk, "text": LETTER}, follow=True
    )

    letter = ContactRequest.objects.get()
    assert (letter.notice, letter.to_community, letter.from_community) == (notice, notice.community, community)
    assert LETTER in answer.text


def test_a_community_finds_mentors_and_writes_to_one(client, community):
    mentor = CommunityFactory(name="Pieredzējusī", is_mentor=True)
    CommunityFactory(name="Nesenā")

    mentors = client.get(reverse("communities:community_list") + "?pieredze=True").text
    write = reverse("communities:contact_request_create", args=[mentor.slug])
    offered = client.get(mentor.get_absolute_url()).text
    client.post(write, {"from_community": community.pk, "text": LETTER})

    assert "Pieredzējusī" in mentors
    assert "Nesenā" not in mentors
    assert write in offered
    assert ContactRequest.objects.get().to_community == mentor


def test_who_speaks_for_no_community_is_told_so(client, leader):
    community = MembershipFactory(user=leader, role=MemberRole.MEMBER).community
    write = reverse("communities:contact_request_create", args=[CommunityFactory().slug])

    page, answer = client.get(write), client.post(write, {"from_community": community.pk, "text": LETTER})

    assert "Rakstīt var apstiprinātas kopienas līderis, kasieris vai redaktors." in page.text
    assert answer.status_code == 422
    assert not ContactRequest.objects.exists()


def test_nobody_writes_in_the_name_of_a_strange_community(client, community):
    answer = client.post(
        reverse("communities:contact_request_create", args=[CommunityFactory().slug]),
        {"from_community": CommunityFactory().pk, "text": LETTER},
    )

    assert answer.status_code == 422
    assert "Šīs kopienas vārdā Jūs nerakstāt." in answer.text


def test_a_request_to_oneself_says_so(client, community):
    answer = client.post(
        reverse("communities:contact_request_create", args=[community.slug]), {"from_community": community.pk, "text": LETTER}
    )

    assert answer.status_code == 422
    assert "Tā ir Jūsu pašu kopiena." in answer.text


def test_too_many_letters_wait_and_keep_the_text(client, community, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"exchange": "1/h/user"}
    for _ in range(2):
        answer = client.post(
            reverse("communities:contact_request_create", args=[CommunityFactory().slug]),
            {"from_community": community.pk, "text": LETTER},
        )

    assert answer.status_code == 422
    assert "pārāk daudz mēģinājumu" in answer.text
    assert LETTER in answer.text
    assert ContactRequest.objects.count() == 1


def test_addresses_are_shown_to_both_once_the_asked_community_agrees(client, leader, community):
    letter = LetterFactory(to_community=community)
    writer = MembershipFactory(community=letter.from_community, role=MemberRole.LEADER).user
    before = client.get(letter.get_absolute_url()).text

    client.post(letter.get_absolute_url(), {"decision": "ja", "reply": "Labprāt!"})
    ours = client.get(letter.get_absolute_url()).text
    client.force_login(writer)
    theirs = client.get(letter.get_absolute_url()).text

    assert writer.email not in before
    assert writer.email in ours
    assert leader.email in theirs
    assert "Labprāt!" in theirs


def test_a_declined_letter_reveals_no_address(client, leader, community):
    letter = LetterFactory(to_community=community)
    writer = MembershipFactory(community=letter.from_community, role=MemberRole.LEADER).user

    client.post(letter.get_absolute_url(), {"decision": "ne", "reply": "Šogad nevaram."})

    assert writer.email not in client.get(letter.get_absolute_url()).text


def test_a_second_reply_is_refused_and_kept(client, community):
    letter = LetterFactory(to_community=community, answered=True)

    answer = client.post(letter.get_absolute_url(), {"decision": "ne", "reply": "Tomēr nevaram."})

    assert answer.status_code == 422
    assert "jau ir atbildēts" in answer.text
    assert "Tomēr nevaram." in answer.text


def test_letters_are_for_the_members_of_both_communities(client, leader, community):
    sent, strange = LetterFactory(from_community=community), LetterFactory()

    looked = [client.get(one.get_absolute_url()).status_code for one in (sent, strange)]
    replied = client.post(sent.get_absolute_url(), {"decision": "ja", "reply": "Pats sev."})

    assert looked == [200, 404]
    assert replied.status_code == 403


def test_a_waiting_letter_stands_on_my_desk_until_it_is_answered(client, community):
    letter = LetterFactory(to_community=community)

    waiting = client.get(reverse("pages:mans")).text
    client.post(letter.get_absolute_url(), {"decision": "ne", "reply": "Šogad nevaram."})

    assert letter.from_community.name in waiting
    assert letter.from_community.name not in client.get(reverse("pages:mans")).text
