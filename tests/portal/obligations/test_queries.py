from datetime import timedelta

import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.obligations.clock import explain_term, read_clock
from portal.obligations.models import Obligation
from portal.obligations.queries import (
    CLOCK,
    as_promise,
    latest_promise,
    obligation_of,
    obligations_of_many,
    open_counts,
    open_in,
    overdue_in,
    own_counts,
    tasks_of,
    units_of,
)
from portal.obligations.working_days import WorkCalendar
from portal.ui.visibility import Visibility
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory, make_promise
from tests.portal.instants import riga

KIND = "participation.submission_answer"
RECEIVED = riga(2026, 11, 2, 12)
NOW = riga(2026, 11, 20, 12)


def answered(days: int, **details) -> Obligation:
    """A promise kept so many days after receipt; its term ends on 16.11.2026."""
    promise = make_promise(received_at=RECEIVED, **details)
    promise.fulfilled_at = RECEIVED + timedelta(days=days)
    promise.save()
    return promise


@pytest.mark.rule("S4-39")
def test_an_officers_tasks_are_those_of_the_own_units_and_the_own_person(db):
    officer = OfficerFactory()
    of_unit = make_promise(received_at=RECEIVED, holder=UnitFactory(members=[officer]))
    of_headed_unit = make_promise(received_at=RECEIVED, holder=UnitFactory(head=officer))
    personal = make_promise(received_at=RECEIVED, holder=officer)
    make_promise(received_at=RECEIVED, holder=UnitFactory(members=[OfficerFactory()]))
    answered(3, holder=officer)

    assert set(tasks_of(officer)) == {of_unit, of_headed_unit, personal}


@pytest.mark.rule("D9")
def test_a_sensitive_task_of_the_unit_is_shown_to_the_social_service_alone(db):
    officer, social_worker = OfficerFactory(), OfficerFactory(roles=[Role.SOCIAL])
    unit = UnitFactory(members=[officer, social_worker])
    promise = make_promise(received_at=RECEIVED, holder=unit, visibility=Visibility.SENSITIVE)

    assert not tasks_of(officer).exists()
    assert tasks_of(social_worker).get() == promise


@pytest.mark.rule("S4-39")
def test_an_officers_numbers_count_the_own_units_and_the_own_person(db):
    officer = OfficerFactory()
    unit = UnitFactory(members=[officer])
    for received_at in (RECEIVED, NOW):
        make_promise(received_at=received_at, holder=unit)
    make_promise(received_at=RECEIVED, holder=UnitFactory(head=officer))
    make_promise(received_at=RECEIVED, holder=officer)
    make_promise(received_at=RECEIVED, holder=UnitFactory())
    make_promise(received_at=RECEIVED, holder=PersonFactory())
    answered(3, holder=unit)

    own, everybodys = own_counts(officer, units_of(officer), NOW), open_counts(officer, NOW)

    assert (open_in(own), overdue_in(own)) == (4, 3)
    assert (open_in(everybodys), overdue_in(everybodys)) == (6, 5)


@pytest.mark.rule("D9")
def test_a_sensitive_task_is_counted_for_the_social_service_alone_whoever_asked_first(db, settings):
    settings.PAGE_CACHE_SECONDS = 30
    officer, social_worker = OfficerFactory(), OfficerFactory(roles=[Role.SOCIAL])
    unit = UnitFactory(members=[officer, social_worker])
    make_promise(received_at=RECEIVED, holder=unit, visibility=Visibility.SENSITIVE)

    counted = [open_in(own_counts(person, units_of(person), NOW)) for person in (social_worker, officer, social_worker)]

    assert counted == [1, 0, 1]


def test_the_units_of_a_person_are_those_where_the_person_works_and_those_the_person_heads(db):
    officer = OfficerFactory()
    works, heads, both = UnitFactory(members=[officer]), UnitFactory(head=officer), UnitFactory(head=officer, members=[officer])
    UnitFactory(members=[OfficerFactory()])

    assert units_of(officer) == {works.pk: True, heads.pk: False, both.pk: True}


def test_the_latest_promise_about_a_thing_is_found(db):
    first = answered(3)
    second = make_promise(received_at=NOW, subject=first.subject)

    assert obligation_of(first.subject, KIND) == second
    assert obligation_of(first.subject, "participation.forum_minutes") is None


def test_promises_about_many_things_cost_one_query(db, django_assert_num_queries):
    first, other = answered(3), make_promise(received_at=RECEIVED)
    second = make_promise(received_at=NOW, subject=first.subject)
    people = [first.subject_id, other.subject_id, PersonFactory().pk]
    obligations_of_many(User, people, KIND)

    with django_assert_num_queries(1):
        found = obligations_of_many(User, people, KIND)

    assert found == {first.subject_id: second, other.subject_id: other}


def test_things_bring_their_latest_promise_along(db, django_assert_num_queries):
    first, bystander = answered(3), PersonFactory()
    second = make_promise(received_at=NOW, subject=first.subject, unit=UnitFactory())
    people = User.objects.filter(pk__in=[first.subject_id, bystander.pk]).annotate(promised=latest_promise(User, KIND))

    with django_assert_num_queries(1):
        found = {one.pk: as_promise(one.promised) for one in people}

    stored = Obligation.objects.values().get(pk=second.pk)
    assert {name: getattr(found[first.subject_id], name) for name in stored} == stored
    assert found[bystander.pk] is None


def test_a_clock_is_read_from_its_columns_alone(db, django_assert_num_queries):
    promise, work = answered(3), WorkCalendar()
    person = User.objects.annotate(promised=latest_promise(User, KIND, *CLOCK)).get(pk=promise.subject_id)

    with django_assert_num_queries(0):
        brought = as_promise(person.promised)
        reading, explained = read_clock(brought, NOW, work), explain_term(brought, work)

    assert (reading, explained) == (read_clock(promise, NOW, work), explain_term(promise, work))
