from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from participation.models import Submission
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.actions import extend_obligation
from portal.obligations.models import Obligation
from portal.ui.search import find
from portal.ui.visibility import Visibility
from tests.factories.participation import propose, send_in
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
RECEIVED = datetime(2026, 11, 12, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))
WHY = "Jāsaņem ceļu uzturētāja atzinums par drenāžu."


def test_a_submission_is_registered_and_owed_an_answer_in_ten_working_days():
    submission = send_in(now=RECEIVED, author=PersonFactory())

    obligation = Obligation.objects.about(submission).get()
    letter = Message.objects.get(key="participation.submission_received")
    assert (obligation.holder, obligation.due_on) == (submission.unit, date(2026, 11, 27))
    assert letter.subject.startswith(f"{obligation.number}: ")


def test_a_submission_is_between_its_author_and_the_municipality():
    author = PersonFactory()
    submission = send_in(author=author, title="Par kaimiņu žogu")

    assert Obligation.objects.about(submission).get().visibility == Visibility.STAFF
    assert not find("žogu", OfficerFactory()).exists()
    readers = (author, OfficerFactory(), PersonFactory())
    assert [Submission.objects.visible_to(reader).exists() for reader in readers] == [True, True, False]


def test_a_proposal_is_public():
    proposal = propose()

    assert Obligation.objects.about(proposal).get().visibility == Visibility.PUBLIC
    assert find("soliņi", PersonFactory()).exists()
    assert Submission.objects.visible_to(PersonFactory()).get() == proposal


def test_the_same_form_twice_is_one_submission():
    form_token = uuid4()

    assert send_in(form_token=form_token) == send_in(form_token=form_token)
    assert Obligation.objects.count() == 1


def test_the_term_is_moved_once_within_a_month_of_receipt():
    obligation = Obligation.objects.about(send_in(now=RECEIVED)).get()
    officer = OfficerFactory()

    def move(until):
        return extend_obligation(obligation=obligation, until=until, reason=WHY, by=officer, now=RECEIVED)

    with pytest.raises(InvalidInput, match=r"14\.12\.2026"):
        move(date(2026, 12, 15))
    assert move(date(2026, 12, 11)).due_on == date(2026, 12, 11)
    with pytest.raises(StateConflict):
        move(date(2026, 12, 14))
