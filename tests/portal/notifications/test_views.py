import pytest

from portal.notifications.kinds import NOTIFICATIONS
from portal.notifications.models import Category, Frequency, Preference
from portal.notifications.unsubscribing import news_keys
from tests.factories.portal import MunicipalityFactory, PersonFactory, SubscriptionFactory

PAGE = "/jaunumi/"


@pytest.fixture
def person(db, client):
    """Signed in."""
    MunicipalityFactory()
    person = PersonFactory()
    client.force_login(person)
    return person


def field(key: str) -> str:
    return key.replace(".", "__")


def test_a_person_chooses_the_pace_of_each_kind_of_news(person, client):
    chosen = dict.fromkeys(news_keys(), Frequency.WEEKLY) | {"grants.call_published": Frequency.NEVER}

    response = client.post(PAGE, {field(key): frequency for key, frequency in chosen.items()}, follow=True)

    assert "Saglabāts." in response.content.decode()
    assert dict(Preference.objects.filter(user=person).values_list("key", "frequency")) == chosen


def test_the_page_shows_what_was_chosen_before(person, client):
    Preference.objects.create(user=person, key="grants.call_published", frequency=Frequency.WEEKLY)

    form = client.get(PAGE).context["form"]

    assert form[field("grants.call_published")].initial == Frequency.WEEKLY
    assert form[field("participation.consultation_published")].initial == Frequency.DAILY


def test_only_news_can_be_slowed_down(person, client):
    offered = set(client.get(PAGE).context["form"].fields)

    assert offered == {field(key) for key, kind in NOTIFICATIONS.items() if kind.category == Category.NEWS}


def test_an_unknown_pace_is_refused_and_nothing_is_kept(person, client):
    response = client.post(PAGE, {field(key): "hourly" for key in news_keys()})

    assert response.context["form"].errors.keys() == {field(key) for key in news_keys()}
    assert not Preference.objects.exists()


def test_the_page_lists_what_the_person_follows_and_nobody_elses(person, client):
    SubscriptionFactory(user=person, target_label="Parka ielas apkaime")
    SubscriptionFactory(user=PersonFactory(), target_label="Cita apkaime")

    page = client.get(PAGE).content.decode()

    assert "Parka ielas apkaime" in page
    assert "Cita apkaime" not in page


def test_a_visitor_is_asked_to_sign_in(db, client):
    response = client.get(PAGE)

    assert response.status_code == 302
    assert response.url.startswith("/konts/")
