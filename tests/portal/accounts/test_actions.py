import threading
import time

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import authenticate
from django.db import connection, transaction
from django.utils import timezone

from portal.accounts.actions import change_profile, create_person, erase_person, grant_roles
from portal.accounts.models import User
from portal.accounts.roles import ROLES, Role
from portal.audit.erasure import history_model
from portal.audit.models import Event
from portal.errors import DomainError, InvalidInput
from portal.notifications.actions import notify
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.portal.accounts.conftest import PASSWORD
from tests.portal.accounts.sign_in import is_signed_in, sign_in


@pytest.fixture
def administrator(municipality) -> User:
    return OfficerFactory(name="Aija Vītola", roles=[Role.ADMINISTRATOR])


def test_an_account_opened_by_the_administrator_is_recorded_and_its_owner_hears_of_it(administrator):
    person = create_person(email="Jauns@Example.lv", name="Jauna Kolēģe", password=None, roles=["officer"], by=administrator)

    assert (person.email, person.roles, person.is_staff) == ("jauns@example.lv", ["officer"], True)
    assert not person.has_usable_password()
    assert Event.objects.of(person).get().actor_id == administrator.pk
    assert Message.objects.get(recipient=person).key == "accounts.account_opened"


def test_one_address_has_one_account_whatever_its_case(resident):
    with pytest.raises(InvalidInput, match="jau ir izveidots konts") as refusal:
        create_person(email="ILZE@example.lv", name="Cita Ilze", password=None, roles=[])
    assert refusal.value.field == "email"


def test_a_demo_account_is_refused_outside_demo_mode(municipality, settings):
    settings.DEMO = False

    with pytest.raises(DomainError) as refusal:
        create_person(email="demo@example.lv", name="Demo", password=PASSWORD, roles=[], is_demo=True)

    assert refusal.value.code == "demo"
    assert not User.objects.exists()


def test_a_demo_account_opens_nothing_once_demo_mode_is_off(client, municipality, settings):
    create_person(email="demo@example.lv", name="Demo", password=PASSWORD, roles=[], is_demo=True)
    sign_in(client, "demo@example.lv")
    assert is_signed_in(client)

    settings.DEMO = False

    assert not is_signed_in(client)
    assert authenticate(None, email="demo@example.lv", password=PASSWORD) is None


@pytest.mark.parametrize("role", Role)
def test_a_role_of_the_municipality_opens_the_admin_and_an_outsiders_does_not(administrator, resident, role):
    person = grant_roles(person=resident, roles=[role], by=administrator)

    assert (person.roles, person.is_staff) == ([role], ROLES[role].is_staff)
    event = Event.objects.of(person).first()
    assert (event.name, event.data) == ("accounts.user.roles_granted", {"before": [], "after": [role]})


def test_a_role_can_be_taken_back(administrator, officer):
    person = grant_roles(person=officer, roles=[], by=administrator)

    assert (person.roles, person.is_staff) == ([], False)


def test_the_last_administrator_keeps_the_role(administrator):
    with pytest.raises(DomainError, match="pēdējais sistēmas administrators"):
        grant_roles(person=administrator, roles=[Role.AUDITOR], by=administrator)

    administrator.refresh_from_db()
    assert administrator.roles == [Role.ADMINISTRATOR]


def test_an_administrator_whose_account_is_closed_does_not_count(administrator):
    OfficerFactory(roles=[Role.ADMINISTRATOR], is_active=False)

    with pytest.raises(DomainError):
        grant_roles(person=administrator, roles=[], by=administrator)


def test_one_of_two_administrators_may_go(administrator):
    other = OfficerFactory(roles=[Role.ADMINISTRATOR])

    assert grant_roles(person=administrator, roles=[], by=other).roles == []


def _waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        return cursor.fetchone()[0]


