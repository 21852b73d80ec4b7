import pytest

from participation.queries.document import compare_document, paragraph_for, paragraph_rows, split_paragraphs
from portal.errors import InvalidInput
from tests.factories.consultation import TEXT, paragraph, put_document
from tests.factories.participation import ConsultationFactory, give_opinion

LEFT_OUT = "Taka ved gar upi.\n\nUgunskuru kurt nedrīkst."
REWRITTEN = TEXT.replace("pavadā.", "pavadā un ar uzpurni.")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Viens.\r\n\r\nDivi.\n \nTrīs.", ["Viens.", "Divi.", "Trīs."]),
        ("# Virsraksts\n\nPirmais.\n\nOtrais.", ["# Virsraksts\n\nPirmais.", "Otrais."]),
        ("1. Pirmais.\n\n2. Otrais.\n\n2.1. Apakšpunkts.", ["Pirmais.", "Otrais.", "2.1. Apakšpunkts."]),
        ("- viens\n- divi\n\n***\n\nBeigas.", ["- viens\n- divi", "Beigas."]),
    ],
)
def test_blank_lines_part_paragraphs(text, paragraphs):
    assert split_paragraphs(text) == paragraphs


@pytest.mark.usefixtures("municipality")
def test_a_paragraph_that_went_over_unchanged_is_taken_from_the_new_version():
    document = put_document(None, TEXT, REWRITTEN)

    assert paragraph_for(document.consultation, paragraph(document, 1).pk) == paragraph(document, 1, version=2)


@pytest.mark.usefixtures("municipality")
@pytest.mark.parametrize("text", [REWRITTEN, LEFT_OUT])
def test_nobody_speaks_of_a_paragraph_that_reads_otherwise_by_now(text):
    document = put_document(None, TEXT, text)

    with pytest.raises(InvalidInput, match="2") as refused:
        paragraph_for(document.consultation, paragraph(document, 2).pk)

    assert refused.value.field == "paragraph"


@pytest.mark.usefixtures("municipality")
def test_a_paragraph_of_another_consultation_or_of_a_draft_is_none():
    other = ConsultationFactory()
    draft = put_document(ConsultationFactory(draft=True))

    for consultation, document in ((other, put_document()), (draft.consultation, draft)):
        with pytest.raises(InvalidInput) as refused:
            paragraph_for(consultation, paragraph(document, 1).pk)
        assert refused.value.field == "paragraph"


@pytest.mark.usefixtures("municipality")
def test_opinions_are_counted_at_their_paragraph_through_all_versions():
    document = put_document()
    give_opinion(document.consultation, paragraph_key=paragraph(document, 2).pk)
    give_opinion(document.consultation)
    put_document_again = put_document(document.consultation, title="Cits dokuments")
    give_opinion(document.consultation, paragraph_key=paragraph(put_document_again, 1).pk)

    rows = paragraph_rows(document.versions.get())

    assert [(row.paragraph.number, row.opinions) for row in rows] == [(1, 0), (2, 1), (3, 0)]


@pytest.mark.usefixtures("municipality")
def test_what_came_and_what_went_stand_in_their_places():
    document = put_document(None, TEXT, "Ievads, kura agrāk nebija.\n\n" + LEFT_OUT)

    changes = compare_document(document).changes

    assert [(one.before and one.before.number, one.after and one.after.number) for one in changes] == [
        (None, 1), (1, 2), (2, None), (3, 3),
    ]  # fmt: skip
    assert [one.is_changed for one in changes] == [True, False, True, False]


@pytest.mark.usefixtures("municipality")
def test_a_version_nobody_wrote_compares_the_last_two():
    document = put_document(None, TEXT, REWRITTEN)

    comparison = compare_document(document, old="7", new="x")

    assert (comparison.old.number, comparison.new.number) == (1, 2)
