import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Event
from portal.notifications.digests import send_digests
from portal.notifications.models import Frequency, Message, Preference, Subscription
from portal.notifications.unsubscribing import news_keys, unsubscribe_address
from tests.factories.portal import MessageFactory, MunicipalityFactory, PersonFactory, SubscriptionFactory
from tests.portal.instants import riga

NEWS = "participation.consultation_published"


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory()


def path_in(message) -> str:
    return unsubscribe_address(message).removeprefix("http://testserver")


def click_in_mail_program(message):
    """RFC 8058: a mail program posts this, with no page, cookie or token of a form."""
    return Client(enforce_csrf_checks=True).post(path_in(message), {"List-Unsubscribe": "One-Click"})


def refused_by(person) -> list[str]:
    return sorted(Preference.objects.filter(user=person, frequency=Frequency.NEVER).values_list("key", flat=True))


def test_one_click_refuses_that_kind_of_news_for_the_person():
    message = MessageFactory(news=True, recipient=PersonFactory())

    response = click_in_mail_program(message)

    assert response.status_code == 200
    assert "Jaunas apspriešanas manās apkaimēs" in response.content.decode()
    assert refused_by(message.recipient) == [NEWS]


def test_one_click_overrides_what_was_chosen_before():
    person = PersonFactory()
    Preference.objects.create(user=person, key=NEWS, frequency=Frequency.AT_ONCE)

    click_in_mail_program(MessageFactory(news=True, recipient=person))

    assert refused_by(person) == [NEWS]


def test_one_click_ends_a_guests_subscription_and_no_other():
    following = SubscriptionFactory()
    other = SubscriptionFactory(email=following.email)

    click_in_mail_program(MessageFactory(news=True, email=following.email, subscription=following))

    assert list(Subscription.objects.active()) == [other]


def test_the_second_click_changes_nothing(time_machine):
    following = SubscriptionFactory()
    message = MessageFactory(news=True, email=following.email, subscription=following)
    time_machine.move_to(riga(2026, 11, 21, 12), tick=False)
    click_in_mail_program(message)
    time_machine.move_to(riga(2026, 11, 22, 12), tick=False)

    assert click_in_mail_program(message).status_code == 200

    following.refresh_from_db()
    assert following.ended_at == riga(2026, 11, 21, 12)


def test_opening_the_link_asks_and_ends_nothing(client):
    message = MessageFactory(news=True, recipient=PersonFactory())

    page = client.get(path_in(message)).content.decode()

    assert "Vai atteikties no šīm ziņām?" in page
    assert refused_by(message.recipient) == []


def test_the_click_in_a_persons_digest_refuses_all_news():
    person = PersonFactory()
    MessageFactory.create_batch(2, collected=True, recipient=person, email=person.email)
    send_digests(riga(2026, 11, 23, 7, 30))

    response = click_in_mail_program(Message.objects.get(key="notifications.digest"))

    assert response.status_code == 200
    assert refused_by(person) == sorted(news_keys())


def test_the_click_in_a_guests_digest_ends_all_that_guest_follows():
    stays = SubscriptionFactory()
    for _ in range(2):
        following = SubscriptionFactory(email="viesis@example.lv")
        MessageFactory(collected=True, email=following.email, subscription=following)
    send_digests(riga(2026, 11, 23, 7, 30))

    click_in_mail_program(Message.objects.get(key="notifications.digest"))

    assert list(Subscription.objects.active()) == [stays]


@pytest.mark.parametrize("language", ["lv", "en"])
def test_the_link_speaks_the_language_of_the_mail(client, language):
    message = MessageFactory(news=True, recipient=PersonFactory(), language=language)

    assert f'<html lang="{language}"' in client.get(path_in(message)).content.decode()


def test_a_forged_link_ends_nothing(client):
    message = MessageFactory(news=True, recipient=PersonFactory())

    response = client.post(path_in(message)[:-3] + "xx/")

    assert response.status_code == 404
    assert refused_by(message.recipient) == []


def test_the_link_of_a_subscription_that_is_gone_is_unknown(client):
    following = SubscriptionFactory()
    path = path_in(MessageFactory(news=True, email=following.email, subscription=following))
    following.delete()

    assert client.get(path).status_code == 404


def test_what_cannot_be_refused_carries_no_link():
    assert unsubscribe_address(MessageFactory(recipient=PersonFactory())) == ""


def test_what_one_click_ends_leaves_its_trace():
    following = SubscriptionFactory()

    click_in_mail_program(MessageFactory(news=True, email=following.email, subscription=following))

    event = Event.objects.of(following).get()
    assert (event.name, event.actor_kind) == ("notifications.subscription.ended", Event.ActorKind.GUEST)


def test_the_page_of_news_that_is_stopped_already_says_so_and_leads_back(client):
    message = MessageFactory(news=True, subscription=SubscriptionFactory(), recipient=None)
    assert "Vai nesaņemt" not in client.post(path_in(message)).text

    page = client.get(path_in(message)).text

    assert "Šīs ziņas Jūs vairs nesaņemat" in page
    assert f'href="{message.subscription.target_address}"' in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]


def test_news_refused_by_a_person_is_chosen_again_among_the_messages(client):
    message = MessageFactory(news=True, recipient=PersonFactory())
    assert "Šīs ziņas Jūs vairs nesaņemat" not in client.get(path_in(message)).text
    click_in_mail_program(message)

    page = client.get(path_in(message)).text

    assert "Šīs ziņas Jūs vairs nesaņemat" in page
    assert f'href="{reverse("notifications:preferences")}"' in page.split("<main")[1]
