from datetime import timedelta

import pytest

from participation.actions.support import give_support
from participation.models import Submission, Support
from participation.tasks.submission import erase_unconfirmed_submissions
from portal.audit.actions import Guest
from portal.notifications.models import Message
from tests.factories.submission import submit, submit_as_guest, support_as_guest

pytestmark = pytest.mark.usefixtures("municipality")


def test_what_no_guest_confirmed_in_a_week_goes_with_its_letters(now):
    week_ago = now - timedelta(days=7, minutes=1)
    submit_as_guest(now=week_ago)
    waiting = submit_as_guest(now=now - timedelta(days=6))

    erase_unconfirmed_submissions()

    assert Submission.objects.get() == waiting
    assert Message.objects.count() == 1


def test_support_nobody_confirmed_goes_and_what_is_counted_stays(now):
    proposal = submit(now=now - timedelta(days=9))
    counted = support_as_guest(proposal, now=now - timedelta(days=8))
    give_support(submission=proposal, by=Guest(), email="aizmirsts@example.lv", now=now - timedelta(days=8))

    erase_unconfirmed_submissions()

    assert Support.objects.get() == counted
