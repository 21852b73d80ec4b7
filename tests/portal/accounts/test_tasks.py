"""Accounts nobody uses: a warning a month before, then they are forgotten."""

from datetime import timedelta

import pytest

from communities.enums import MemberRole
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.tasks import erase_idle_accounts
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory

DAY = timedelta(days=1)
THREE_YEARS = timedelta(days=3 * 365 + 1)


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory()


def away(now, ago: timedelta, person: User | None = None) -> User:
    person = person or PersonFactory()
    User.objects.filter(pk=person.pk).update(last_login=now - ago, date_joined=now - ago)
    return person


def run_on(time_machine, moment) -> None:
    time_machine.move_to(moment, tick=False)
    erase_idle_accounts.apply(throw=True)


def is_erased(person: User) -> bool:
    person.refresh_from_db()
    return person.erased_at is not None


def warnings() -> list[str]:
    return list(Message.objects.filter(key="accounts.account_idle").values_list("email", flat=True))


def test_who_stays_away_is_warned_a_month_before_and_then_forgotten(now, time_machine):
    person = away(now, THREE_YEARS - 20 * DAY)
    email = person.email

    run_on(time_machine, now)
    run_on(time_machine, now + DAY)
    assert warnings() == [email]
    assert not is_erased(person)

    run_on(time_machine, now + 31 * DAY)
    assert is_erased(person)


def test_who_signs_in_after_the_warning_stays(now, time_machine):
    person = away(now, THREE_YEARS - 20 * DAY)
    run_on(time_machine, now)
    User.objects.filter(pk=person.pk).update(last_login=now + DAY)

    run_on(time_machine, now + 40 * DAY)

    assert not is_erased(person)


def test_nobody_is_forgotten_without_a_warning(now, time_machine):
    person = away(now, 2 * THREE_YEARS)

    run_on(time_machine, now)

    assert warnings() == [person.email]
    assert not is_erased(person)


def test_who_comes_now_and_then_hears_nothing(now, time_machine):
    away(now, 700 * DAY)

    run_on(time_machine, now)

    assert warnings() == []


def test_the_only_leader_of_a_community_and_an_administrator_stay(now, time_machine):
    leader, member = PersonFactory(), PersonFactory()
    community = CommunityFactory()
    MembershipFactory(community=community, user=leader, role=MemberRole.LEADER)
    MembershipFactory(community=community, user=member, role=MemberRole.MEMBER)
    administrator = OfficerFactory(roles=[Role.ADMINISTRATOR])
    for person in (leader, administrator):
        away(now, THREE_YEARS, person)

    run_on(time_machine, now)
    run_on(time_machine, now + 31 * DAY)

    assert warnings() == [leader.email]
    assert not is_erased(leader)
    assert not is_erased(administrator)
