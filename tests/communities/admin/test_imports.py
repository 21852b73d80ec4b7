"""Neighbourhoods and contact persons from a table: looked at line by line, then written by the same actions as by hand."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from communities.models import ContactPerson, Neighbourhood
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.files.models import File
from portal.files.tables import MOST_ROWS
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, UnitFactory

PLACES = reverse("admin:communities_neighbourhood_import", args=["apkaimes"])
CONTACTS = reverse("admin:communities_neighbourhood_import", args=["kontaktpersonas"])
HEADINGS = "Nosaukums;Veids;Vietas apkaimē;Blīvi apdzīvota;Iedzīvotāju skaits;Ģeogrāfiskais platums;Ģeogrāfiskais garums\n"
DAUGMALE = "Daugmales apkaime;ciems;Daugmale, Melderi;nē;1200;56,83521;24,50123\n"
CONTACT_HEADINGS = 'apkaime,"amats vai vārds, uzvārds",nodaļa,tālrunis,e-pasts,pieņemšanas laiks\n'


@pytest.fixture
def officer(client, municipality):
    """The coordinator, signed in."""
    officer = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(officer)
    return officer


def csv_file(text: str, encoding="utf-8", name="tabula.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(encoding))


def xlsx_file(*rows) -> SimpleUploadedFile:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return SimpleUploadedFile("tabula.xlsx", content.getvalue())


def look(client, file, address=PLACES):
    """The page that shows every line's fate."""
    return client.post(address, {"file": file})


def confirm(client, page, address=PLACES):
    """Press the button of that page."""
    kept = page.context["form"].fields["file"].widget.get_context("file", None, {})["kept"]["token"]
    return client.post(address, {"file-kept": kept, "confirm": "1"})


def fates(page) -> list[tuple[int, str]]:
    return [(line.number, line.fate.value) for line in page.context["lines"]]


@pytest.mark.usefixtures("officer")
def test_looking_writes_nothing_and_confirming_writes_with_history(client):
    page = look(client, csv_file(HEADINGS + DAUGMALE))
    before = Neighbourhood.objects.count()
    done = confirm(client, page)

    place = Neighbourhood.objects.get()
    assert (before, fates(page), fates(done)) == (0, [(2, "new")], [(2, "new")])
    assert (place.name, place.kind, place.places) == ("Daugmales apkaime", "village", ["Daugmale", "Melderi"])
    assert (place.slug, place.is_dense, place.population) == ("daugmales-apkaime", False, 1200)
    assert (place.latitude, place.longitude) == (56.83521, 24.50123)
    assert Event.objects.of(place).get().name == "communities.neighbourhood.saved"


@pytest.mark.usefixtures("officer")
def test_the_table_is_erased_once_it_is_written(client):
    confirm(client, look(client, csv_file(HEADINGS + DAUGMALE)))

    assert File.objects.get().erased_at


@pytest.mark.usefixtures("officer")
def test_a_change_is_shown_field_by_field_and_an_empty_cell_changes_nothing(client):
    NeighbourhoodFactory(name="Daugmales apkaime", population=900, places=["Daugmale"], description="Pie upes.")

    page = look(client, csv_file("name,population,description\ndaugmales apkaime,1200,\n"))
    confirm(client, page)

    (line,) = page.context["lines"]
    place = Neighbourhood.objects.get()
    assert [(change.before, change.after) for change in line.changes if change.heading == "Iedzīvotāju skaits"] == [(900, 1200)]
    assert (place.population, place.places, place.description) == (1200, ["Daugmale"], "Pie upes.")


@pytest.mark.usefixtures("officer")
def test_the_same_table_again_changes_nothing(client):
    table = HEADINGS + DAUGMALE
    confirm(client, look(client, csv_file(table)))
    events = Event.objects.count()

    again = look(client, csv_file(table))

    assert fates(again) == [(2, "unchanged")]
    assert "Šajā tabulā nav nevienas rindas, kas kaut ko mainītu." in again.text
    assert Event.objects.count() == events


@pytest.mark.usefixtures("officer")
def test_a_refused_line_stops_no_good_one(client):
    page = look(client, csv_file(HEADINGS + "Ārpus;ciems;;;;1;24\n" + DAUGMALE))
    done = confirm(client, page)

    assert fates(done) == [(2, "refused"), (3, "new")]
    assert Neighbourhood.objects.get().name == "Daugmales apkaime"


