"""A centre's page and what its community does with it: hours, equipment, photos, the sheet nobody else sees, the poster."""

import re
from io import BytesIO

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from communities.actions.centre import save_centre
from communities.documents.centre_poster import poster_page
from communities.enums import MemberRole
from communities.models import CentrePhoto, Equipment, OpeningException, OpeningPeriod, ResilienceSheet, ResourceCentre
from portal.files.actions import read
from portal.ui.search import find
from tests.factories.booking import BookingFactory, EquipmentFactory, OpenCentreFactory, at, days_ahead
from tests.factories.communities import CommunityFactory, MembershipFactory, ResourceCentreFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

SECRET = "Atslēgas glabājas pie sargātājas Mārītes"


@pytest.fixture
def leader():
    return PersonFactory()


@pytest.fixture
def centre(leader):
    return OpenCentreFactory(community=CommunityFactory(leader=leader), name="Upes nams", street_address="Upes iela 3, Paraugs")


def part_of(centre, part: str) -> str:
    return reverse("communities:centre_edit", args=[centre.community.slug, centre.slug, part])


def photos_of(centre) -> str:
    return reverse("communities:centre_photos", args=[centre.slug])


def rows(name: str, *forms: dict, initial: int = 0) -> dict[str, str]:
    """What the browser sends for a table of rows."""
    sent = {f"{name}-TOTAL_FORMS": str(len(forms)), f"{name}-INITIAL_FORMS": str(initial)}
    return sent | {f"{name}-{n}-{field}": value for n, form in enumerate(forms) for field, value in form.items()}


