"""The frame of every official write."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.accounts.actions import change_profile, grant_roles
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit.actions import Guest, action, record
from portal.audit.erasure import history_model
from portal.audit.models import Event
from portal.errors import DomainError
from tests.factories.portal import OfficerFactory, PersonFactory

PersonVersion = history_model(User)
pytestmark = pytest.mark.django_db


@action("tests.person.renamed")
def rename(*, person, name, by=None, now=None, **facts):
    person.name = name
    person.save(update_fields=["name"])
    return record(target=person, **facts)


@action("tests.person.refused")
def rename_and_refuse(*, person, by=None):
    rename(person=person, name="Cits vārds", by=by)
    raise DomainError("Nedrīkst.")


def test_an_action_leaves_one_event_that_says_who_what_and_when():
    officer, person = OfficerFactory(name="Anna Ozola"), PersonFactory(name="Jānis Bērziņš")
    now = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    rename(person=person, name="Jānis Kalniņš", by=officer, now=now)

    event = Event.objects.of(person).get()
    assert (event.name, event.happened_at) == ("tests.person.renamed", now)
    assert (event.actor_kind, event.actor_id, event.actor_label) == (Event.ActorKind.PERSON, officer.pk, "Anna Ozola")
    assert (event.target_type, event.target_label) == ("accounts.user", "Jānis Kalniņš")


@pytest.mark.parametrize(
    ("by", "kind", "label"),
    [(None, Event.ActorKind.SYSTEM, ""), (Guest("apmeklētājs"), Event.ActorKind.GUEST, "apmeklētājs")],
    ids=["portal", "guest"],
)
def test_the_portal_and_a_guest_act_without_an_account(by, kind, label):
    event = rename(person=PersonFactory(), name="Cits vārds", by=by)

    assert (event.actor_kind, event.actor_id, event.actor_label) == (kind, None, label)


def test_each_version_of_a_row_is_tied_to_the_event_of_its_action():
    officer, person = OfficerFactory(), PersonFactory(name="Pirms")

    change_profile(person=person, name="Pēc", language="lv", phone="", by=officer)

    before, after = PersonVersion.objects.filter(pgh_obj=person).order_by("pgh_id")
    assert (before.name, after.name) == ("Pirms", "Pēc")
    assert before.pgh_context_id is None
    assert after.pgh_context_id == Event.objects.of(person).get().context_id
    assert after.pgh_context.metadata == {"action": "accounts.user.profile_changed", "actor": officer.pk}


def test_a_refused_action_leaves_nothing():
    person = PersonFactory(name="Pirms")

    with pytest.raises(DomainError, match=r"Nedrīkst\."):
        rename_and_refuse(person=person)

    person.refresh_from_db()
    assert person.name == "Pirms"
    assert not Event.objects.of(person).exists()
    assert PersonVersion.objects.filter(pgh_obj=person).count() == 1


def test_an_action_called_by_another_records_under_its_own_name_in_the_same_history():
    @action("tests.person.renamed_twice")
    def rename_twice(*, person, by=None):
        rename(person=person, name="Pirmais", by=by)
        person.name = "Otrais"
        person.save(update_fields=["name"])
        record(target=person)

    person = PersonFactory()

    rename_twice(person=person)

    events = Event.objects.of(person).order_by("pk")
    assert [event.name for event in events] == ["tests.person.renamed", "tests.person.renamed_twice"]
    assert len({event.context_id for event in events}) == 1


def test_a_record_outside_an_action_is_a_programming_error():
    with pytest.raises(RuntimeError, match="belongs inside an @action"):
        record(target=PersonFactory())


def test_facts_are_kept_as_plain_values():
    officer = OfficerFactory(name="Anna Ozola")

    event = rename(
        person=PersonFactory(), name="Cits", sum=Decimal("1250.00"), on=date(2026, 11, 21), whom=officer, roles=[Role.CALLS], n=3
    )

    event.refresh_from_db()
    assert event.data == {
        "sum": "1250.00",
        "on": "2026-11-21",
        "whom": {"id": str(officer.pk), "label": "Anna Ozola"},
        "roles": ["calls"],
        "n": 3,
    }


def test_roles_granted_tell_the_roles_before_and_after():
    person, administrator = OfficerFactory(roles=["officer"]), OfficerFactory(roles=["administrator"])

    grant_roles(person=person, roles=["lawyer"], by=administrator)

    assert Event.objects.of(person).get().data == {"before": ["officer"], "after": ["lawyer"]}
