from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.actions.forum import hand_in_notes
from participation.models import Announcement, Forum, ForumDraft, MeetingTask
from portal.accounts.roles import Role
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.desks import step_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.event import EventFactory
from tests.factories.files import picture, stored_file, upload
from tests.factories.forums import MINUTES, AnnouncementFactory, agree, plan_with_places
from tests.factories.participation import plan
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
FORM = {"attendance": "34", "minutes": MINUTES, "lessons": "Jāsāk vēlāk."}


def row(part: str, number: int, **values) -> dict[str, str]:
    return {f"{part}-{number}-{name}": value for name, value in values.items()}


@pytest.fixture(autouse=True)
def coordinator(client, municipality):
    person = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(person)
    return person


@pytest.fixture
def held(now):
    return plan(held_at=now - timedelta(days=1))


def test_a_forum_is_planned_with_neighbours_ways_to_meet_and_places(client, now):
    neighbour, held = NeighbourhoodFactory(), timezone.localtime(now + timedelta(days=20))

    client.post(
        reverse("admin:participation_forum_add"),
        {
            "title": "Forums uz ceļa", "neighbourhood": NeighbourhoodFactory().pk, "neighbours": [neighbour.pk],
            "unit": UnitFactory().pk, "held_at_0": f"{held:%d.%m.%Y}", "held_at_1": "18:00", "place": "Ceļš", "agenda": "Grants.",
            "formats": ["walk", "picnic"], "takes_registrations": "on", "capacity": "40",
        },
    )  # fmt: skip

    forum = Forum.objects.get()
    assert (forum.formats, forum.capacity, list(forum.neighbours.all())) == (["walk", "picnic"], 40, [neighbour])


def announce(client, held_at, capacity=""):
    held = timezone.localtime(held_at)
    facts = {
        "title": "Forums uz ceļa", "neighbourhood": NeighbourhoodFactory().pk, "unit": UnitFactory().pk,
        "held_at_0": f"{held:%d.%m.%Y}", "held_at_1": "18:00", "place": "Ceļš", "takes_registrations": "on",
        "capacity": capacity,
    }  # fmt: skip
    return client.post(reverse("admin:participation_forum_add"), facts, follow=True)


def test_a_forum_that_asks_to_register_has_a_place_at_least(client, now):
    announce(client, now + timedelta(days=20), capacity="0")

    assert not Forum.objects.exists()


def test_a_forum_announced_for_a_day_gone_by_is_noticed(client, now):
    assert "atceliet šo forumu" in announce(client, now - timedelta(days=300)).text
    assert "atceliet šo forumu" not in announce(client, now + timedelta(days=20)).text


def test_the_day_of_a_task_that_has_passed_is_marked_in_its_row(client, held):
    yesterday = timezone.localdate() - timedelta(days=1)
    form = {**FORM, **row("task", 1, title="Uzzīmēt skici", due_on=f"{yesterday:%Y-%m-%d}")}

    answer = client.post(step_of(held, "slegt"), form)

    assert list(answer.context["form"].tasks.forms[1].errors) == ["due_on"]


@pytest.mark.rule("S4-65")
def test_one_form_closes_the_forum_with_its_proposals_and_tasks(client, held):
    day = timezone.localdate() + timedelta(days=30)
    community = CommunityFactory()
    form = {
        **FORM,
        "barriers": ["power"],
        **row(
            "proposal", 0, title="Soliņi", text="Pieci soliņi.", votes="21", voting="hands", residents_represented="21",
            community=community.pk, how_agreed="paceltām rokām",
        ),
        **row("proposal", 2, title="Lampa", text="Viena lampa."),
        **row("task", 0, title="Uzzīmēt skici", due_on=f"{day:%Y-%m-%d}", post="Arhitekts"),
        **row("task", 1, title="Ātrums pie skolas"),
    }  # fmt: skip

    answer = client.post(step_of(held, "slegt"), form)

    held.refresh_from_db()
    assert (answer.status_code, held.state, held.barriers) == (302, "closed", ["power"])
    assert set(held.submissions.values_list("title", "votes", "residents_represented")) == {
        ("Soliņi", 21, 21),
        ("Lampa", None, None),
    }
    assert dict(held.tasks.values_list("title", "state")) == {"Uzzīmēt skici": "open", "Ātrums pie skolas": "discussed"}


