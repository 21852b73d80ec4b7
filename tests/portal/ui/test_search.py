import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from portal.municipality.models import Unit
from portal.ui.models import SearchEntry
from portal.ui.search import PROVIDERS, Entry, SearchProvider, find, index, register_search, stem
from portal.ui.visibility import Visibility
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

VISITOR = AnonymousUser()


@pytest.fixture
def write(db, monkeypatch):
    """Give a thing (a unit stands for any) an entry in the search."""
    monkeypatch.setattr(PROVIDERS, "_entries", {})
    SearchEntry.objects.all().delete()
    entries = {}
    register_search(SearchProvider("unit", "Nodaļas", Unit, lambda unit: entries[unit.pk]))

    def write(title: str, text: str = "", unit: Unit | None = None, **facts) -> Unit:
        unit = unit or UnitFactory()
        entries[unit.pk] = Entry("unit", title, f"/{unit.slug}/", text, **facts)
        index(unit)
        return unit

    write.entries = entries
    return write


def titles(words: str, user=VISITOR, **filters) -> list[str]:
    return [entry.title for entry in find(words, user, **filters)]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("kekava", "Ķekavas novads"),
        ("ĶEKAVĀ", "Ķekavas novads"),
        ("kopienu", "Mežinieku kopiena"),
        ("kopienām", "Mežinieku kopiena"),
        ("mežinieki kopiena", "Mežinieku kopiena"),
        ("dotācijas", "Dotāciju konkurss"),
        ("konkursi", "Dotāciju konkurss"),
    ],
)
def test_words_are_found_without_marks_and_in_any_ending(write, words, title):
    for one in ("Ķekavas novads", "Mežinieku kopiena", "Dotāciju konkurss"):
        write(one)

    assert titles(words) == [title]


@pytest.mark.parametrize("words", ["", "   ", "a", "nekas", "mežinieki nekas", "%", "\\", "_______"])
def test_nothing_is_found_for_words_that_stand_nowhere(write, words):
    write("Mežinieku kopiena")

    assert titles(words) == []


def test_words_in_the_title_come_first_then_the_newest(write):
    write("Rudens talka", "Piedalās arī kopiena.", happened_on="2026-10-01")
    write("Vasaras talka", "Piedalās arī kopiena.", happened_on="2026-07-01")
    write("Upmalas kopiena", "Talkas un svētki.")

    assert titles("kopiena") == ["Upmalas kopiena", "Rudens talka", "Vasaras talka"]


def test_a_search_can_be_narrowed_to_a_kind(write):
    write("Mežinieku kopiena")

    assert titles("kopiena", kind="unit") == ["Mežinieku kopiena"]
    assert titles("kopiena", kind="call") == []


def test_what_is_for_staff_is_found_by_staff_alone(write):
    write("Iekšēja kopiena", visibility=Visibility.STAFF)

    assert titles("kopiena") == titles("kopiena", PersonFactory()) == []
    assert titles("kopiena", OfficerFactory()) == ["Iekšēja kopiena"]


@pytest.mark.rule("D9")
def test_what_is_sensitive_is_never_written_and_leaves_the_search_when_it_becomes_so(write):
    unit = write("Kopiena brīdina")

    write("Kopiena brīdina", unit=unit, visibility=Visibility.SENSITIVE)

    assert not SearchEntry.objects.exists()


@pytest.mark.rule("D9")
def test_the_database_itself_refuses_a_sensitive_entry(write):
    write("Kopiena brīdina")

    with pytest.raises(IntegrityError, match="search_never_sensitive"):
        SearchEntry.objects.update(visibility=Visibility.SENSITIVE)


def test_an_excerpt_does_not_repeat_the_title_above_it(write):
    write("Upmalas forums", "Upmalas forums notiek oktobrī.")
    write("Upmalas talka")

    assert [entry.beyond_title for entry in find("upmalas", VISITOR)] == ["Upmalas forums notiek oktobrī.", ""]


def test_an_entry_follows_its_thing(write):
    unit = write("Vecais nosaukums")

    write("Jaunais nosaukums", unit=unit)
    assert (titles("vecais"), titles("jaunais")) == ([], ["Jaunais nosaukums"])

    write.entries[unit.pk] = None
    index(unit)
    assert titles("jaunais") == []


@pytest.mark.parametrize(
    ("word", "root"), [("kopienu", "kopien"), ("kopiena", "kopien"), ("upe", "upe"), ("ezeriem", "ezer"), ("cesis", "cesi")]
)
def test_a_stem_keeps_at_least_four_letters(word, root):
    assert stem(word) == root
