from datetime import UTC, date, datetime, timedelta

import pytest

from actionplans.actions.joining import confirm_joining, join_action, leave_action, note_contact
from actionplans.models import Joining
from actionplans.tasks.joining import erase_joinings
from portal.audit.actions import Guest
from portal.audit.models import Event
from portal.errors import StateConflict
from portal.notifications.models import Message
from tests.factories.actionplans import ActionFactory, PlanFactory
from tests.factories.joining import NOW, JoiningFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def plan_action():
    return ActionFactory(plan=PlanFactory(unit=UnitFactory(email="kultura@example.lv")))


def join(plan_action, *, by=None, email="anna@example.lv", now=NOW):
    return join_action(
        plan_action=plan_action, name="Anna Ozola", email=email, time="once", offer="Varu cept.", by=by or Guest(), now=now
    )


def letters() -> list[tuple[str, str]]:
    return sorted((one.key, one.email) for one in Message.objects.all())


@pytest.mark.rule("S0-28")
def test_a_guest_has_joined_once_the_link_is_opened_and_the_unit_hears_of_it(plan_action):
    joining = join(plan_action)
    before = letters()

    confirm_joining(joining=joining, by=Guest(), now=NOW)

    joining.refresh_from_db()
    assert before == [("actionplans.joining_confirm", "anna@example.lv")]
    assert (joining.state, joining.joined_at) == ("joined", NOW)
    assert letters()[1:] == [
        ("actionplans.joining_received", "anna@example.lv"),
        ("actionplans.somebody_joined", "kultura@example.lv"),
    ]


def test_a_person_with_an_account_joins_at_once(plan_action):
    person = PersonFactory()

    joining = join(plan_action, by=person, email=person.email)

    assert (joining.state, joining.user) == ("joined", person)
    assert [key for key, _email in letters()] == ["actionplans.joining_received", "actionplans.somebody_joined"]


def test_confirming_twice_writes_one_letter_to_the_unit(plan_action):
    joining = join(plan_action)

    for _turn in range(2):
        confirm_joining(joining=joining, by=Guest(), now=NOW)

    assert Message.objects.filter(key="actionplans.somebody_joined").count() == 1


def test_a_guest_who_joins_again_only_gets_the_letter_again(plan_action):
    JoiningFactory(action=plan_action, email="anna@example.lv")

    join(plan_action, email="Anna@Example.lv")

    assert Joining.objects.count() == 1
    assert letters() == [("actionplans.joining_received", "anna@example.lv")]


def test_a_person_who_has_joined_is_told_so(plan_action):
    person = PersonFactory()
    join(plan_action, by=person, email=person.email)

    with pytest.raises(StateConflict, match="jau"):
        join(plan_action, by=person, email=person.email)


@pytest.mark.rule("S0-28")
@pytest.mark.parametrize("progress", ["not_begun", "on_time", "late"])
def test_an_action_takes_people_in_as_long_as_it_goes_on(plan_action, progress):
    plan_action.progress = progress
    plan_action.save()

    assert join(plan_action).pk


@pytest.mark.parametrize(
    "closed", [{"progress": "done"}, {"progress": "stopped"}, {"is_open_to_join": False}], ids=lambda one: next(iter(one))
)
def test_what_is_over_or_closed_takes_nobody_in(plan_action, closed):
    for name, value in closed.items():
        setattr(plan_action, name, value)
    plan_action.save()

    with pytest.raises(StateConflict, match="vairs"):
        join(plan_action)


def test_an_ended_plan_takes_nobody_in(plan_action):
    plan = plan_action.plan
    plan.state, plan.decision_number, plan.adopted_on = "ended", "1", date(2026, 1, 1)
    plan.save()

    with pytest.raises(StateConflict):
        join(plan_action)


def test_whoever_left_may_come_back():
    joining = JoiningFactory(email="anna@example.lv")
    leave_action(joining=joining, by=Guest(), now=NOW)

    again = join(joining.action)

    assert (Joining.objects.get(pk=joining.pk).state, again.state) == ("left", "unconfirmed")


def test_the_unit_hears_once_of_who_left_and_not_of_who_never_came(plan_action):
    joining = join(plan_action)
    confirm_joining(joining=joining, by=Guest(), now=NOW)
    unconfirmed = join(plan_action, email="janis@example.lv")

    for one in (joining, joining, unconfirmed):
        leave_action(joining=one, by=Guest(), now=NOW)

    letter = Message.objects.get(key="actionplans.somebody_left")
    assert (letter.email, "Anna Ozola" in letter.body) == ("kultura@example.lv", True)


@pytest.mark.rule("S0-25")
def test_the_unit_notes_that_it_has_spoken_with_the_person_once():
    joining, officer = JoiningFactory(), OfficerFactory()

    note_contact(joining=joining, by=officer, now=NOW)

    joining.refresh_from_db()
    assert (joining.contacted_at, joining.contacted_by) == (NOW, officer)
    with pytest.raises(StateConflict):
        note_contact(joining=joining, by=officer, now=NOW)


def test_the_audit_log_names_the_action_and_nobody(plan_action):
    confirm_joining(joining=join(plan_action), by=Guest(), now=NOW)

    events = Event.objects.filter(name__startswith="actionplans.joining")
    assert {one.target_label for one in events} == {str(plan_action)}
    assert not any("Anna" in str(one.data) or "anna" in str(one.data) for one in events)


def test_what_nobody_confirmed_and_what_is_long_over_is_erased_with_its_letters(time_machine):
    time_machine.move_to(NOW)
    old = JoiningFactory(action=ActionFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 8, 31)))
    fresh = JoiningFactory(action=ActionFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 9, 2)))
    forgotten = join(ActionFactory(), now=NOW - timedelta(days=7))
    waiting = join(ActionFactory(), email="juris@example.lv", now=NOW - timedelta(days=6))

    erase_joinings()

    assert set(Joining.objects.all()) == {fresh, waiting}
    assert not Joining.objects.filter(pk__in=[old.pk, forgotten.pk]).exists()
    assert letters() == [("actionplans.joining_confirm", "juris@example.lv")]


def test_the_letters_say_what_to_do_in_the_readers_language(plan_action):
    join_action(
        plan_action=plan_action, name="Ann", email="ann@example.lv", time="once", language="en", by=Guest(),
        now=datetime(2027, 3, 1, tzinfo=UTC),
    )  # fmt: skip

    letter = Message.objects.get()
    assert letter.subject.startswith("Confirm within seven days that you join")
    assert "/en/ricibas-plani/pieteikums/" in letter.body
