from datetime import timedelta

import pytest

from communities.models import ContactRequest, ExchangeNotice
from communities.tasks.exchange import tidy_exchange
from portal.audit.models import Heartbeat
from portal.ui.search import find, index
from tests.factories.exchange import LetterFactory, NoticeFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

LONG = timedelta(days=366)


def test_a_notice_whose_day_is_over_leaves_the_search(now):
    notice = NoticeFactory(title="Siltumnīca", until=now.date() - timedelta(days=1))
    index(notice)

    tidy_exchange()

    notice.refresh_from_db()
    assert notice.closed_at
    assert not find("siltumnica", PersonFactory())


def test_a_year_later_letters_and_notices_are_gone(now):
    old = NoticeFactory(closed_at=now - LONG, until=now.date() - LONG)
    LetterFactory(notice=old, sent_at=now - LONG)
    kept_notice, kept_letter = NoticeFactory(), LetterFactory(answered=True, sent_at=now - LONG)

    tidy_exchange()

    assert list(ExchangeNotice.objects.all()) == [kept_notice]
    assert list(ContactRequest.objects.all()) == [kept_letter]
    assert Heartbeat.objects.get(name="tidy_exchange")