@pytest.mark.parametrize(
    ("wrong", "part", "field"),
    [
        (row("proposal", 1, title="Soliņi", text="Pieci.", residents_represented="40"), "proposals", "how_agreed"),
        (row("proposal", 1, text="Pieci soliņi."), "proposals", "title"),
        (row("task", 1, post="Arhitekts"), "tasks", "title"),
    ],
    ids=["joint without how it was agreed", "proposal without title", "task without words"],
)
def test_a_row_that_lacks_something_says_so_and_nothing_is_lost(client, held, wrong, part, field):
    answer = client.post(step_of(held, "slegt"), {**FORM, **wrong})

    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(getattr(form, part).forms[1].errors) == [field]
    assert not held.submissions.exists()
    again = client.get(step_of(held, "slegt")).content.decode()
    assert {value in again for value in (MINUTES, *wrong.values())} == {True}


def test_a_draft_is_kept_with_more_rows_and_offered_again(client, held):
    filled = {name: value for number in range(3) for name, value in row("task", number, title=f"Darbs {number}").items()}

    client.post(step_of(held, "slegt"), {"lessons": "Jāsāk vēlāk.", "ten_steps": ["2"], "keep": "1", **filled})

    form = client.get(step_of(held, "slegt")).context["form"]
    assert (form.initial["lessons"], form.initial["ten_steps"]) == ("Jāsāk vēlāk.", ["2"])
    assert [one.initial["title"] for one in form.tasks.forms] == ["Darbs 0", "Darbs 1", "Darbs 2", None, None]
    held.refresh_from_db()
    assert held.state == "planned"


def test_a_photo_kept_with_the_draft_stands_for_the_minutes(client, held):
    client.post(step_of(held, "slegt"), {"keep": "1", "flipchart": upload("tafele.png", picture())})

    client.post(step_of(held, "slegt"), {**FORM, "minutes": ""})

    held.refresh_from_db()
    assert (held.state, held.flipchart.original_name) == ("closed", "tafele.png")
    assert not ForumDraft.objects.exists()


@pytest.mark.rule("S4-65")
def test_what_a_community_handed_in_fills_the_form_and_its_leader_hears_when_it_is_public(client, held, now):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    hand_in_notes(
        forum=held, community=community, text="Runāja par ceļu.", photo=stored_file(), attendance=34, by=leader, now=now
    )

    initial = client.get(step_of(held, "slegt")).context["form"].initial
    client.post(step_of(held, "slegt"), {"attendance": "34", "minutes": initial["minutes"], "lessons": "Jāsāk vēlāk."})

    held.refresh_from_db()
    assert (initial["minutes"], initial["attendance"]) == ("Runāja par ceļu.", 34)
    assert (held.state, held.flipchart) == ("closed", held.notes.get().photo)
    assert Message.objects.get(key="participation.forum_notes_accepted").email == leader.email


@pytest.mark.parametrize(
    ("name", "answers", "state"),
    [
        ("aicinat", {}, "planned"),
        ("atcelt", {"reason": "Ceļu slēdza plūdi."}, "cancelled"),
        ("vietas", {"takes_registrations": "on", "capacity": "50"}, "planned"),
        ("soli", {"done-1": "on", "note-1": "Veikalā."}, "planned"),
    ],
)
def test_each_step_of_a_planned_forum_is_a_button(client, name, answers, state):
    forum = plan()

    answer = client.post(step_of(forum, name), answers)

    forum.refresh_from_db()
    assert (answer.status_code, forum.state) == (302, state)


