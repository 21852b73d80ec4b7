from threading import Barrier, Thread

import pytest
from django.db import connection

from portal.notifications.delivery import deliver_due
from portal.notifications.digests import next_digest_at, send_digests
from portal.notifications.models import Category, Frequency, Message
from tests.factories.portal import MessageFactory, MunicipalityFactory
from tests.portal.instants import riga

MORNING = riga(2026, 11, 23, 7, 30)


@pytest.fixture
def reader(db) -> str:
    """An address for which two news wait until Monday morning."""
    MunicipalityFactory()
    for title in ("Parka ielas soliņi", "Jauns projektu konkurss"):
        MessageFactory(collected=True, email="anna@example.lv", subject=title, deliver_after=MORNING)
    return "anna@example.lv"


@pytest.mark.parametrize(
    ("frequency", "now", "moment"),
    [
        (Frequency.DAILY, riga(2026, 11, 21, 7, 29), riga(2026, 11, 21, 7, 30)),
        (Frequency.DAILY, riga(2026, 11, 21, 7, 30), riga(2026, 11, 22, 7, 30)),
        (Frequency.DAILY, riga(2026, 3, 28, 12), riga(2026, 3, 29, 7, 30)),
        (Frequency.DAILY, riga(2026, 12, 31, 23, 59), riga(2027, 1, 1, 7, 30)),
        (Frequency.WEEKLY, riga(2026, 11, 21, 12), MORNING),
        (Frequency.WEEKLY, MORNING, riga(2026, 11, 30, 7, 30)),
        (Frequency.WEEKLY, riga(2026, 10, 19, 12), riga(2026, 10, 26, 7, 30)),
    ],
)
def test_digests_go_out_at_half_past_seven_every_day_or_on_mondays(frequency, now, moment):
    assert next_digest_at(frequency, now) == moment


def test_news_of_one_reader_come_in_one_mail_at_the_hour(reader):
    assert send_digests(riga(2026, 11, 23, 7, 29, 59)) == 0
    assert send_digests(MORNING) == 1

    digest = Message.objects.get(key="notifications.digest")
    assert (digest.email, digest.category, digest.subject) == (reader, Category.NEWS, "Jaunumi: 2 ziņas")
    for title in ("Parka ielas soliņi", "Jauns projektu konkurss"):
        assert f"- {title}\n  http://testserver/lidzdaliba/apspriesanas/parks/\n" in digest.body
    assert set(digest.items.values_list("state", flat=True)) == {Message.State.DIGESTED}


def test_however_many_news_wait_they_come_in_one_mail(reader):
    Message.objects.bulk_create(MessageFactory.build_batch(600, collected=True, email=reader))

    assert send_digests(MORNING) == 1
    assert Message.objects.get(key="notifications.digest").items.count() == 602


def test_nothing_new_is_no_mail(reader):
    send_digests(MORNING)

    assert send_digests(riga(2026, 11, 24, 7, 30)) == 0


def test_each_reader_gets_the_own_news_in_the_own_language(reader):
    MessageFactory(collected=True, email="john@example.lv", language="en", subject="A new call", deliver_after=MORNING)

    send_digests(MORNING)

    digest = Message.objects.get(key="notifications.digest", email="john@example.lv")
    assert digest.subject == "News: 1 item"
    assert digest.body.splitlines() == [
        "What happened since the last time:",
        "",
        "- A new call",
        "  http://testserver/en/lidzdaliba/apspriesanas/parks/",
    ]


def test_only_the_digest_itself_is_delivered(reader, postbox):
    deliver_due(MORNING)
    assert not postbox.letters

    send_digests(MORNING)
    deliver_due(MORNING)

    assert [letter["Subject"] for letter in postbox.to(reader)] == ["Jaunumi: 2 ziņas"]


def test_two_schedulers_write_one_digest_per_reader(committed):
    MunicipalityFactory()
    for email in ("anna@example.lv", "juris@example.lv", "maija@example.lv"):
        MessageFactory.create_batch(5, collected=True, email=email)
    both_ready, written = Barrier(2), []

    def run_scheduler():
        both_ready.wait()
        written.append(send_digests(MORNING))
        connection.close()

    schedulers = [Thread(target=run_scheduler) for _ in range(2)]
    for scheduler in schedulers:
        scheduler.start()
    for scheduler in schedulers:
        scheduler.join()

    digests = Message.objects.filter(key="notifications.digest")
    assert sum(written) == 3
    assert sorted((digest.email, digest.items.count()) for digest in digests) == [
        ("anna@example.lv", 5),
        ("juris@example.lv", 5),
        ("maija@example.lv", 5),
    ]