@pytest.mark.usefixtures("officer")
def test_a_part_may_stand_below_what_it_belongs_to(client):
    rows = "Nosaukums;Kur ietilpst;latitude;longitude\nBaldone;;56,74;24,4\nBaldones centrs;Baldone;56,74;24,4\n"

    confirm(client, look(client, csv_file(rows)))

    assert Neighbourhood.objects.get(name="Baldones centrs").parent.name == "Baldone"


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_csv_as_offices_save_it(client, encoding, delimiter):
    text = delimiter.join(["Nosaukums", "Latitude", "Longitude"]) + "\r\n" + delimiter.join(["Ķekavas šķūņi", "56.8", "24.2"])

    page = look(client, csv_file(text, encoding))

    assert [line.title for line in page.context["lines"]] == ["Ķekavas šķūņi"]
    assert fates(page) == [(2, "new")]


@pytest.mark.usefixtures("officer")
def test_xlsx_with_numbers_and_blank_lines(client):
    page = look(
        client, xlsx_file(["Nosaukums", "Iedzīvotāju skaits", "Latitude", "Longitude"], [], ["Baloži", 6200.0, 56.87, 24.11])
    )

    confirm(client, page)

    assert fates(page) == [(3, "new")]
    assert Neighbourhood.objects.get().population == 6200


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("Ārpus;ciems;;;;1;24\n", "Ģeogrāfiskais platums: "),
        ("Kalni;kalns;;;;56,8;24,2\n", "Veids: Izvēlieties vienu no šiem vārdiem: pilsēta, ciems"),
        ("Kalni;ciems;;varbūt;;56,8;24,2\n", "Blīvi apdzīvota: Izvēlieties vienu no šiem vārdiem: Jā, Nē"),
        ("=1+1;ciems;;;;56,8;24,2\n", "Vērtības vietā ir formula: Nosaukums."),
        (";ciems;;;;56,8;24,2\n", "Nosaukums: "),
        (DAUGMALE + DAUGMALE.upper(), "Par to pašu ir jau tabulas 2. rinda."),
    ],
)
def test_a_bad_line_is_refused_with_its_sentence(client, rows, sentence):
    page = look(client, csv_file(HEADINGS + rows))

    (refused,) = [line for line in page.context["lines"] if line.fate == "refused"]
    assert sentence.lower() in " ".join(refused.errors).lower()
    assert refused.errors[0] in page.text.replace("&quot;", '"')


@pytest.mark.usefixtures("officer")
def test_a_formula_of_a_spreadsheet_is_not_calculated(client):
    page = look(client, xlsx_file(["Nosaukums", "Latitude", "Longitude"], ["Baloži", "=50+6", 24.11]))

    assert "formula" in page.context["lines"][0].errors[0]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (csv_file(""), "Fails ir tukšs"),
        (csv_file(HEADINGS), "Zem virsrakstiem nav nevienas rindas."),
        (csv_file("Nosaukums;Krāsa\nBaloži;zila\n"), "Šādas kolonnas nav zināmas: Krāsa."),
        (csv_file("Veids;Latitude\nciems;56\n"), "Trūkst kolonnu: Nosaukums."),
        (csv_file("Nosaukums;Name\nBaloži;Baloži\n"), "Šīs kolonnas ir divreiz: Nosaukums."),
        (csv_file("Nosaukums\n" + "Baloži\n" * (MOST_ROWS + 1)), "Tabulā ir pārāk daudz rindu, atļauts ne vairāk kā 1000."),
        (csv_file("Nosaukums\nBalo\0ži\n"), "neatbilst"),
        (csv_file("nav tabula", name="tabula.xlsx"), "neatbilst"),
        (csv_file("x" * (10 * 1024 * 1024 + 1)), "10,0"),
        (csv_file("Nosaukums\nBaloži\n", name="tabula.ods"), "Šāda veida"),
    ],
    ids=["empty", "headings-alone", "unknown", "missing", "twice", "long", "binary", "no-xlsx", "large", "kind"],
)
def test_a_bad_table_is_refused_as_a_whole(client, file, sentence):
    file.seek(0)

    page = look(client, file)

    assert page.status_code == 422
    assert sentence in page.text.replace("\xa0", " ")
    assert not Neighbourhood.objects.exists()