def test_a_forum_is_moved_by_a_button_that_asks_why(client, now):
    forum = plan()
    later = timezone.localtime(now + timedelta(days=30))
    answers = {"held_at": f"{later:%Y-%m-%dT%H:%M}", "place": "Skola"}

    refused = client.post(step_of(forum, "parcelt"), answers)
    client.post(step_of(forum, "parcelt"), {**answers, "reason": "Skolā notiek olimpiāde."})

    forum.refresh_from_db()
    assert list(refused.context["form"].errors) == ["reason"]
    assert forum.place == "Skola"


def test_the_desk_says_who_comes(client):
    forum = plan_with_places(capacity=7)

    content = client.get(reverse("admin:participation_forum_change", args=[forum.pk])).content.decode()

    assert reverse("participation:forum_registrations", args=[forum.slug]) in content


@pytest.mark.rule("S4-17", "S4-62")
def test_an_officer_notes_what_a_visit_ended_with(client):
    visit, unit = EventFactory(), UnitFactory()

    client.post(reverse("admin:participation_meetingtask_add"), {"event": visit.pk, "title": "Autobuss vakarā", "unit": unit.pk})

    task = MeetingTask.objects.get()
    assert (task.source, task.state) == (visit, "discussed")
    assert Obligation.objects.about(task).open().exists()


@pytest.mark.parametrize(
    "wrong", [{}, {"event": True, "forum": True}, {"event": True, "due_on": "01.01.2020"}], ids=["none", "two", "past day"]
)
def test_a_task_of_no_meeting_of_two_or_of_yesterday_is_refused(client, wrong):
    makers = {"event": EventFactory, "forum": plan}
    answers = {name: makers[name]().pk if value is True else value for name, value in wrong.items()}

    answer = client.post(
        reverse("admin:participation_meetingtask_add"), {"title": "Autobuss", "unit": UnitFactory().pk, **answers}
    )

    assert answer.status_code == 200
    assert not MeetingTask.objects.exists()


def test_what_was_discussed_is_taken_forward_and_done_by_buttons(client):
    task = agree(due_on=None)
    day = timezone.localdate() + timedelta(days=5)

    client.post(step_of(task, "virzit"), {"unit": task.unit_id, "due_on": f"{day:%Y-%m-%d}"})
    client.post(step_of(task, "izdarits"), {"result": "Autobuss gaida vilcienu."})

    task.refresh_from_db()
    assert (task.state, task.due_on) == ("done", day)


@pytest.mark.rule("S4-17")
def test_what_nobody_took_forward_stands_on_the_first_page(client):
    task, forum = agree(due_on=None), plan(held_at=timezone.now() - timedelta(days=1))

    content = client.get(reverse("admin:index")).content.decode()

    assert {task.title in content, forum.title in content} == {True}


@pytest.mark.rule("S4-87")
def test_before_sending_an_announcement_shows_whom_it_reaches(client):
    place = NeighbourhoodFactory()
    CommunityFactory(neighbourhoods=[place], leader=PersonFactory(), residents_united=140, residents_united_on=date(2026, 3, 1))
    announcement = AnnouncementFactory(neighbourhoods=[place])

    estimate = client.get(reverse("admin:participation_announcement_change", args=[announcement.pk])).context["estimate"]
    client.post(step_of(announcement, "nosutit"))

    assert (estimate.communities, estimate.letters, estimate.residents) == (1, 1, 140)
    assert Announcement.objects.get().letters == 1


@pytest.mark.rule("S4-31")
def test_four_sentences_are_refused_where_they_are_typed(client):
    answer = client.post(
        reverse("admin:participation_announcement_add"),
        {
            "title": "Talka", "text": "Viens ir. Divi ir. Trīs ir. Četri ir.", "neighbourhoods": [NeighbourhoodFactory().pk],
            "unit": UnitFactory().pk, "sender_post": "Koordinators",
        },
    )  # fmt: skip

    assert list(answer.context["adminform"].form.errors) == ["text"]
