"""Official records whose term is over are counted, and go once the municipality says so."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from communities.models import Membership
from portal.accounts.retention import let_go
from portal.accounts.tasks import let_old_records_go
from portal.audit.models import Event, Heartbeat
from tests.factories.communities import MembershipFactory

ACT = "communities.membership.let_go"


@pytest.fixture(autouse=True)
def former(municipality, now):
    """One who left so long ago, and one who left lately."""
    MembershipFactory(accepted_at=now - timedelta(days=3000), ended_at=now - timedelta(days=365))
    return MembershipFactory(accepted_at=now - timedelta(days=3000), ended_at=now - timedelta(days=5 * 366))


def test_the_periodic_task_only_counts(former):
    let_old_records_go.apply(throw=True)

    assert Heartbeat.objects.get(name="let_old_records_go").result == "1"
    assert Membership.objects.filter(pk=former.pk).exists()
    assert not Event.objects.filter(name=ACT).exists()


def test_where_the_municipality_has_said_so_they_go_once(former, settings):
    settings.RETENTION_APPLIED = True

    for _ in range(2):
        let_old_records_go.apply(throw=True)

    assert list(Membership.objects.filter(pk=former.pk)) == []
    assert Membership.objects.filter(ended_at__isnull=False).count() == 1
    assert Event.objects.filter(name=ACT).count() == 1


def test_the_command_says_how_many_and_changes_nothing_unless_told(former, capsys):
    call_command("retention")
    counted = capsys.readouterr().out
    call_command("retention", "--apply")

    assert "     1  " in counted
    assert f"({ACT})" in counted
    assert "Nothing was changed" in counted
    assert not Membership.objects.filter(pk=former.pk).exists()


def test_nothing_that_is_not_over_its_term_is_found(now):
    Membership.objects.update(ended_at=None)

    assert set(let_go(now=now, apply=True).values()) == {0}
