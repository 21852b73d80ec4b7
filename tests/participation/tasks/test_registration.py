from datetime import timedelta

import pytest

from participation.models import Forum, ForumRegistration
from participation.tasks.registration import erase_forum_registrations
from tests.factories.forums import come, come_as_guest, plan_with_places

pytestmark = pytest.mark.usefixtures("municipality")


def test_what_nobody_confirmed_within_a_week_is_erased(now):
    old = come_as_guest(plan_with_places(), email="sens@example.lv")
    ForumRegistration.objects.filter(pk=old.pk).update(registered_at=now - timedelta(days=8))
    fresh, confirmed = come_as_guest(old.forum), come(old.forum)
    ForumRegistration.objects.filter(pk=confirmed.pk).update(registered_at=now - timedelta(days=8))

    erase_forum_registrations()

    assert set(ForumRegistration.objects.all()) == {fresh, confirmed}


def test_a_month_after_the_forum_nobody_knows_who_wanted_to_come(now):
    over, recent = come(), come()
    Forum.objects.filter(pk=over.forum_id).update(held_at=now - timedelta(days=30))
    Forum.objects.filter(pk=recent.forum_id).update(held_at=now - timedelta(days=29))

    erase_forum_registrations()

    assert list(ForumRegistration.objects.all()) == [recent]
