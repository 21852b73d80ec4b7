from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from portal.accounts.roles import Role
from portal.obligations.models import Obligation
from portal.ui.visibility import Visibility
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory, make_promise
from tests.portal.instants import riga

MOMENT = timedelta(microseconds=1)


@pytest.fixture
def promise(db) -> Obligation:
    return make_promise(received_at=riga(2026, 11, 12, 9))


def test_at_the_due_instant_itself_the_time_is_over(promise):
    assert not Obligation.objects.overdue(promise.due_at - MOMENT).exists()
    assert Obligation.objects.overdue(promise.due_at).get() == promise


def test_what_falls_due_within_days_leaves_out_what_is_over(promise):
    assert Obligation.objects.due_within(2, promise.due_at - timedelta(days=2)).get() == promise
    assert not Obligation.objects.due_within(2, promise.due_at - timedelta(days=2) - MOMENT).exists()
    assert not Obligation.objects.due_within(2, promise.due_at).exists()


@pytest.mark.parametrize(("fulfilled_after", "late"), [(-MOMENT, False), (timedelta(0), True)])
def test_kept_at_the_due_instant_is_late(promise, fulfilled_after, late):
    promise.fulfilled_at = promise.due_at + fulfilled_after

    assert promise.was_late is late


def test_the_due_day_is_the_last_day_that_is_still_in_time(promise):
    assert promise.due_on == date(2026, 11, 27)


def test_the_most_urgent_comes_first(promise):
    sooner = make_promise(received_at=riga(2026, 11, 10, 9))

    assert list(Obligation.objects.by_urgency()) == [sooner, promise]


def test_promises_are_found_by_any_of_their_holders(promise):
    person = PersonFactory()
    personal = make_promise(received_at=riga(2026, 11, 12, 9), holder=person)
    make_promise(received_at=riga(2026, 11, 12, 9), holder=UnitFactory())

    assert set(Obligation.objects.held_by([promise.holder, person])) == {promise, personal}
    assert not Obligation.objects.held_by([]).exists()


@pytest.mark.rule("D9")
@pytest.mark.parametrize(
    ("user", "seen"),
    [
        (AnonymousUser, {Visibility.PUBLIC}),
        (PersonFactory, {Visibility.PUBLIC}),
        (OfficerFactory, {Visibility.PUBLIC, Visibility.STAFF}),
        (lambda: OfficerFactory(roles=[Role.AUDITOR]), {Visibility.PUBLIC, Visibility.STAFF}),
        (lambda: OfficerFactory(roles=[Role.ADMINISTRATOR]), {Visibility.PUBLIC, Visibility.STAFF}),
        (lambda: OfficerFactory(roles=[Role.EVALUATOR]), {Visibility.PUBLIC}),
        (lambda: OfficerFactory(roles=[Role.SOCIAL]), set(Visibility)),
    ],
    ids=["anonymous", "resident", "officer", "auditor", "administrator", "evaluator", "social"],
)
def test_the_sensitive_is_for_the_social_service_alone(db, user, seen):
    for visibility in Visibility:
        make_promise(received_at=riga(2026, 11, 12, 9), visibility=visibility)

    visible = Obligation.objects.visible_to(user()).values_list("visibility", flat=True)

    assert sorted(visible) == sorted(seen)


@pytest.mark.parametrize(
    "lie",
    [
        {"fulfilled_at": riga(2026, 11, 20), "cancelled_at": riga(2026, 11, 20)},
        {"extended_at": riga(2026, 11, 20), "extension_reason": "Gaidām ministrijas atzinumu."},
    ],
    ids=["kept and cancelled", "extended by nobody"],
)
def test_the_database_refuses_a_row_that_lies(promise, lie):
    with pytest.raises(IntegrityError):
        Obligation.objects.filter(pk=promise.pk).update(**lie)
