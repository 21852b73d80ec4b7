"""The Latvian alphabet in the database, and the constraints all models share."""

import pytest
from django.db import connection, transaction
from django.db.models import CharField, IntegerField, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.db import LockingQuerySet, as_row, from_row, not_blank, paired
from portal.municipality.models import Unit
from portal.obligations.models import Obligation
from tests.factories.portal import UnitFactory, make_promise
from tests.portal.instants import riga

ALPHABET = "abcčdefgģhijkķlļmnņopqrŗsštuvwxzž"
LENGTH_MARKS = str.maketrans("āēīōūy", "aeioui")

words = st.text(alphabet="aābcčdeēfgģhiījkķlļmnņoōpqrŗsštuūvwxyzž", min_size=1, max_size=6)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
capitalised = st.builds(lambda phrase, up: phrase.upper() if up else phrase, phrases, st.booleans())


def alphabetical(phrase: str) -> tuple[list[list[int]], str]:
    """Order by hand: word by word, letter by letter; y counts as i, length marks only break ties."""
    lowered = phrase.lower()
    return [[ALPHABET.index(letter) for letter in word.translate(LENGTH_MARKS)] for word in lowered.split()], lowered


def sorted_by_database(phrases: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT phrase FROM unnest(%s::text[]) WITH ORDINALITY AS row(phrase, n) "
            'ORDER BY portal_sort_key(phrase) COLLATE "C", n',
            [phrases],
        )
        return [phrase for (phrase,) in cursor]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(capitalised, min_size=2, max_size=12))
def test_the_sort_key_follows_the_latvian_alphabet(db, phrases):
    assert sorted_by_database(phrases) == sorted(phrases, key=alphabetical)


def test_names_of_places_stand_as_in_a_latvian_list(db):
    places = ["Ādaži", "Aglona", "Cēsis", "Čornaja", "Dagda", "Gulbene", "Ģibuļi", "Īslīce", "Ķekava", "Ļaudona", "Žīguri"]

    assert sorted_by_database(places[::-1]) == [
        "Ādaži", "Aglona", "Cēsis", "Čornaja", "Dagda", "Gulbene", "Ģibuļi", "Īslīce", "Ķekava", "Ļaudona", "Žīguri",
    ]  # fmt: skip


def test_punctuation_and_case_do_not_part_equal_names(db):
    assert sorted_by_database(["„Zīle”", "zilE B", "Zile-A"]) == ["„Zīle”", "Zile-A", "zilE B"]


def test_the_sort_key_is_a_column_that_follows_its_name(db):
    unit = UnitFactory(name="Sabiedrisko attiecību nodaļa")
    other = UnitFactory(name="Šķirošanas nodaļa")

    Unit.objects.filter(pk=other.pk).update(name="Attīstības nodaļa")

    assert list(Unit.objects.filter(pk__in=[unit.pk, other.pk]).order_by("name_sort")) == [other, unit]


def test_lock_reads_the_row_for_update_of_its_own_table(db, django_assert_num_queries):
    unit = UnitFactory()

    with transaction.atomic(), django_assert_num_queries(1) as queries:
        found = LockingQuerySet(Unit).lock(unit.pk)

    assert found == unit
    assert queries[0]["sql"].endswith('FOR UPDATE OF "municipality_unit"')


@pytest.mark.parametrize(("who", "when", "is_whole"), [("Ilze", 1, True), (None, None, True), ("Ilze", None, False)])
def test_a_fact_in_parts_is_there_whole_or_not_at_all(db, who, when, is_whole):
    fact = {"who": Value(who, CharField()), "when": Value(when, IntegerField())}

    assert paired("whole", "who", "when").condition.check(fact) is is_whole


@pytest.mark.parametrize(
    ("text", "is_enough"), [("Jā, lūdzu", True), ("   Jā   n\u0113 ", True), ("Jā", False), ("  \n\t ", False), ("", False)]
)
def test_white_space_is_no_text_to_the_database(db, text, is_enough):
    assert not_blank("enough", "text", minimum=4).condition.check({"text": text}) is is_enough


def test_a_row_brought_along_is_as_if_loaded_with_what_it_leads_to(db, django_assert_num_queries):
    kept, unit = make_promise(received_at=riga(2026, 11, 2, 12)), UnitFactory()
    Obligation.objects.update(unit=None)
    make_promise(received_at=riga(2026, 11, 3, 12), unit=unit)
    rows = Obligation.objects.order_by("pk").values_list(as_row(Obligation, "id", "received_at", "unit__id", "unit__name"))

    with django_assert_num_queries(1):
        first, second = (from_row(Obligation, row) for (row,) in rows)
        assert (first, first.received_at, first.unit) == (kept, riga(2026, 11, 2, 12), None)
        assert (second.unit, second.unit.name) == (unit, unit.name)
