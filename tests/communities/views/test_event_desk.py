"""A community's desk for its events, from the draft to the thanks."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from communities.actions.photo import MOST_PHOTOS
from communities.enums import EventState, MemberRole, Reward
from communities.models import Event
from portal.files.actions import read
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.event import LESSONS, EventFactory, call_for_help, help_with
from tests.factories.files import picture, stored_file, upload
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def community(client):
    """The visitor leads it."""
    leader = PersonFactory()
    client.force_login(leader)
    return CommunityFactory(leader=leader)


def address(page: str, event, *more) -> str:
    return reverse(f"communities:{page}", args=[event.community.slug, event.slug, *more])


def filled_in(now, **changes) -> dict:
    """The form of an event as a leader fills it in."""
    return {
        "title": "Upes talka",
        "kind": "clean_up",
        "summary": "Sakopjam Misas krastu.",
        "place": "Pie tilta",
        "starts_at": f"{now + timedelta(days=5):%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + timedelta(days=5, hours=3):%Y-%m-%dT%H:%M}",
        "neighbourhoods": [NeighbourhoodFactory().pk],
        **changes,
    }


def test_a_leader_prepares_announces_and_changes_an_event(client, community, now):
    client.post(reverse("communities:event_create", args=[community.slug]), filled_in(now))
    event = Event.objects.get()
    announced = client.post(address("event_announce", event), follow=True)

    client.post(address("event_edit", event), filled_in(now, place="Pie kultūras nama"))

    event.refresh_from_db()
    assert "Pasākums ir izsludināts" in announced.text
    assert (event.state, event.place, event.community) == (EventState.PUBLISHED, "Pie kultūras nama", community)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_at": "2020-01-01T10:00"}, "Beigām jābūt pēc sākuma."),
        ({"neighbourhoods": []}, "Apkaimes"),
        ({"latitude": "48.1", "longitude": "24"}, "ārpus Latvijas"),
        ({"kind": "tradition"}, "kura tradīcija"),
    ],
)
def test_a_form_filled_in_wrongly_says_what_is_wrong_and_keeps_the_rest(client, community, now, wrong, sentence):
    response = client.post(reverse("communities:event_create", args=[community.slug]), filled_in(now, **wrong))

    assert response.status_code == 422
    assert sentence in response.text
    assert "Sakopjam Misas krastu." in response.text
    assert not Event.objects.exists()


def test_the_desk_shows_first_what_waits_to_be_closed(client, community, now):
    event = EventFactory(community=community, starts_at=now - timedelta(days=1))

    desk = client.get(reverse("communities:desk_events", args=[community.slug])).text
    own = client.get(reverse("pages:mans")).text

    assert address("event_close", event) in desk
    assert address("event_close", event) in own


@pytest.mark.rule("S4-08")
def test_more_people_than_places_are_asked_about_and_the_sheet_is_kept(client, community, now):
    event = EventFactory(community=community, starts_at=now - timedelta(hours=5), capacity=20)
    answers = {"attendance": "24", "lessons": LESSONS, "evidence": upload("lapa.jpg", picture("JPEG"))}

    asked = client.post(address("event_close", event), answers)
    kept = asked.context["form"].fields["evidence"].widget.get_context("evidence", None, {})["kept"]["token"]
    del answers["evidence"]
    client.post(address("event_close", event), {**answers, "evidence-kept": kept, "is_sure": "on"})

    event.refresh_from_db()
    assert asked.status_code == 422
    assert "Vietu skaits ir 20, bet ierakstītais dalībnieku skaits ir 24" in asked.text
    assert (event.attendance, event.evidence.original_name) == (24, "lapa.jpg")


def test_calling_off_asks_why(client, community):
    event = EventFactory(community=community)

    refused = client.post(address("event_call_off", event), {"reason": "slikti"})
    client.post(address("event_call_off", event), {"reason": "Upe ir izgājusi no krastiem."})

    event.refresh_from_db()
    assert refused.status_code == 422
    assert event.state == EventState.CANCELLED


def photo_from(place: str) -> SimpleUploadedFile:
    """A picture that carries where it was taken."""
    details = Image.Exif()
    details[0x010F] = place
    details.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(stream, "JPEG", exif=details)
    return SimpleUploadedFile("talka.jpg", stream.getvalue())


def test_a_photo_shows_on_the_page_without_the_place_where_it_was_taken(client, community, now):
    event = EventFactory(community=community, starts_at=now - timedelta(hours=5))
    given = {"file": photo_from("Misas krasts"), "alt": "Kaimiņi stāda liepas", "has_consent": "on"}

    client.post(address("event_photos", event), given)

    photo = event.photos.get()
    with Image.open(io.BytesIO(read(photo.file))) as shown:
        assert not dict(shown.getexif())
    assert photo.has_consent
    client.logout()
    assert 'alt="Kaimiņi stāda liepas"' in client.get(event.get_absolute_url()).text
    response = client.get(reverse("communities:photo", args=[photo.file_id]))
    assert (response.status_code, bool(response.getvalue())) == (200, True)


def test_without_consent_or_words_no_photo_is_taken(client, community, now):
    event = EventFactory(community=community, starts_at=now - timedelta(hours=5))

    response = client.post(address("event_photos", event), {"file": photo_from("Misa"), "alt": ""})

    assert set(response.context["form"].errors) == {"alt", "has_consent"}
    assert not event.photos.exists()


def test_a_thirteenth_photo_is_refused_until_one_is_removed(client, community, now):
    event = EventFactory(community=community, starts_at=now - timedelta(hours=5))
    for number in range(MOST_PHOTOS):
        event.photos.create(file=stored_file("a.png", picture(), "image/png"), alt=f"Attēls {number}", has_consent=True)
    given = {"alt": "Vēl viens", "has_consent": "on"}

    refused = client.post(address("event_photos", event), {**given, "file": photo_from("Misa")})
    client.post(address("event_photo_remove", event, event.photos.first().pk))
    client.post(address("event_photos", event), {**given, "file": photo_from("Misa")})

    assert refused.status_code == 422
    assert "12" in refused.text
    assert event.photos.last().alt == "Vēl viens"


@pytest.mark.rule("S3-04")
def test_a_call_for_helpers_ends_with_thanks(client, community, now):
    event = EventFactory(community=community)
    client.post(address("helper_task_create", event), {"title": "Cept pankūkas", "duration": "2 stundas", "wanted": "2"})
    task = event.helper_tasks.get()
    helper = help_with(task).user
    desk = client.get(address("desk_event", event)).text
    Event.objects.update(starts_at=now - timedelta(hours=1))

    client.post(address("helpers_thank", event, task.pk), {"hours": "6"})

    task.refresh_from_db()
    assert helper.email in desk
    assert task.hours_given == 6


@pytest.mark.rule("S0-27")
@pytest.mark.rule("S0-23")
def test_a_call_for_helpers_names_what_helping_gives(client, community):
    event = EventFactory(community=community)
    typed = {"title": "Cept pankūkas", "duration": "2 stundas", "wanted": "2", "rewards": ["friends", "fun"], "gain": "Pusdienas"}

    client.post(address("helper_task_create", event), typed)

    assert f"{Reward.FRIENDS.label}, {Reward.FUN.label}; Pusdienas" in client.get(event.get_absolute_url()).text


def test_a_task_without_helpers_is_removed(client, community):
    event = EventFactory(community=community)
    task = call_for_help(event)

    client.post(address("helper_task_remove", event, task.pk))

    assert not event.helper_tasks.exists()


@pytest.mark.rule("S4-128")
def test_a_tradition_is_named_once_and_chosen_for_each_year(client, community, now):
    client.post(reverse("communities:series_create", args=[community.slug]), {"name": "Upes svētki", "since_year": "2019"})
    series = community.traditions.get()

    client.post(reverse("communities:event_create", args=[community.slug]), filled_in(now, kind="tradition", series=series.pk))

    assert series.events.count() == 1


@pytest.mark.parametrize(("role", "answer"), [(MemberRole.MEMBER, 403), (MemberRole.EDITOR, 200), (None, 404)])
def test_who_may_not_write_for_the_community_prepares_nothing(client, role, answer):
    community, person = CommunityFactory(), PersonFactory()
    if role:
        MembershipFactory(community=community, user=person, role=role)
    client.force_login(person)

    assert client.get(reverse("communities:event_create", args=[community.slug])).status_code == answer


def test_events_of_another_community_are_not_on_this_desk(client, community):
    other = EventFactory()

    assert client.get(reverse("communities:desk_event", args=[community.slug, other.slug])).status_code == 404
