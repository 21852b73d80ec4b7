"""Following: one button for a person, a letter with a link for a guest, news for both."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.actions.consultation import add_result, publish_consultation
from participation.models import Consultation
from portal.audit.models import Event, Heartbeat
from portal.notifications.actions import follow, notify, stop_following
from portal.notifications.digests import send_digests
from portal.notifications.following import all_of
from portal.notifications.models import Frequency, Message, Subscription
from portal.notifications.tasks import erase_unconfirmed_subscriptions
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory, SubscriptionFactory

EMAIL = "viesis@example.lv"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory()


@pytest.fixture
def place():
    return NeighbourhoodFactory(name="Parka ielas apkaime")


@pytest.fixture
def person(client):
    """Signed in."""
    person = PersonFactory()
    client.force_login(person)
    return person


def page_to_follow(target) -> str:
    return reverse("notifications:follow", args=[target._meta.label_lower, target.pk])


def ask(client, target, email=EMAIL):
    """A guest leaves an address."""
    return client.post(page_to_follow(target), {"email": email})


def link_in_letter() -> str:
    """The path in the latest letter that asks to confirm."""
    letter = Message.objects.filter(key="notifications.subscription_confirm").latest("created_at")
    return re.search(r"http://testserver(/\S+)", letter.body)[1]


def confirm(client, link, frequency=Frequency.WEEKLY):
    return client.post(link, {"frequency": frequency})


def followers(target) -> list[str]:
    return list(Subscription.objects.active().to(target).values_list("email", flat=True))


def test_a_person_follows_a_neighbourhood_with_one_button(client, person, place):
    response = client.post(page_to_follow(place))

    assert response.url == place.get_absolute_url()
    assert Subscription.objects.active().get(user=person).target == place
    assert not Message.objects.exists()


def test_the_second_click_of_a_person_changes_nothing(client, person, place):
    client.post(page_to_follow(place))
    client.post(page_to_follow(place))

    assert followers(place) == [person.email]


def test_a_person_stops_with_one_button_and_may_begin_again(client, person, place):
    client.post(page_to_follow(place))
    stop = reverse("notifications:stop_following", args=[person.subscriptions.get().pk])

    client.post(stop)
    response = client.post(stop, follow=True)

    assert response.status_code == 200
    assert followers(place) == []
    client.post(page_to_follow(place))
    assert followers(place) == [person.email]


def test_nobody_stops_what_another_follows(client, person, place):
    anothers = SubscriptionFactory(user=PersonFactory(), target=place)

    response = client.post(reverse("notifications:stop_following", args=[anothers.pk]))

    assert response.status_code == 404
    assert followers(place) == [anothers.email]


@pytest.mark.usefixtures("person")
def test_what_a_person_follows_can_be_stopped_from_the_list(client, place):
    client.post(page_to_follow(place))

    page = client.get(reverse("notifications:preferences")).text

    assert place.get_absolute_url() in page
    assert reverse("notifications:stop_following", args=[Subscription.objects.get().pk]) in page


def test_a_guest_follows_once_the_link_in_the_letter_is_confirmed(client, place):
    response = ask(client, place)

    assert response.url == reverse("notifications:follow_sent")
    assert Message.objects.get().email == EMAIL
    assert followers(place) == []

    response = confirm(client, link_in_letter())

    assert response.url == place.get_absolute_url()
    assert followers(place) == [EMAIL]
    assert Subscription.objects.get().frequency == Frequency.WEEKLY


def test_opening_the_link_confirms_nothing(client, place):
    ask(client, place)

    page = client.get(link_in_letter())

    assert "Parka ielas apkaime" in page.text
    assert followers(place) == []


def test_the_same_address_follows_once_and_nobody_learns_of_it(client, place):
    first = ask(client, place)
    confirm(client, link_in_letter())
    second = ask(Client(), place, email=EMAIL.upper())

    assert (second.status_code, second.url) == (first.status_code, first.url)
    assert Message.objects.filter(email=EMAIL).count() == 2
    assert followers(place) == [EMAIL]


def test_a_guest_who_asks_again_may_choose_another_pace(client, place):
    ask(client, place)
    confirm(client, link_in_letter(), Frequency.WEEKLY)
    ask(client, place)
    confirm(client, link_in_letter(), Frequency.DAILY)

    assert Subscription.objects.active().get().frequency == Frequency.DAILY


def test_an_ended_subscription_begins_again_only_by_its_link(client, place, now):
    ended = SubscriptionFactory(email=EMAIL, target=place, ended_at=now)

    ask(client, place)
    assert followers(place) == []
    confirm(client, link_in_letter())

    assert Subscription.objects.active().get() == ended


def test_an_account_takes_over_what_its_address_followed_before(client, place):
    guests = SubscriptionFactory(email=EMAIL, target=place)
    person = PersonFactory(email=EMAIL)
    client.force_login(person)

    client.post(page_to_follow(place))

    assert person.subscriptions.get() == guests


def test_what_is_no_address_is_refused(client, place):
    response = ask(client, place, email="viesis")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"email"}
    assert not Subscription.objects.exists()


def test_a_guest_cannot_flood_others_with_letters(client, place, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "guest_form": "1/h/ip"}

    ask(client, place)
    refused = ask(client, place, email="cits@example.lv")

    assert refused.status_code == 422
    assert "cits@example.lv" in refused.text
    assert Message.objects.get().email == EMAIL


def test_the_link_works_for_seven_days(client, place, time_machine):
    ask(client, place)
    link = link_in_letter()

    time_machine.move_to(timezone.now() + 7 * DAY + timedelta(minutes=1))
    late = confirm(client, link)

    assert late.status_code == 410
    assert followers(place) == []


def test_a_link_opened_again_says_that_one_follows_already(client, place):
    ask(client, place)
    link = link_in_letter()
    first = client.get(link).text

    confirm(client, link)

    again = client.get(link).text
    assert "Apstipriniet, kam sekojat" in first
    assert ("Jūs tam jau sekojat" in again, "adrese tiks dzēsta" in again) == (True, False)


def test_a_mangled_link_is_told_so(client):
    response = client.get(reverse("notifications:confirm_following", args=["nav:tads"]))

    assert response.status_code == 410
    assert "Nokopējiet no e-pasta visu saiti." in response.text


@pytest.mark.parametrize(("waits", "is_kept"), [(6 * DAY, True), (7 * DAY + timedelta(minutes=1), False)])
def test_an_address_that_nobody_confirmed_is_erased_after_seven_days(client, place, time_machine, waits, is_kept):
    ask(client, place)
    time_machine.move_to(timezone.now() + waits)

    erase_unconfirmed_subscriptions()

    assert Subscription.objects.filter(email=EMAIL).exists() is is_kept
    assert Message.objects.filter(email=EMAIL).exists() is is_kept
    assert Heartbeat.objects.get(name="erase_unconfirmed_subscriptions").result == str(int(not is_kept))


def test_asking_again_begins_the_seven_days_anew(client, place, time_machine):
    ask(client, place)
    time_machine.move_to(timezone.now() + 6 * DAY)
    ask(client, place)
    time_machine.move_to(timezone.now() + 6 * DAY)

    erase_unconfirmed_subscriptions()

    assert confirm(client, link_in_letter()).status_code == 302


def test_confirmed_addresses_are_never_erased(client, place, time_machine):
    ask(client, place)
    confirm(client, link_in_letter())
    time_machine.move_to(timezone.now() + 30 * DAY)

    erase_unconfirmed_subscriptions()

    assert followers(place) == [EMAIL]


def test_what_is_not_public_cannot_be_followed(client):
    draft = ConsultationFactory(draft=True)

    assert ask(client, draft).status_code == 404
    assert ask(client, PersonFactory()).status_code == 404
    assert not Subscription.objects.exists()


def test_no_address_reaches_the_audit_log(client, place):
    ask(client, place)
    confirm(client, link_in_letter())

    events = Event.objects.filter(target_type="notifications.subscription")
    assert [event.name.split(".")[-1] for event in events.order_by("pk")] == ["asked", "confirmed"]
    assert EMAIL not in "".join(f"{event.actor_label}{event.target_label}{event.data}" for event in events)


@pytest.mark.rule("S4-46")
@pytest.mark.rule("S4-64")
def test_followers_hear_of_a_consultation_in_their_neighbourhood_in_a_digest(place, now):
    person, guest = PersonFactory(), SubscriptionFactory(target=place, frequency=Frequency.WEEKLY)
    follow(target=place, email=person.email, language="lv", by=person, now=now)
    SubscriptionFactory(target=NeighbourhoodFactory())
    consultation = ConsultationFactory(draft=True, neighbourhoods=[place])

    publish_consultation(consultation=consultation, by=OfficerFactory(), now=now)
    send_digests(now + 8 * DAY)

    digests = Message.objects.filter(key="notifications.digest")
    assert {digest.email for digest in digests} == {person.email, guest.email}
    assert all(consultation.title in digest.body for digest in digests)


def test_followers_hear_of_the_result_once(place, now):
    consultation = ConsultationFactory(neighbourhoods=[place], opens_at=now - 30 * DAY)
    of_place, of_consultation = SubscriptionFactory(target=place), SubscriptionFactory(target=consultation)
    result = "Dome nolēma celiņu būvēt ielas labajā pusē; platums palielināts."

    for text in (result, f"{result} Būvdarbi sākas maijā."):
        add_result(consultation=consultation, result=text, by=OfficerFactory(), now=now)

    assert {message.email for message in Message.objects.all()} == {of_place.email, of_consultation.email}
    assert Message.objects.count() == 2


@pytest.mark.parametrize("end", ["stopped", "unconfirmed", "closed"])
def test_who_no_longer_follows_hears_nothing(place, now, end):
    person = PersonFactory()
    subscription = SubscriptionFactory(user=person, target=place, confirmed_at=None if end == "unconfirmed" else now)
    if end == "stopped":
        stop_following(subscription=subscription, by=person, now=now)
    if end == "closed":
        type(person).objects.update(is_active=False)

    assert notify("participation.consultation_published", subject=ConsultationFactory(neighbourhoods=[place]), now=now) == []


def test_a_person_is_written_to_at_the_address_of_today(place, now):
    person = PersonFactory(email="jauna@example.lv", language="en")
    SubscriptionFactory(user=person, email="veca@example.lv", target=place)

    (message,) = notify("participation.consultation_published", subject=ConsultationFactory(neighbourhoods=[place]), now=now)

    assert (message.email, message.language) == ("jauna@example.lv", "en")


@pytest.mark.parametrize("make", [NeighbourhoodFactory, ConsultationFactory])
def test_the_page_offers_to_follow_and_then_to_stop(client, make):
    target = make()
    as_guest = client.get(target.get_absolute_url())
    person = PersonFactory()
    client.force_login(person)
    before = client.get(target.get_absolute_url())
    follow(target=target, email=person.email, language="lv", by=person, now=timezone.now())

    after = client.get(target.get_absolute_url())

    assert f'href="{page_to_follow(target)}"' in as_guest.text
    assert "csrfmiddlewaretoken" not in as_guest.text
    assert f'action="{page_to_follow(target)}"' in before.text
    assert reverse("notifications:stop_following", args=[person.subscriptions.get().pk]) in after.text


def test_a_guest_follows_every_consultation_at_once(client, now):
    kind = all_of(Consultation)

    ask(client, kind)

    subscription = Subscription.objects.get()
    assert (subscription.target, subscription.target_label) == (kind, "Visas apspriešanas")
    assert subscription.target_address == "/lidzdaliba/apspriesanas/"


def test_who_follows_every_consultation_hears_of_one_anywhere_once(place, now):
    person = PersonFactory()
    for target in (all_of(Consultation), place):
        follow(target=target, email=person.email, language="lv", by=person, now=now)

    written = notify("participation.consultation_published", subject=ConsultationFactory(neighbourhoods=[place]), now=now)

    assert [message.email for message in written] == [person.email]


@pytest.mark.usefixtures("person")
def test_a_person_follows_a_whole_kind_by_one_button_and_is_back_at_its_list(client):
    response = client.post(page_to_follow(all_of(Consultation)))

    assert response.url == reverse("participation:consultation_list")
    assert client.get(page_to_follow(all_of(Consultation))).context["following"].subscription is not None


def test_what_is_no_kind_to_follow_has_no_page(client):
    assert client.get(page_to_follow(all_of(Subscription))).status_code == 404


def test_a_list_offers_all_of_its_kind_by_e_mail(client):
    page = client.get(reverse("participation:consultation_list"))

    assert f'href="{page_to_follow(all_of(Consultation))}"' in page.text
