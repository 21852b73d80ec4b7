import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import MemberRole
from participation.actions.task import finish_task
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.council import CouncilFactory, MeetingFactory
from tests.factories.event import EventFactory
from tests.factories.forums import agree
from tests.factories.portal import PersonFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-17")]
RESULT = "Dēļi sagādāti un nomainīti."


def listed(client, **query) -> list:
    return list(client.get(reverse("participation:task_list"), query).context["lines"])


@pytest.fixture
def leader():
    return PersonFactory()


@pytest.fixture
def task(leader):
    """Something the leader's community took upon itself."""
    return agree(community=CommunityFactory(leader=leader))


def test_everybody_reads_who_does_what_by_when(client):
    task = agree(post="Ceļu inženieris")

    content = client.get(reverse("participation:task_list")).content.decode()

    assert {task.title in content, str(task.unit) in content, "Ceļu inženieris" in content} == {True}


def test_tasks_of_what_is_not_public_are_not_listed(client):
    shown = agree(source=EventFactory())
    agree(source=EventFactory(draft=True))
    agree(source=MeetingFactory(council=CouncilFactory(is_public=False)))

    assert listed(client) == [shown]


def test_the_list_is_narrowed_to_what_was_only_discussed(client):
    agree()
    stalled = agree(due_on=None)

    assert listed(client, stavoklis="discussed") == [stalled]


def test_a_community_sees_its_task_on_its_desk_and_says_what_was_done(client, task, leader):
    client.force_login(leader)
    address = reverse("participation:task_done", args=[task.pk])
    desk = reverse("communities:desk", args=[task.community.slug])
    assert address in client.get(desk).content.decode()

    client.post(address, {"result": RESULT})

    task.refresh_from_db()
    assert (task.state, task.done_by) == ("done", leader)
    assert address not in client.get(desk).content.decode()


def test_done_without_a_word_comes_back_with_a_sentence(client, task, leader):
    client.force_login(leader)

    answer = client.post(reverse("participation:task_done", args=[task.pk]), {"result": "Jā"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["result"]


def test_a_second_press_of_the_button_changes_nothing(client, task, leader):
    client.force_login(leader)
    finish_task(task=task, result=RESULT, by=leader, now=timezone.now())

    answer = client.post(reverse("participation:task_done", args=[task.pk]), {"result": "Kaut kas cits te bija."})

    task.refresh_from_db()
    assert (answer.status_code, task.result) == (422, RESULT)


@pytest.mark.parametrize(("role", "status"), [(MemberRole.MEMBER, 403), (None, 404)], ids=["a member", "a stranger"])
def test_only_who_writes_for_the_community_finishes_its_task(client, task, role, status):
    person = PersonFactory()
    if role:
        MembershipFactory(community=task.community, user=person, role=role)
    client.force_login(person)

    assert client.get(reverse("participation:task_done", args=[task.pk])).status_code == status
