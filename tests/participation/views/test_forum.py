from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.actions.forum import cancel_forum, close_forum, move_forum, tick_steps
from portal.accounts.roles import Role
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.files import picture, upload
from tests.factories.forums import MINUTES, agree, come, plan_with_places
from tests.factories.participation import plan, propose
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def page(client, forum) -> str:
    return client.get(forum.get_absolute_url()).content.decode()


@pytest.fixture
def held(now):
    return plan(held_at=now - timedelta(days=2))


def test_the_page_leads_each_proposal_to_its_tasks(client, held, now):
    proposal = propose(held, title="Soliņi pie upes", votes=21, voting="hands")
    follows = agree(source=held, proposal=proposal, title="Izvēlēties vietas")
    other = agree(source=held, title="Ātrums pie skolas", due_on=None)

    context = client.get(held.get_absolute_url()).context

    assert [(row["card"].question, row["tasks"]) for row in context["proposals"]] == [(proposal, [follows])]
    assert context["tasks"] == [other]
    assert "21" in page(client, held)


def test_a_closed_forum_shows_how_far_it_has_come(client, held, now):
    propose(held)
    agree(source=held)
    close_forum(forum=held, attendance=34, minutes=MINUTES, lessons="Jāsāk vēlāk.", ten_steps=[], by=None, now=now)

    way = client.get(held.get_absolute_url()).context["way"]

    assert (way.proposals, way.answered, way.tasks, way.done) == (1, 0, 1, 0)
    assert "kad uz visu būs atbildēts un viss solītais būs izdarīts" in page(client, held)


def test_the_next_forum_shows_what_became_of_the_last_one(client, held, now):
    agree(source=held, title="Apskatīt ietves trasi")
    propose(held)
    close_forum(forum=held, attendance=34, minutes=MINUTES, lessons="Jāsāk vēlāk.", ten_steps=[], by=None, now=now)
    ahead, elsewhere = plan(neighbourhood=held.neighbourhood), plan()

    assert "Apskatīt ietves trasi" in page(client, ahead)
    assert "Atbildētie priekšlikumi: 0/1" in page(client, ahead)
    assert held.get_absolute_url() not in page(client, elsewhere)


def test_a_moved_and_a_cancelled_forum_say_why(client, now):
    moved, cancelled = plan(), plan()
    officer = OfficerFactory()
    move_forum(forum=moved, held_at=now + timedelta(days=9), place="Skola", reason="Skolā olimpiāde.", by=officer, now=now)
    cancel_forum(forum=cancelled, reason="Ceļu slēdza plūdi.", by=officer, now=now)

    assert "Skolā olimpiāde." in page(client, moved)
    assert "Ceļu slēdza plūdi." in page(client, cancelled)


@pytest.mark.rule("S0-17b")
def test_the_preparation_shows_which_of_the_ten_steps_are_done(client, now):
    forum = plan()
    tick_steps(forum=forum, ten_steps=[1], notes={1: "Veikalā un skolā."}, by=OfficerFactory(), now=now)

    assert "1/10" in page(client, forum)
    assert "Veikalā un skolā." in page(client, forum)


@pytest.mark.rule("S0-15")
def test_the_page_says_in_what_informal_way_people_meet(client):
    forum = plan(formats=["picnic", "walk"])

    assert forum.formats_text[1:] in page(client, forum)


def test_the_link_to_join_online_is_there_until_the_forum_begins(client, now):
    link = "https://example.lv/tiessaiste"
    ahead, over = plan(online_link=link), plan(online_link=link, held_at=now - timedelta(hours=1))

    assert link in page(client, ahead)
    assert link not in page(client, over)


def test_the_forum_is_a_date_for_the_own_calendar(client):
    forum = plan()

    answer = client.get(reverse("participation:forum_calendar", args=[forum.slug]))

    assert answer["Content-Type"].startswith("text/calendar")
    assert forum.title in answer.content.decode()


