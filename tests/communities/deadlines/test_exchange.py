from datetime import timedelta

import pytest

from communities.enums import MemberRole
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from portal.obligations.models import Obligation
from tests.factories.communities import MembershipFactory
from tests.factories.exchange import LetterFactory

pytestmark = pytest.mark.usefixtures("municipality")


def days_of_reminders(letter, now) -> list[int]:
    """The days after the letter on which something was written, with the reminder run every day for two months."""
    found = []
    for day in range(60):
        before = Message.objects.count()
        send_due_reminders(letter.sent_at + timedelta(days=day, hours=1))
        if Message.objects.count() > before:
            found.append(day)
    return found


def test_the_asked_community_is_reminded_twice_and_owes_nothing(now):
    letter = LetterFactory()
    contact = MembershipFactory(community=letter.to_community, role=MemberRole.CONTACT).user

    assert days_of_reminders(letter, now) == [7, 14]
    assert {message.email for message in Message.objects.all()} == {contact.email}
    assert not Obligation.objects.exists()


def test_who_has_answered_is_not_reminded(now):
    letter = LetterFactory(answered=False)
    MembershipFactory(community=letter.to_community, role=MemberRole.CONTACT)

    assert days_of_reminders(letter, now) == []