@pytest.mark.usefixtures("officer")
@pytest.mark.rule("S4-66")
def test_a_neighbourhood_is_put_in_use_with_its_first_contact_person(client):
    NeighbourhoodFactory(name="Daugmale", is_active=False)
    UnitFactory(name="Sabiedrības līdzdalības nodaļa")
    row = "Daugmale,Apkaimes koordinators,Sabiedrības līdzdalības nodaļa,+371 67 000 001,daugmale@example.lv,otrdienās\n"

    confirm(client, look(client, csv_file(CONTACT_HEADINGS + row), CONTACTS), CONTACTS)

    contact = ContactPerson.objects.get()
    assert (contact.post, contact.neighbourhood.is_active) == ("Apkaimes koordinators", True)


@pytest.mark.usefixtures("officer")
def test_a_contact_person_known_by_the_address_is_changed_and_the_others_stay(client):
    known, other = ContactPersonFactory(phone="+371 67 000 001"), ContactPersonFactory()
    row = f"apkaime,e-pasts,tālrunis\n{known.neighbourhood.name},{known.email.upper()},+371 67 999 999\n"

    confirm(client, look(client, csv_file(row), CONTACTS), CONTACTS)

    assert ContactPerson.objects.active().get(pk=known.pk).phone == "+371 67 999 999"
    assert ContactPerson.objects.active().filter(pk=other.pk).exists()


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Daugmale,Koordinators,Nodaļa,zvaniet,k@example.lv,otrdienās\n", "Rakstiet tālruņa numuru ar cipariem"),
        ("Daugmale,Koordinators,Nodaļa,+371 67 000 001,nav-adrese,otrdienās\n", "E-pasts: "),
        ("Nekurienes,Koordinators,Nodaļa,+371 67 000 001,k@example.lv,otrdienās\n", "Portālā nav „Nekurienes”."),
        ("Daugmale,Koordinators,Cita,+371 67 000 001,k@example.lv,otrdienās\n", "Portālā nav „Cita”."),
    ],
)
def test_a_bad_contact_is_refused_with_its_sentence(client, row, sentence):
    NeighbourhoodFactory(name="Daugmale")
    UnitFactory(name="Nodaļa")

    page = look(client, csv_file(CONTACT_HEADINGS + row), CONTACTS)

    (line,) = page.context["lines"]
    assert line.fate == "refused"
    assert sentence.lower() in " ".join(line.errors).lower()


@pytest.mark.usefixtures("officer")
def test_another_table_chosen_with_the_button_of_the_first_is_only_looked_at(client):
    kept = look(client, csv_file(HEADINGS + DAUGMALE))
    token = kept.context["form"].fields["file"].widget.get_context("file", None, {})["kept"]["token"]

    page = client.post(PLACES, {"file-kept": token, "confirm": "1", "file": csv_file(HEADINGS + DAUGMALE)})

    assert not page.context["is_done"]
    assert not Neighbourhood.objects.exists()


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("format_name", ["csv", "xlsx"])
def test_the_empty_template_can_be_brought_in_again(client, format_name):
    template = client.get(f"{PLACES}{format_name}/")

    page = look(client, SimpleUploadedFile(f"tabula.{format_name}", template.content))

    assert "Zem virsrakstiem nav nevienas rindas." in page.text, "its headings are known"


def test_only_those_who_keep_the_registry_bring_tables_in(client, municipality):
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    assert client.get(PLACES).status_code == 403
    assert look(client, csv_file(HEADINGS + DAUGMALE)).status_code == 403


@pytest.mark.usefixtures("officer")
def test_the_list_of_officers_is_downloaded_as_filtered(client):
    NeighbourhoodFactory(name="Blīvā", is_dense=True)
    NeighbourhoodFactory(name="=Retā", is_dense=False)
    address = reverse("admin:communities_neighbourhood_export", args=["csv"])

    dense = client.get(address, {"is_dense__exact": "1"}).text
    everything = client.get(address).text

    assert "Blīvā" in dense
    assert "Retā" not in dense
    assert "'=Retā" in everything


@pytest.mark.parametrize("model", ["neighbourhood", "community", "resourcecentre"])
@pytest.mark.usefixtures("officer")
def test_lists_offer_their_download(client, model):
    changelist = reverse(f"admin:communities_{model}_changelist")

    page = client.get(changelist).text
    file = client.get(reverse(f"admin:communities_{model}_export", args=["xlsx"]))

    assert "lejupielade/xlsx/" in page
    assert file["Content-Disposition"].endswith('.xlsx"')
    assert client.get(reverse(f"admin:communities_{model}_export", args=["pdf"])).status_code == 404