def test_a_forum_together_with_neighbours_is_found_under_both(client):
    neighbour = NeighbourhoodFactory()
    forum = plan(neighbours=[neighbour])
    plan()

    for place in (forum.neighbourhood, neighbour):
        assert list(client.get(reverse("participation:forum_list"), {"apkaime": place.slug}).context["lines"]) == [forum]


@pytest.mark.rule("S4-65")
def test_everybody_sees_where_a_forum_is_due(client, now):
    place = NeighbourhoodFactory()
    CommunityFactory(neighbourhoods=[place])
    forum = plan(neighbourhood=place, held_at=now - timedelta(days=2))

    answer = client.get(reverse("participation:forum_compliance"))

    assert [row.place for row in answer.context["rows"]] == [place]
    assert forum.get_absolute_url() in answer.content.decode()


def test_many_neighbourhoods_stand_on_several_pages(client, monkeypatch):
    monkeypatch.setattr("participation.views.forum.PLACES_SHOWN", 1)
    places = {NeighbourhoodFactory(), NeighbourhoodFactory()}
    CommunityFactory(neighbourhoods=places)

    pages = [client.get(reverse("participation:forum_compliance"), {"lapa": number}) for number in (1, 2)]

    assert {row.place for one in pages for row in one.context["rows"]} == places
    assert "Nākamā lapa" in pages[0].text


@pytest.fixture
def leader(client, held):
    person = PersonFactory()
    CommunityFactory(neighbourhoods=[held.neighbourhood], leader=person)
    client.force_login(person)
    return person


@pytest.mark.rule("S4-65")
def test_a_leader_hands_in_a_photo_of_the_flipchart(client, held, leader):
    community = held.neighbourhood.communities.get()
    address = reverse("participation:forum_notes", args=[held.slug])
    assert address in page(client, held)

    client.post(address, {"community": community.pk, "photo": upload("tafele.png", picture())})

    assert held.notes.get().photo.original_name == "tafele.png"


def test_empty_notes_come_back_with_a_sentence(client, held, leader):
    community = held.neighbourhood.communities.get()

    answer = client.post(reverse("participation:forum_notes", args=[held.slug]), {"community": community.pk, "attendance": "34"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]
    assert 'value="34"' in answer.content.decode()


def test_notes_handed_in_before_stand_in_the_form_that_replaces_them(client, held, leader):
    community, address = held.neighbourhood.communities.get(), reverse("participation:forum_notes", args=[held.slug])
    client.post(address, {"community": community.pk, "text": "Runājām par lampām.", "photo": upload("tafele.png", picture())})

    form = client.get(address)

    for words in ("Runājām par lampām.", "tafele.png", "Jūsu pieraksti ir iesniegti"):
        assert words in form.text


def test_who_leads_no_community_of_the_place_hands_in_nothing(client, held):
    elsewhere = PersonFactory()
    CommunityFactory(leader=elsewhere)
    client.force_login(elsewhere)

    assert client.get(reverse("participation:forum_notes", args=[held.slug])).status_code == 404


def test_the_photo_of_a_community_is_for_the_officers_who_make_the_minutes(client, held, leader):
    community = held.neighbourhood.communities.get()
    client.post(
        reverse("participation:forum_notes", args=[held.slug]),
        {"community": community.pk, "photo": upload("tafele.png", picture())},
    )
    address = reverse("participation:forum_notes_photo", args=[held.slug, held.notes.get().pk])

    assert client.get(address).status_code == 403
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))
    assert client.get(address).getvalue()


def test_the_calendar_shows_a_moved_forum_on_its_new_day(client, now):
    forum = plan()
    later = now + timedelta(days=40)
    move_forum(forum=forum, held_at=later, place="Skola", reason="Skolā olimpiāde.", by=OfficerFactory(), now=now)
    day = timezone.localdate(later)

    answer = client.get(reverse("communities:calendar"), {"gads": day.year, "menesis": day.month})

    assert forum.title in answer.content.decode()


def test_i_see_the_forums_i_go_to(client):
    registration = come(plan_with_places())
    client.force_login(registration.user)

    assert registration.forum.title in client.get("/mans/").content.decode()