def test_two_administrators_cannot_dismiss_each_other_at_once(committed):
    first, second = (OfficerFactory(roles=[Role.ADMINISTRATOR]) for _ in range(2))
    refusals = []

    def dismiss_first():
        try:
            grant_roles(person=first, roles=[], by=second)
        except DomainError as refusal:
            refusals.append(str(refusal))
        finally:
            connection.close()

    other = threading.Thread(target=dismiss_first)
    with transaction.atomic():
        grant_roles(person=second, roles=[], by=first)
        other.start()
        deadline = time.monotonic() + 10
        while other.is_alive() and not _waits_for_a_lock() and time.monotonic() < deadline:
            time.sleep(0.01)
    other.join(10)

    assert len(refusals) == 1
    assert list(User.objects.administrators()) == [first]


def test_a_changed_profile_is_kept_and_recorded_without_its_words(resident):
    change_profile(person=resident, name="Ilze Bērziņa", language="en", phone="+371 20 000 000", by=resident)

    resident.refresh_from_db()
    assert (resident.name, resident.language, resident.phone) == ("Ilze Bērziņa", "en", "+371 20 000 000")
    assert Event.objects.of(resident).first().data == {}


def test_an_erased_account_holds_nothing_of_the_person_and_opens_nothing(client, resident, now):
    sign_in(client, resident.email)

    erase_person(person=resident, by=resident, now=now)

    person = User.objects.get(pk=resident.pk)
    assert (person.name, person.phone, person.is_active, person.erased_at) == ("", "", False, now)
    assert person.email == f"dzests-{person.pk}@invalid.example"
    assert not person.emailaddress_set.exists()
    assert not UserSession.objects.filter(user=person).exists()
    assert not is_signed_in(client)
    sign_in(client, "ilze@example.lv")
    assert not is_signed_in(client)


def test_erasing_takes_the_name_out_of_the_log_and_the_history_but_keeps_the_acts(resident):
    change_profile(person=resident, name="Ilze Bērziņa", language="lv", phone="", by=resident)

    erase_person(person=resident, by=resident, now=timezone.now())

    events = Event.objects.of(resident)
    assert [event.name for event in events] == ["accounts.user.erased", "accounts.user.profile_changed", "accounts.user.created"]
    everything = str([*events.values(), *history_model(User).objects.filter(pgh_obj_id=resident.pk).values()])
    assert "Ilze" not in everything
    assert "ilze@example.lv" not in everything


def test_what_was_sent_to_an_erased_person_is_blanked_and_what_waits_is_not_sent(resident, letters, now):
    notify("accounts.account_opened", subject=resident, now=now)
    assert len(letters("ilze@example.lv")) == 1
    notify("accounts.account_opened", subject=resident, now=now)

    erase_person(person=resident, by=resident, now=now)

    message = Message.objects.get(recipient=resident)
    assert (message.subject, message.body, message.state) == ("—", "", Message.State.SENT)
    assert deliver_due() == 0


def test_an_address_set_free_can_sign_up_again(resident, now):
    erase_person(person=resident, by=resident, now=now)

    assert create_person(email="ilze@example.lv", name="Ilze", password=None, roles=[]).pk != resident.pk


def test_who_alone_leads_a_community_hands_it_over_before_leaving(resident, now):
    community = CommunityFactory(name="Upmalas kopiena", leader=resident)
    MembershipFactory(community=community)

    with pytest.raises(DomainError, match="Upmalas kopiena"):
        erase_person(person=resident, by=resident, now=now)
    assert User.objects.get(pk=resident.pk).name == "Ilze Kalniņa"

    MembershipFactory(community=community, user=PersonFactory(), role="leader")
    erase_person(person=resident, by=resident, now=now)
    assert User.objects.get(pk=resident.pk).erased_at == now


def test_an_administrator_hands_the_role_over_before_leaving(administrator, now):
    OfficerFactory(roles=[Role.ADMINISTRATOR])

    with pytest.raises(DomainError, match="administratora kontu"):
        erase_person(person=administrator, by=administrator, now=now)
