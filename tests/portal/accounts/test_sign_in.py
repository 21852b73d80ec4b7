"""Into the portal and out of it: sign-up, password, code by e-mail, forgotten password, too many attempts."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from portal.accounts.models import User
from portal.audit.models import Event
from portal.notifications.models import Category, Message
from tests.portal.accounts.conftest import PASSWORD, CountingHasher
from tests.portal.accounts.sign_in import code_in, is_signed_in, link_in, sign_in, text_of

NEWCOMER = {"name": "Anna Bērziņa", "email": "anna@example.lv", "password1": PASSWORD}


def test_a_newcomer_signs_up_with_a_code_from_the_mail(client, letters):
    client.post("/konts/signup/", NEWCOMER)
    assert not is_signed_in(client)

    [letter] = letters("anna@example.lv")
    client.post("/konts/confirm-email/", {"code": code_in(letter)})

    assert is_signed_in(client)
    person = User.objects.get(email="anna@example.lv")
    assert (person.name, person.language, person.roles) == ("Anna Bērziņa", "lv", [])
    assert Event.objects.of(person).get().name == "accounts.user.created"


def test_a_wrong_code_does_not_open_the_account(client, letters):
    client.post("/konts/signup/", NEWCOMER)

    response = client.post("/konts/confirm-email/", {"code": "AAAA-AAAA"})

    assert response.context["form"].errors["code"]
    assert not is_signed_in(client)


def test_a_sign_up_form_sent_twice_opens_one_account(client, letters):
    for _ in range(2):
        client.post("/konts/signup/", NEWCOMER)

    assert User.objects.filter(email="anna@example.lv").count() == 1


@pytest.mark.parametrize("password", ["123", "parole", "1234567890", "anna@example.lv"])
def test_a_weak_password_is_refused_and_the_name_stays_typed(client, municipality, password):
    response = client.post("/konts/signup/", {**NEWCOMER, "password1": password})

    assert response.context["form"].errors["password1"]
    assert 'value="Anna Bērziņa"' in response.text


def test_sign_up_in_english_makes_an_account_that_hears_in_english(client, letters):
    client.post("/en/konts/signup/", NEWCOMER)

    assert User.objects.get(email="anna@example.lv").language == "en"


def test_the_text_of_a_code_is_blanked_once_it_is_sent(client, letters):
    client.post("/konts/signup/", NEWCOMER)
    assert Message.objects.get(category=Category.SECRET).body != ""

    letters("anna@example.lv")

    assert Message.objects.get(category=Category.SECRET).body == ""


def test_a_resident_signs_in_and_out_with_a_password(client, resident):
    response = sign_in(client, "ILZE@example.lv")
    assert response.url == "/mans/"
    assert is_signed_in(client)

    client.post("/konts/logout/")
    assert not is_signed_in(client)


def test_a_resident_signs_in_with_a_code_from_the_mail(client, resident, letters):
    client.post("/konts/login/code/", {"email": resident.email})
    [letter] = letters(resident.email)

    client.post("/konts/login/code/confirm/", {"code": code_in(letter)})

    assert is_signed_in(client)


def test_a_forgotten_password_is_renewed_by_a_link_that_works_once(client, resident, letters):
    client.post("/konts/password/reset/", {"email": resident.email})
    link = link_in(letters(resident.email)[0])

    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "Upe-tek-lēnām-3", "password2": "Upe-tek-lēnām-3"})
    sign_in(client, resident.email, "Upe-tek-lēnām-3")
    assert is_signed_in(client)

    client.post("/konts/logout/")
    again = client.get(link, follow=True)
    assert again.status_code == 200
    assert "/konts/password/reset/" in again.text
    assert again.context["token_fail"] is True


def test_the_link_for_a_new_password_works_as_long_as_its_letter_says(client, resident, letters, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    client.post("/konts/password/reset/", {"email": resident.email})
    letter = letters(resident.email)[0]
    assert "trīs dienas" in text_of(letter)
    time_machine.shift(timedelta(days=3, minutes=-1))
    assert not client.get(link_in(letter), follow=True).context.get("token_fail")

    time_machine.shift(timedelta(minutes=2))

    client.cookies.clear()
    assert client.get(link_in(letter), follow=True).context["token_fail"] is True


@pytest.mark.parametrize("link", ["/konts/password/reset/key/1-bogus-0123456789abcdef/", "/konts/password/reset/key/zzz-1-2/"])
def test_a_link_from_an_old_mail_says_so_and_offers_a_new_one(client, municipality, link):
    response = client.get(link, follow=True)

    assert response.status_code == 200
    assert 'href="/konts/password/reset/"' in response.text


@pytest.mark.parametrize(
    ("address", "data"), [("/konts/password/reset/", {}), ("/konts/login/code/", {}), ("/konts/signup/", NEWCOMER)]
)
def test_nobody_learns_from_a_page_whether_an_address_has_an_account(client, resident, letters, address, data):
    known = client.post(address, {**data, "email": resident.email})
    client.cookies.clear()
    unknown = client.post(address, {**data, "email": "svess@example.lv"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert len(letters(resident.email)) == len(letters("svess@example.lv")) == 1


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client, resident):
    wrong = sign_in(client, resident.email, "nepareiza")
    unknown = sign_in(client, "svess@example.lv", "nepareiza")

    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_an_unknown_address_costs_as_much_work_as_a_known_one(client, resident, settings):
    """Else the time of the answer would tell who has an account."""
    settings.PASSWORD_HASHERS = ["tests.portal.accounts.conftest.CountingHasher", *settings.PASSWORD_HASHERS]
    resident.set_password(PASSWORD)
    resident.save()

    def work(email: str) -> int:
        CountingHasher.calls = 0
        sign_in(client, email, "nepareiza")
        return CountingHasher.calls

    assert work(resident.email) == work("svess@example.lv") == work("") + 1 == 1


def test_after_many_wrong_passwords_one_is_told_to_wait_and_later_let_in(client, resident, time_machine):
    time_machine.move_to("2026-11-21T10:00:00Z", tick=False)
    for _ in range(10):
        answer = sign_in(client, resident.email, "nepareiza")
    assert "Pārāk daudz" in answer.text

    sign_in(client, resident.email)
    assert not is_signed_in(client)

    time_machine.move_to("2026-11-21T10:05:01Z", tick=False)
    sign_in(client, resident.email)
    assert is_signed_in(client)


@pytest.mark.parametrize(("language", "prefix"), [("lv", ""), ("en", "/en")])
def test_a_storm_of_requests_gets_a_page_that_says_to_wait(client, municipality, language, prefix):
    for _ in range(31):
        response = client.post(f"{prefix}/konts/login/", {"login": "", "password": ""})

    assert response.status_code == 429
    with translation.override(language):
        assert gettext("There were too many attempts in a short time. Wait a few minutes and try again.") in response.text


@pytest.mark.parametrize(
    ("wanted", "opened"),
    [
        ("/kopienas/?stadija=active", "/kopienas/?stadija=active"),
        ("https://example.com/", "/mans/"),
        ("//example.com/", "/mans/"),
        ("javascript:alert(1)", "/mans/"),
    ],
)
def test_after_sign_in_one_stays_in_the_portal(client, resident, wanted, opened):
    assert sign_in(client, resident.email, next=wanted).url == opened


def test_a_page_of_ones_own_leads_through_sign_in_back_to_itself(client, resident):
    response = client.get("/mans/profils/")

    assert response.url == "/konts/login/?next=/mans/profils/"


def test_a_closed_account_cannot_sign_in(client, resident):
    resident.is_active = False
    resident.save()

    sign_in(client, resident.email)

    assert not is_signed_in(client)


def test_a_mail_in_english_goes_to_somebody_on_the_english_page(client, resident, letters):
    client.post("/en/konts/login/code/", {"email": resident.email})

    [letter] = letters(resident.email)

    assert letter["Subject"] == "Your sign-in code"
    assert "With this code you sign in" in text_of(letter)
