import pytest

from communities.queries.differences import Change, compare_versions, compare_words
from tests.factories.communities import AgreementFactory, VersionFactory

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("Sanākam.", "Sanākam.", [(SAME, "Sanākam.")]),
        ("Atbild 10 dienās.", "Atbild 5 dienās.", [(SAME, "Atbild"), (REMOVED, " 10"), (ADDED, " 5"), (SAME, " dienās.")]),
        ("Atbild.", "Atbild rakstiski un laikus.", [(SAME, "Atbild"), (ADDED, " rakstiski un laikus"), (SAME, ".")]),
        ("", "Jauna daļa.", [(ADDED, "Jauna daļa.")]),
        ("Veca daļa.", "", [(REMOVED, "Veca daļa.")]),
    ],
)
def test_words_that_came_and_went_are_told_apart(old, new, pieces):
    assert [(piece.change, piece.text) for piece in compare_words(old, new)] == pieces


@pytest.fixture
def agreement(db):
    agreement = AgreementFactory(clauses=[])
    promise = {"party": "community", "text": "Talka.", "due_on": "2027-05-01"}
    VersionFactory(agreement=agreement, clauses=[{"block": "aim", "text": "Sadarboties."}])
    VersionFactory(agreement=agreement, clauses=[{"block": "aim", "text": "Sadarboties cieši."}], commitments=[promise])
    VersionFactory(agreement=agreement, clauses=[{"block": "term", "text": "Divi gadi."}], commitments=[promise])
    return agreement


def test_a_part_that_is_gone_a_part_that_is_new_and_promises_stand_in_their_order(agreement):
    found = compare_versions(agreement, "1", "3")

    assert [part.block for part in found.parts] == ["aim", "term", ""]
    assert all(part.is_changed for part in found.parts)
    assert found.parts[-1].pieces[0].text == "Kopiena: Talka. (01.05.2027.)"


@pytest.mark.parametrize(
    ("old", "new", "chosen"), [("", "", (2, 3)), ("1", "", (1, 3)), ("", "2", (1, 2)), ("9", "nekas", (2, 3)), ("", "1", (1, 1))]
)
def test_any_two_versions_are_compared_else_the_last_two(agreement, old, new, chosen):
    found = compare_versions(agreement, old, new)

    assert (found.old.number, found.new.number) == chosen


def test_a_text_never_offered_has_nothing_to_compare(db):
    assert compare_versions(AgreementFactory()).parts == []
