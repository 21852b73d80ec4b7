from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Invitation
from communities.tasks.invitation import erase_expired_invitations
from portal.audit.models import Heartbeat
from tests.factories.membership import InvitationFactory

pytestmark = pytest.mark.django_db


def test_after_thirty_days_only_what_was_accepted_is_kept(now, time_machine):
    InvitationFactory()
    InvitationFactory(withdrawn_at=now)
    accepted = InvitationFactory(accepted_at=now)
    time_machine.move_to(timezone.now() + timedelta(days=30, minutes=1))

    erase_expired_invitations()

    assert list(Invitation.objects.all()) == [accepted]
    assert Heartbeat.objects.get(name="erase_expired_invitations").result == "2"


def test_within_thirty_days_it_waits(time_machine):
    invitation = InvitationFactory()
    time_machine.move_to(timezone.now() + timedelta(days=29, hours=23))

    erase_expired_invitations()

    assert Invitation.objects.get() == invitation
