import pytest

from participation.actions.consultation import cancel_consultation
from participation.actions.document import add_document
from participation.models import DocumentVersion, Paragraph
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.consultation import TEXT, paragraph, put_document, renew
from tests.factories.participation import ConsultationFactory, give_opinion
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

REWRITTEN = "Taka ved gar upi.\n\nSuņi jāved pavadā un ar uzpurni.\n\nUgunskuru kurt nedrīkst."


def keys(version: DocumentVersion) -> list[int]:
    return list(version.paragraphs.values_list("key", flat=True))


def test_a_pasted_text_becomes_numbered_paragraphs():
    document = put_document()

    assert [(one.number, one.text) for one in Paragraph.objects.filter(version__document=document)] == [
        (1, "Taka ved gar upi."), (2, "Suņi jāved pavadā."), (3, "Ugunskuru kurt nedrīkst."),
    ]  # fmt: skip


def test_a_paragraph_keeps_its_mark_when_it_is_rewritten_or_moves(now):
    document = put_document()

    version = renew(document, "Ievads, kura nebija.\n\n" + REWRITTEN)

    first = document.versions.get(number=1)
    assert version.number == 2
    assert keys(version)[1:] == keys(first)
    assert keys(version)[0] not in keys(first)


def test_an_opinion_stays_with_the_paragraph_it_was_said_of(now):
    document = put_document()
    opinion = give_opinion(document.consultation, paragraph_key=paragraph(document, 2).pk)

    renew(document, REWRITTEN)

    opinion.refresh_from_db()
    assert opinion.paragraph.text == "Suņi jāved pavadā."


def test_before_publishing_a_new_text_takes_the_place_of_the_old_one(now):
    document = put_document(ConsultationFactory(draft=True))

    renew(document, REWRITTEN, note="")

    assert [version.number for version in document.versions.all()] == [1]
    assert paragraph(document, 2).text == "Suņi jāved pavadā un ar uzpurni."


def test_once_public_a_new_version_says_what_changed(now):
    document = put_document()

    with pytest.raises(InvalidInput) as refused:
        renew(document, REWRITTEN, note=" ")

    assert refused.value.field == "note"
    assert document.versions.count() == 1


def test_those_who_spoke_hear_of_a_new_version(now):
    document, author = put_document(), PersonFactory()
    give_opinion(document.consultation, by=author)

    renew(document, REWRITTEN)

    message = Message.objects.get(key="participation.document_changed")
    assert message.email == author.email
    assert "Iedzīvotāju ierosinājums." in message.body


@pytest.mark.parametrize("text", ["", " \n\n \n", "…\n\n---"])
def test_a_text_without_words_is_refused(now, text):
    with pytest.raises(InvalidInput) as refused:
        add_document(consultation=ConsultationFactory(), title="Tukšs", text=text, by=OfficerFactory(), now=now)

    assert refused.value.field == "text"


def test_a_text_too_long_for_a_page_is_refused(now):
    with pytest.raises(InvalidInput, match="500"):
        renew(put_document(), "Vārds.\n\n" * 501)


def test_the_same_text_again_is_no_version(now):
    with pytest.raises(InvalidInput) as refused:
        renew(put_document(), TEXT.replace("\n", "\r\n"))

    assert refused.value.field == "text"


def test_a_title_names_one_document_of_a_consultation():
    document = put_document()

    with pytest.raises(InvalidInput) as refused:
        put_document(document.consultation, title=f" {document.title} ")

    assert refused.value.field == "title"


def test_documents_of_a_cancelled_consultation_stay_as_they_are(now):
    document = put_document()
    cancel_consultation(consultation=document.consultation, reason="Zeme ir pārdota citam.", by=OfficerFactory(), now=now)

    with pytest.raises(StateConflict):
        renew(document, REWRITTEN)
