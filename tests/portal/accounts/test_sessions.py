"""How long a sign-in lasts, and that no door leads around the second factor."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.backends import SignInBackend
from portal.accounts.models import User
from portal.accounts.sessions import SessionStore
from tests.factories.portal import PersonFactory
from tests.portal.accounts.conftest import PASSWORD
from tests.portal.accounts.sign_in import code_in, is_signed_in, link_in, sign_in
from tests.portal.accounts.test_second_factor import enrol


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to("2026-11-21T08:00:00Z", tick=False)


def test_an_officer_who_was_away_for_an_hour_signs_in_again_and_keeps_what_was_typed(client, officer, time_machine):
    sign_in(client, officer.email)

    time_machine.move_to("2026-11-21T09:00:01Z", tick=False)
    response = client.post("/mans/profils/", {"name": "Jānis Ozoliņš"})

    assert response.status_code == 403
    assert 'value="Jānis Ozoliņš"' in response.text
    assert not is_signed_in(client)


def test_an_officer_at_work_stays_signed_in_but_not_overnight(client, officer, time_machine):
    sign_in(client, officer.email)

    for hour in range(9, 18):
        time_machine.move_to(f"2026-11-21T{hour:02}:00:00Z", tick=False)
        assert is_signed_in(client)
    time_machine.move_to("2026-11-21T18:00:01Z", tick=False)
    assert not is_signed_in(client)


def test_a_resident_writes_without_haste(client, resident, time_machine):
    sign_in(client, resident.email)

    time_machine.move_to("2026-11-21T19:00:00Z", tick=False)

    assert is_signed_in(client)


def test_a_sign_in_begins_a_session_that_nobody_can_have_known(client, resident):
    session = client.session
    session.save()
    before = session.session_key

    sign_in(client, resident.email)

    stranger = Client()
    stranger.cookies["sessionid"] = before
    assert client.session.session_key != before
    assert not is_signed_in(stranger)


def test_one_signs_out_on_every_other_device_at_once(client, resident):
    forgotten = Client()
    sign_in(forgotten, resident.email)
    sign_in(client, resident.email)

    client.post("/konts/sessions/")

    assert is_signed_in(client)
    assert not is_signed_in(forgotten)


def test_a_new_password_ends_every_other_session(client, resident):
    thief = Client()
    sign_in(thief, resident.email)
    sign_in(client, resident.email)

    new = "Upe-tek-lēnām-3"
    client.post("/konts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert is_signed_in(client)
    assert not is_signed_in(thief)


def by_password(client, officer, letters) -> None:
    sign_in(client, officer.email)


def by_the_door_of_the_admin(client, officer, letters) -> None:
    client.post("/admin/login/", {"username": officer.email, "password": PASSWORD})
    sign_in(client, officer.email, next="/admin/")


def by_a_code_from_the_mail(client, officer, letters) -> None:
    client.post("/konts/login/code/", {"email": officer.email})
    client.post("/konts/login/code/confirm/", {"code": code_in(letters(officer.email)[-1])})


def by_a_forgotten_password(client, officer, letters) -> None:
    client.post("/konts/password/reset/", {"email": officer.email})
    form = client.get(link_in(letters(officer.email)[-1]), follow=True)
    new = "Upe-tek-lēnām-3"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    sign_in(client, officer.email, new)


@pytest.mark.parametrize("door", [by_password, by_the_door_of_the_admin, by_a_code_from_the_mail, by_a_forgotten_password])
def test_no_door_leads_around_an_officers_second_factor(client, officer, letters, settings, door):
    settings.STAFF_MFA_REQUIRED = True
    enrol(client, officer)
    client.post("/konts/logout/")

    door(client, officer, letters)

    assert not is_signed_in(client)
    assert client.get("/konts/2fa/authenticate/").status_code == 200
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/konts/")


def test_that_somebody_else_came_through_the_provider_in_this_browser_proves_nothing(client, officer, resident, settings):
    settings.STAFF_MFA_REQUIRED = True
    client.force_login(officer)
    session = client.session
    session["account_authentication_methods"] = [{"method": "socialaccount", "provider": "vpm", "uid": "ilze", "at": 0}]
    session["account_authentication_methods_user"] = str(resident.pk)
    session.save()

    assert client.get("/admin/").url == "/konts/2fa/"


def test_the_person_signed_in_is_the_one_django_reads(resident):
    read = SignInBackend().get_user(resident.pk)

    assert vars(read) | {"_state": 0} == vars(User.objects.get(pk=resident.pk)) | {"_state": 0}
    assert (read._state.adding, read._state.db) == (False, "default")


def test_columns_that_every_request_reads_need_no_converting():
    for model in (User, Session):
        assert [field.name for field in model._meta.concrete_fields if field.get_db_converters(connection)] == []


def test_nobody_is_read_who_is_not_there_or_may_not_sign_in(db):
    locked = PersonFactory(is_active=False)

    assert (SignInBackend().get_user(locked.pk), SignInBackend().get_user(0)) == (None, None)


def test_a_session_is_read_until_it_ends(db):
    store = SessionStore()
    store["seen"] = "Ķekava"
    store.save()

    assert SessionStore(store.session_key)["seen"] == "Ķekava"
    Session.objects.update(expire_date=timezone.now())
    ended = SessionStore(store.session_key)
    assert (ended.get("seen"), ended.session_key) == (None, None)


def test_a_session_key_that_was_never_given_opens_nothing(client, municipality):
    client.cookies["sessionid"] = "x" * 32

    assert client.get(reverse("pages:mans")).status_code == 302
