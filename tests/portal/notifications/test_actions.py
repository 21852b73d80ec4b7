from datetime import timedelta

import pytest
from django.db import transaction

from participation.models import Consultation
from portal.audit.models import Event
from portal.notifications.actions import notify, send_again
from portal.notifications.kinds import Recipient
from portal.notifications.models import Category, Frequency, Message, Preference
from tests.factories.portal import (
    MessageFactory,
    MunicipalityFactory,
    OfficerFactory,
    PersonFactory,
    SubscriptionFactory,
    make_promise,
)
from tests.portal.instants import riga

REMINDER = "notifications.obligation_reminder"
NEWS = "participation.consultation_published"
NOW = riga(2026, 11, 19, 12)
READER = Recipient("lasitajs@example.lv")


@pytest.fixture
def promise(db):
    MunicipalityFactory()
    return make_promise(received_at=riga(2026, 11, 12, 9), number="KNP-2026-000123")


def remind(promise, *readers, step="half", reminder=None) -> list[Message]:
    return notify(REMINDER, subject=promise, now=NOW, to=readers, step=step, reminder=reminder)


def announce(*readers) -> list[Message]:
    """News of the demo's first consultation."""
    return notify(NEWS, subject=Consultation.objects.order_by("pk").first(), now=NOW, to=readers)


def test_each_reader_is_written_to_in_the_own_language(promise):
    remind(promise, Recipient("anna@example.lv", "lv"), Recipient("john@example.lv", "en"))

    latvian, english = Message.objects.order_by("email")
    assert latvian.subject == "Termiņš 27.11.2026.: KNP-2026-000123"
    assert english.subject == "Due 27/11/2026: KNP-2026-000123"
    assert "10 darba dienas, skaitot no 12.11.2026.; 18.11. ir svētku diena" in latvian.body
    assert "10 working days, counted from 12/11/2026; 18.11. is a public holiday" in english.body
    assert latvian.body.endswith("\nhttp://testserver/lidzdaliba/\n")
    assert english.body.endswith("\nhttp://testserver/en/lidzdaliba/\n")


def test_one_address_gets_one_message_however_it_is_spelled(promise):
    assert len(remind(promise, Recipient("Anna@Example.lv"), Recipient("anna@example.lv"))) == 1


def test_nobody_to_write_to_is_no_error(promise):
    assert remind(promise) == []


def test_a_step_is_written_once_to_each_reader(promise):
    other = Recipient("cits@example.lv")
    for readers, key, step in [
        ((READER,), "obligation:1", "half"),
        ((READER, other), "obligation:1", "half"),
        ((READER,), "obligation:1", "overdue"),
        ((READER,), "obligation:2", "half"),
    ]:
        remind(promise, *readers, reminder=(key, step))

    written = Message.objects.order_by("reminder_key", "reminder_step", "email")
    assert list(written.values_list("reminder_key", "reminder_step", "email")) == [
        ("obligation:1", "half", "cits@example.lv"),
        ("obligation:1", "half", "lasitajs@example.lv"),
        ("obligation:1", "overdue", "lasitajs@example.lv"),
        ("obligation:2", "half", "lasitajs@example.lv"),
    ]


def test_what_is_rolled_back_is_told_to_nobody(promise):
    with transaction.atomic():
        remind(promise, READER)
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_delivery_is_asked_for_once_the_act_is_committed(promise, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        remind(promise, READER)

    assert len(callbacks) == 1


def test_what_must_be_done_cannot_be_refused_or_slowed_down(promise):
    person = PersonFactory()
    Preference.objects.create(user=person, key=REMINDER, frequency=Frequency.NEVER)

    (message,) = remind(promise, Recipient.of(person))

    assert (message.state, message.deliver_after) == (Message.State.QUEUED, NOW)


@pytest.mark.parametrize(
    ("chosen", "state", "deliver_after"),
    [
        (None, Message.State.COLLECTED, riga(2026, 11, 20, 7, 30)),
        (Frequency.AT_ONCE, Message.State.QUEUED, NOW),
        (Frequency.DAILY, Message.State.COLLECTED, riga(2026, 11, 20, 7, 30)),
        (Frequency.WEEKLY, Message.State.COLLECTED, riga(2026, 11, 23, 7, 30)),
    ],
)
def test_news_come_at_the_pace_the_person_chose(demo, chosen, state, deliver_after):
    person = PersonFactory()
    if chosen:
        Preference.objects.create(user=person, key=NEWS, frequency=chosen)

    (message,) = announce(Recipient.of(person))

    assert (message.state, message.deliver_after) == (state, deliver_after)


def test_refused_news_are_not_written(demo):
    person = PersonFactory()
    Preference.objects.create(user=person, key=NEWS, frequency=Frequency.NEVER)

    assert [message.email for message in announce(Recipient.of(person), READER)] == [READER.email]


def test_a_guest_gets_news_at_the_pace_of_the_subscription(demo):
    following = SubscriptionFactory(frequency=Frequency.WEEKLY)

    (message,) = announce(Recipient(following.email, subscription=following))

    assert (message.subscription, message.deliver_after) == (following, riga(2026, 11, 23, 7, 30))


def test_a_message_sent_again_keeps_its_message_id(promise):
    (message,) = remind(promise, READER)
    message_id = message.message_id
    Message.objects.update(state=Message.State.FAILED, attempts=13, failure="550", deliver_after=NOW + timedelta(days=1))

    send_again(message=message, by=OfficerFactory(), now=NOW)

    again = Message.objects.deliverable(NOW).get()
    assert (again.message_id, again.attempts, again.failure) == (message_id, 0, "")
    assert Event.objects.get(name="notifications.message.sent_again").target_id == str(message.pk)


def test_a_sign_in_mail_is_never_sent_again(db):
    secret = MessageFactory(category=Category.SECRET, state=Message.State.SENT, sent_at=NOW, body="")

    send_again(message=secret, by=OfficerFactory(), now=NOW)

    assert not Message.objects.deliverable(NOW).exists()