def picture(size=(40, 30), name="nams.jpg", **options) -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", size, "white").save(content, "JPEG", **options)
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def with_place() -> SimpleUploadedFile:
    """A picture that tells where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (56.0, 50.0, 0.0), 3: "E", 4: (24.0, 14.0, 0.0)})
    return picture(exif=exif.tobytes())


@pytest.mark.rule("S3-38")
def test_the_page_says_when_it_is_open_how_to_get_in_and_whom_to_ask(client, centre, time_machine):
    centre.access_features = ["step_free", "hearing_loop"]
    centre.save()
    time_machine.move_to(at(days_ahead(1), 12))

    page = client.get(centre.get_absolute_url()).text

    told = ("Tagad atvērts", "līdz 22.00", "šodien", "Upes iela 3", "ieeja bez pakāpieniem", "dzirdes cilpa")
    assert [words for words in (*told, centre.community.name) if words not in page] == []


def test_a_closed_centre_says_when_it_opens(client, centre, time_machine):
    time_machine.move_to(at(days_ahead(1), 23))

    page = client.get(centre.get_absolute_url()).text

    assert "Tagad slēgts. Atvērs" in page
    assert f"{days_ahead(1):%d.%m.%Y.}" in page


def test_exceptions_ahead_are_listed_with_their_reason(client, centre):
    OpeningException.objects.create(centre=centre, day=days_ahead(20), reason="grīdas vaskošana")

    page = client.get(centre.get_absolute_url()).text

    assert "grīdas vaskošana" in page
    assert "Svētku dienās ir parastais darba laiks" in page


@pytest.mark.rule("S3-50")
def test_equipment_says_how_to_use_it_and_leads_to_its_booking(client, centre):
    item = EquipmentFactory(centre=centre, name="Ceplis", instructions="Ieslēdz tikai meistars.")

    page = client.get(centre.get_absolute_url()).text

    assert "Ieslēdz tikai meistars." in page
    assert f"{reverse('communities:booking_create', args=[centre.slug])}?iekarta={item.pk}" in page


@pytest.mark.rule("S3-10")
def test_an_example_from_elsewhere_is_shown_and_cannot_be_booked(client):
    example = ResourceCentreFactory(is_reference=True, is_bookable=True, municipality_name="Preiļu novads", community=None)

    page = client.get(example.get_absolute_url()).text

    assert "Preiļu novads" in page
    assert "rezervet" not in page


@pytest.mark.rule("S4-35")
def test_the_resilience_sheet_is_for_the_community_and_officers_alone(client, centre, leader):
    ResilienceSheet.objects.create(centre=centre, has_generator=True, keys_with=SECRET, checked_on=days_ahead(-9))
    save_centre(centre=centre, keep=[centre], by=leader, now=at(days_ahead(0), 9))

    seen = {}
    for who, person in (("visitor", None), ("neighbour", PersonFactory()), ("leader", leader), ("officer", OfficerFactory())):
        client.logout()
        if person:
            client.force_login(person)
        exported = client.get(reverse("communities:resource_centre_list"), {"formats": "csv"}).content.decode()
        seen[who] = SECRET in client.get(centre.get_absolute_url()).text
        assert SECRET not in exported

    assert seen == {"visitor": False, "neighbour": False, "leader": True, "officer": True}
    assert list(find("Mārītes", leader)) == []


def test_the_community_edits_its_hours(client, centre, leader):
    client.force_login(leader)
    OpeningPeriod.objects.filter(centre=centre).delete()

    client.post(
        part_of(centre, "laiki"),
        rows("opening_periods", {"weekday": "0", "opens": "09:00", "closes": "13:00"}, {"weekday": "", "opens": "", "closes": ""})
        | rows("opening_exceptions", {"day": f"{days_ahead(30):%Y-%m-%d}", "reason": "svētki"}),
    )

    assert [str(period) for period in centre.opening_periods.all()] == ["pirmdiena 09.00–13.00"]
    assert [exception.reason for exception in centre.opening_exceptions.all()] == ["svētki"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"weekday": "0", "opens": "13:00", "closes": "09:00"}, "Centra slēgšanas laikam jābūt vēlākam"),
        (
            {"weekday": "0", "opens": "9:00", "closes": "13:00", "valid_from": "2027-05-02", "valid_to": "2027-05-01"},
            "Pēdējā diena",
        ),
    ],
)
def test_hours_that_cannot_be_are_said_and_kept_in_the_form(client, centre, leader, row, sentence):
    client.force_login(leader)

    response = client.post(part_of(centre, "laiki"), rows("opening_periods", row) | rows("opening_exceptions"))

    assert response.status_code == 422
    assert sentence in response.text
    assert row["closes"] in response.text


def test_the_same_day_is_no_exception_twice(client, centre, leader):
    client.force_login(leader)
    day = {"day": f"{days_ahead(30):%Y-%m-%d}"}

    response = client.post(part_of(centre, "laiki"), rows("opening_periods") | rows("opening_exceptions", day, day))

    assert response.status_code == 422
    assert not centre.opening_exceptions.exists()


def test_equipment_that_was_booked_stays_in_the_record(client, centre, leader):
    item = BookingFactory(centre=centre, equipment=EquipmentFactory(centre=centre, name="Ekrāns")).equipment
    client.force_login(leader)
    row = {"id": item.pk, "name": item.name, "quantity": "1", "is_bookable": "on", "DELETE": "on"}

    response = client.post(part_of(centre, "aprikojums"), rows("equipment", row, initial=1))

    assert response.status_code == 422
    assert "bijusi rezervēta" in response.text
    assert Equipment.objects.filter(pk=item.pk).exists()


def test_the_description_and_the_sheet_are_edited_by_the_community(client, centre, leader):
    client.force_login(leader)

    client.post(
        part_of(centre, "apraksts"),
        {"description": "Telpa visiem.", "host": "Tautas nams", "capacity": "25", "access_features": ["lift"]},
    )
    client.post(part_of(centre, "noturiba"), {"beds": "4", "keys_with": SECRET, "checked_on": f"{days_ahead(0):%Y-%m-%d}"})

    centre.refresh_from_db()
    assert (centre.description, centre.capacity, centre.access_features) == ("Telpa visiem.", 25, ["lift"])
    assert centre.resilience.beds == 4


def test_a_plain_member_edits_nothing(client, centre):
    client.force_login(MembershipFactory(community=centre.community, role=MemberRole.MEMBER).user)

    assert client.get(part_of(centre, "apraksts")).status_code == 403
    assert client.get(photos_of(centre)).status_code == 403


def test_a_community_does_not_edit_anothers_centre(client, centre, leader):
    other = OpenCentreFactory()
    client.force_login(leader)

    page = reverse("communities:centre_edit", args=[centre.community.slug, other.slug, "apraksts"])

    assert client.get(page).status_code == 404
    assert client.get(part_of(centre, "nekas")).status_code == 404


def test_a_photo_is_shown_with_its_text_and_without_the_place_it_was_taken_at(client, centre, leader):
    client.force_login(leader)

    client.post(photos_of(centre), {"file": with_place(), "alt": "Nams upes malā"})

    photo = CentrePhoto.objects.get()
    with Image.open(BytesIO(read(photo.file))) as stored:
        assert not stored.getexif()
    assert 'alt="Nams upes malā"' in client.get(centre.get_absolute_url()).text


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: picture(size=(8000, 5000)), "megapiks"),
        (lambda: SimpleUploadedFile("nams.jpg", b"Tas ir teksts.", "image/jpeg"), "JPEG"),
        (lambda: SimpleUploadedFile("nams.svg", b"<svg/>", "image/svg+xml"), "JPG"),
    ],
    ids=["40 megapixels", "text named .jpg", "another kind"],
)
def test_what_is_no_photo_is_refused_with_a_sentence(client, centre, leader, upload, sentence):
    client.force_login(leader)

    response = client.post(photos_of(centre), {"file": upload(), "alt": "Nams upes malā"})

    assert response.status_code == 422
    assert sentence.lower() in response.text.lower()
    assert "Nams upes malā" in response.text
    assert not CentrePhoto.objects.exists()


def test_a_photo_sent_again_is_there_once(client, centre):
    client.force_login(OfficerFactory(roles=["coordinator"]))

    for alt in ("Nams upes malā", "Nams upes malā", "Tas pats nams"):
        client.post(photos_of(centre), {"file": picture(), "alt": alt})

    assert [one.alt for one in centre.photos.all()] == ["Nams upes malā", "Tas pats nams"]


def test_an_officer_adds_and_removes_photos_too(client, centre):
    client.force_login(OfficerFactory(roles=["coordinator"]))

    client.post(photos_of(centre), {"file": picture(), "alt": "Nams upes malā"})
    client.post(reverse("communities:centre_photo_remove", args=[centre.slug, CentrePhoto.objects.get().pk]))

    assert not CentrePhoto.objects.exists()


def listed(client, **query) -> list[str]:
    return [centre.name for centre, _opening in client.get(reverse("communities:resource_centre_list"), query).context["lines"]]


def test_the_list_is_filtered_by_equipment_access_booking_and_day(client, centre):
    quiet = ResourceCentreFactory(name="Klusais nams", access_features=["lift", "quiet"])
    EquipmentFactory(centre=quiet, name="Šujmašīna", is_bookable=False)
    OpeningException.objects.create(centre=centre, day=days_ahead(3))

    assert listed(client, aprikojums="sujmasina") == ["Klusais nams"]
    assert listed(client, pieejams=["quiet", "lift"]) == ["Klusais nams"]
    assert listed(client, pieejams=["quiet", "parking"]) == []
    assert listed(client, rezervejams="ja") == ["Upes nams"]
    assert listed(client, atverts=f"{days_ahead(2):%Y-%m-%d}") == ["Upes nams"]
    assert listed(client, atverts=f"{days_ahead(3):%Y-%m-%d}") == []


def test_the_export_tells_what_the_filter_shows(client, centre):
    EquipmentFactory(centre=centre, name="Galdi", quantity=8)
    ResourceCentre.objects.update(access_features=["lift"], capacity=40)

    content = client.get(reverse("communities:resource_centre_list"), {"formats": "csv"}).content.decode()
    (row,) = tablib.Dataset().load(content.lstrip("\ufeff"), format="csv").dict

    assert row["Aprīkojums"] == "Galdi (8)"
    assert row["Vietu skaits"] == "40"
    assert row["Piekļūstamība un ērtības"] == "lifts"


A4, A3 = (595, 842), (842, 1191)


@pytest.mark.parametrize(("size", "points"), [("a4", A4), ("a3", A3)])
def test_the_poster_is_one_tagged_page_of_its_size_in_black_alone(client, centre, leader, size, points):
    client.force_login(leader)

    document = PdfReader(BytesIO(client.get(reverse("communities:centre_poster", args=[centre.slug, size])).content))

    (page,) = document.pages
    text, drawn = page.extract_text(), page.get_contents().get_data().decode("latin-1")
    colours = {tuple(found) for found in re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)\b", drawn)}
    assert tuple(round(side) for side in page.mediabox.upper_right) == points
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "lv"
    assert all(len(set(colour)) == 1 for colour in colours)
    assert "Upes nams" in text
    assert "08.00–22.00" in text


def test_the_poster_leads_to_the_centres_page(centre, settings):
    page = poster_page(centre, "a4", days_ahead(0))

    assert page.count(f"{settings.SITE_URL}{centre.get_absolute_url()}") == 2, "under the code and in its text"
    assert "data:image/svg+xml" in page
    assert "Pirmdiena–svētdiena" in page


def test_the_poster_tells_the_usual_hours_also_in_a_week_with_an_exception(centre):
    OpeningException.objects.create(centre=centre, day=days_ahead(0))

    assert "Pirmdiena–svētdiena" in poster_page(centre, "a4", days_ahead(0))


def test_a_size_that_is_no_poster_is_not_there(client, centre, leader):
    client.force_login(leader)

    assert client.get(reverse("communities:centre_poster", args=[centre.slug, "a9"])).status_code == 404


def test_officers_edit_hours_equipment_and_the_sheet_in_the_admin(client, centre):
    client.force_login(OfficerFactory(roles=["coordinator"]))

    page = client.get(reverse("admin:communities_resourcecentre_change", args=[centre.pk])).text

    for rows_of in ("opening_periods", "opening_exceptions", "equipment", "resilience"):
        assert f"{rows_of}-TOTAL_FORMS" in page
