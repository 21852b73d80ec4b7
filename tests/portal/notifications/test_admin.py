from datetime import timedelta
from itertools import pairwise

import pytest
from celery.schedules import crontab
from django.urls import reverse

from portal.accounts.roles import Role
from portal.audit.heartbeats import ALIVE_FOR, beat
from portal.celery import app
from portal.notifications.admin import BEATS
from portal.notifications.models import Category, Message
from portal.ui.visibility import Visibility
from tests.desks import page_of
from tests.factories.portal import MessageFactory, MunicipalityFactory, OfficerFactory, PersonFactory, make_promise

PROOF = "/admin/notifications/message/pieradijumi/"


@pytest.fixture
def sign_in(db, client):
    """Sign somebody with a role in."""
    MunicipalityFactory()

    def sign_in(role):
        client.force_login(OfficerFactory(roles=[role]))
        return client

    return sign_in


def longest_pause(schedule) -> timedelta:
    """Between two runs, of a number of seconds or of minutes of every hour."""
    if not isinstance(schedule, crontab):
        return timedelta(seconds=schedule)
    minutes = sorted(schedule.minute)
    return timedelta(minutes=max(after - before for before, after in pairwise([*minutes, minutes[0] + 60])))


def send_again_page(message) -> str:
    return reverse("admin:notifications_message_step", args=[message.pk, "velreiz"])


def test_the_proof_page_shows_which_clockwork_runs_and_which_stopped(sign_in, now):
    beat("remind", now, 3)
    beat("gather_digests", now - timedelta(hours=1), 0)

    response = sign_in(Role.OFFICER).get(PROOF)

    alive = {row["clock"].name: row["clock"].is_alive for row in response.context["clocks"]}
    assert [name for name, is_alive in alive.items() if is_alive] == ["remind"]
    assert set(alive) == set(BEATS), "A task that never ran stands among those that stopped."
    assert response.context["stopped_count"] == len(BEATS) - 1
    page = response.content.decode()
    assert "darbojas" in page
    assert "vairs nenotiek" in page


def test_the_proof_page_warns_when_no_task_ever_ran(sign_in):
    assert "Vai plānotājs ir palaists?" in sign_in(Role.OFFICER).get(PROOF).content.decode()


@pytest.mark.parametrize(("role", "reads"), [(Role.OFFICER, False), (Role.COORDINATOR, True)])
def test_the_proof_page_counts_messages_and_names_the_failed_to_who_may_read_them(sign_in, now, role, reads):
    MessageFactory.create_batch(2, deliver_after=now)
    MessageFactory(deliver_after=now - timedelta(hours=1))
    MessageFactory(state=Message.State.FAILED, email="nav@example.lv", failure="550 tāda lasītāja nav")

    response = sign_in(role).get(PROOF)

    counts = dict(response.context["counts"])
    assert (counts["gaida"], counts["neizdevās nosūtīt"], response.context["late"]) == (3, 1, 1)
    assert ("nav@example.lv: 550 tāda lasītāja nav" in response.text) is reads


def test_each_periodic_task_has_its_name_and_runs_before_it_is_held_for_stopped():
    schedule = app.conf.beat_schedule.values()

    assert set(BEATS) == {entry["task"].rpartition(".")[2] for entry in schedule}
    assert all(longest_pause(entry["schedule"]) < ALIVE_FOR for entry in schedule)


def test_the_proof_page_shows_the_next_reminders(sign_in, now):
    make_promise(received_at=now, label="Ielas apgaismojums", number="KNP-2026-000123")

    assert "Ielas apgaismojums" in sign_in(Role.OFFICER).get(PROOF).content.decode()


@pytest.mark.rule("D9")
@pytest.mark.parametrize(("role", "sees"), [(Role.ADMINISTRATOR, False), (Role.AUDITOR, False), (Role.SOCIAL, True)])
def test_the_sensitive_is_proven_to_the_social_service_alone(sign_in, now, role, sees):
    make_promise(received_at=now, label="Jutīgs pienākums", visibility=Visibility.SENSITIVE)
    MessageFactory(sensitive=True, state=Message.State.FAILED, subject="Jutīga ziņa")

    page = sign_in(role).get(PROOF).content.decode()

    assert ("Jutīgs pienākums" in page, "Jutīga ziņa" in page) == (sees, sees)


def test_a_resident_does_not_see_the_proof_page(db, client):
    MunicipalityFactory()
    client.force_login(PersonFactory())

    assert client.get(PROOF).status_code == 302


def test_staff_read_what_was_sent(sign_in):
    message = MessageFactory(body="Pašvaldība ir atbildējusi.\n")

    assert "Pašvaldība ir atbildējusi." in sign_in(Role.COORDINATOR).get(page_of(message)).content.decode()


def test_nobody_reads_a_sign_in_mail(sign_in):
    message = MessageFactory(category=Category.SECRET, body="Jūsu kods: 4GH7-KL2M\n")

    response = sign_in(Role.ADMINISTRATOR).get(page_of(message))

    assert response.status_code == 200
    assert "4GH7-KL2M" not in response.content.decode()


@pytest.mark.rule("D9")
def test_a_sensitive_message_is_found_by_no_administrator(sign_in):
    message = MessageFactory(sensitive=True, subject="Jutīga ziņa")

    response = sign_in(Role.ADMINISTRATOR).get(page_of(message), follow=True)

    assert "Jutīga ziņa" not in response.content.decode()


def test_the_coordinator_sends_a_failed_message_again(sign_in):
    message = MessageFactory(state=Message.State.FAILED, attempts=13)

    sign_in(Role.COORDINATOR).post(send_again_page(message))

    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.QUEUED, 0)


@pytest.mark.parametrize(
    ("role", "message"),
    [
        (Role.AUDITOR, {"state": Message.State.FAILED}),
        (Role.COORDINATOR, {"state": Message.State.FAILED, "category": Category.SECRET}),
    ],
    ids=["by the auditor", "a sign-in mail"],
)
def test_what_may_not_be_sent_again_stays_failed(sign_in, role, message):
    message = MessageFactory(**message)

    sign_in(role).post(send_again_page(message))

    message.refresh_from_db()
    assert message.state == Message.State.FAILED


@pytest.mark.rule("D9")
def test_the_social_service_opens_its_own_messages_from_the_proof_page_and_no_others(sign_in):
    own = MessageFactory(sensitive=True, state=Message.State.FAILED)
    client = sign_in(Role.SOCIAL)

    assert page_of(own) in client.get(PROOF).text
    assert client.get(page_of(own)).status_code == 200
    assert client.post(send_again_page(own)).status_code == 302
    assert client.get(page_of(MessageFactory())).status_code == 302
