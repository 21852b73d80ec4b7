"""Officers take signed copies and ask again for what failed."""

import pytest
from django.urls import reverse

from portal.documents.models import Document
from portal.files.actions import read
from tests.desks import step_of
from tests.factories.files import pdf, signed_container, signed_pdf, upload
from tests.factories.portal import OfficerFactory


@pytest.fixture
def lawyer(client, settings, db):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=["lawyer"]))


def send(client, document, name, content):
    return client.post(step_of(document, "parakstits"), {"file": upload(name, content)})


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("memorands.edoc", lambda content: signed_container({"memorands.pdf": content})),
        ("memorands.asice", lambda content: signed_container({"memorands.pdf": content})),
        ("memorands.pdf", signed_pdf),
    ],
)
def test_the_lawyer_hands_in_the_signed_file(client, lawyer, made, name, sign):
    answer = send(client, made, name, sign(read(made.pdf)))

    assert answer.status_code == 302
    assert made.signed_copies.get().file.original_name == name


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cits.edoc", signed_container({"memorands.pdf": pdf()}), "Parakstītajā failā nav šī dokumenta 1. versijas"),
        ("pārdēvēts.edoc", pdf(), "Faila saturs neatbilst tā nosaukumam"),
        ("pārdēvēts.pdf", signed_container({"memorands.pdf": pdf()}), "Faila saturs neatbilst tā nosaukumam"),
        ("arhīvs.zip", signed_container({"memorands.pdf": pdf()}), "Šāda veida failu nevar pievienot"),
        ("ārā.edoc", signed_container({"../memorands.pdf": pdf()}), "Faila saturs neatbilst tā nosaukumam"),
    ],
)
def test_a_file_that_is_not_the_signed_document_is_refused_in_a_sentence(client, lawyer, made, name, content, sentence):
    answer = send(client, made, name, content)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not made.signed_copies.exists()


@pytest.mark.parametrize(("role", "status"), [("administrator", 403), ("officer", 404)])
def test_who_lacks_that_task_hands_in_nothing_and_who_may_not_see_the_thing_finds_nothing(client, settings, made, role, status):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=[role]))

    answer = send(client, made, "memorands.edoc", signed_container({"memorands.pdf": read(made.pdf)}))

    assert answer.status_code == status
    assert not made.signed_copies.exists()


def test_a_failed_document_is_asked_for_again_at_a_button(client, lawyer, document):
    Document.objects.filter(pk=document.pk).update(state=Document.State.FAILED, attempts=5, failure="OSError: pango")

    client.post(step_of(document, "velreiz"))

    document.refresh_from_db()
    assert (document.state, document.attempts, document.failure) == ("requested", 0, "")


def test_documents_are_chosen_by_the_name_of_their_kind(client, lawyer, document):
    address = reverse("admin:documents_document_changelist")

    shown = [document.title in client.get(address, {"veids": kind}).text for kind in ("communities.agreement", "grants.contract")]

    assert shown == [True, False]
    assert '?veids=communities.agreement">Vienošanās</a>' in client.get(address).text
