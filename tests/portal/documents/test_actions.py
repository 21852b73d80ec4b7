"""Asking for documents, making them, and taking signed copies back."""

import base64
import hashlib
import json
import sys
import threading
from datetime import timedelta
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.actions.agreement import publish_agreement, send_for_signing
from communities.models import Agreement
from portal.audit.models import Event
from portal.documents import rendering
from portal.documents.actions import (
    MAX_ATTEMPTS,
    PATIENCE,
    make_again,
    receive_signed_copy,
    render_document,
    request_document,
    sweep_documents,
)
from portal.documents.models import Document, SignedCopy
from portal.errors import DomainError, InvalidInput
from portal.files.actions import read
from portal.files.models import File
from portal.files.uploads import CheckedUpload
from portal.later import run_job
from portal.municipality.models import Municipality
from portal.municipality.queries import forget_municipality
from tests.factories.communities import AgreementFactory
from tests.factories.files import pdf, signed_container, signed_pdf
from tests.factories.portal import MunicipalityFactory, OfficerFactory


@pytest.fixture
def queue():
    """What waits for a worker: name and ids of each job. Empty at first."""
    broker, name = redis.Redis.from_url(settings.REDIS_URL), settings.CELERY_TASK_DEFAULT_QUEUE
    broker.delete(name)
    yield lambda: [json.loads(base64.b64decode(json.loads(entry)["body"]))[0] for entry in broker.lrange(name, 0, -1)]
    broker.delete(name)


def render(document) -> Document:
    render_document(document.pk)
    document.refresh_from_db()
    return document


def test_a_document_is_made_by_a_worker_once_its_act_is_committed(db, queue, django_capture_on_commit_callbacks):
    MunicipalityFactory()
    with django_capture_on_commit_callbacks(execute=True):
        agreement = publish_agreement(agreement=AgreementFactory(agreed=True), by=OfficerFactory(), now=timezone.now())
        document = Document.objects.about(agreement).get()
        assert (document.state, document.version, document.pdf.is_ready) == ("requested", 1, False)

    job = next(job for job in queue() if job[0] == "documents.render")
    run_job(*job)

    document = Document.objects.select_related("pdf").get(pk=document.pk)
    assert (document.state, document.pdf.is_ready) == ("ready", True)


def test_a_made_document_keeps_its_text_its_pdf_and_the_fingerprint(made):
    content = read(made.pdf)

    assert "Upes malas memorands" in made.body
    assert content.startswith(b"%PDF-1.7")
    assert made.pdf.sha256 == hashlib.sha256(content).hexdigest()


def test_a_request_outside_an_action_is_a_programming_error(agreement):
    with pytest.raises(RuntimeError, match="belongs inside an @action"):
        request_document("communities.agreement", subject=agreement)


def test_a_new_request_makes_a_new_version_and_leaves_the_earlier_one(agreement, made):
    body, fingerprint = made.body, made.pdf.sha256
    Agreement.objects.filter(pk=agreement.pk).update(title="Cits nosaukums")

    send_for_signing(agreement=agreement, number="1-2/7", by=OfficerFactory(), now=timezone.now())
    second = render(Document.objects.latest_of("communities.agreement", agreement))

    made.refresh_from_db()
    assert (second.version, second.is_draft) == (2, False)
    assert "Cits nosaukums" in second.body
    assert (made.version, made.body, made.pdf.sha256, made.is_draft) == (1, body, fingerprint, True)


def test_a_version_exists_once(document):
    second = Document(
        kind=document.kind, subject_type=document.subject_type, subject_id=document.subject_id, version=document.version,
        title="Tas pats", requested_at=timezone.now(), pdf=File.objects.create(original_name="cits.pdf"),
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="document_version_once"), transaction.atomic():
        second.save()


def test_making_a_document_twice_changes_nothing(made):
    before = made.pdf.sha256, made.rendered_at, made.attempts

    render(made)

    assert (made.pdf.sha256, made.rendered_at, made.attempts) == before


def test_a_job_for_a_document_that_is_gone_does_nothing(db):
    render_document(uuid4())


def test_without_pango_the_document_waits_and_is_made_later(document, monkeypatch):
    with monkeypatch.context() as machine:
        machine.setitem(sys.modules, "weasyprint", None)
        render(document)
    assert (document.state, document.attempts, document.pdf.is_ready) == ("requested", 1, False)
    assert "weasyprint" in document.failure

    render(document)

    assert (document.state, document.failure, document.pdf.is_ready) == ("ready", "", True)


def test_on_a_full_disk_the_document_waits_and_says_why(document, full_disk, monkeypatch):
    fresh = threading.local()
    monkeypatch.setattr(rendering, "_own", fresh)  # fonts are yet to be unpacked

    render(document)

    assert (document.state, document.pdf.is_ready) == ("requested", False)
    assert document.failure.startswith("OSError")
    assert not hasattr(fresh, "fonts")


@pytest.fixture
def hopeless(document) -> Document:
    """A document that could not be made however often it was tried: the settings record is missing."""
    Municipality.objects.all().delete()
    forget_municipality()
    for _ in range(MAX_ATTEMPTS):
        render(document)
    return document


def test_after_five_attempts_a_document_counts_as_failed(hopeless):
    assert (hopeless.state, hopeless.attempts) == ("failed", 5)
    assert sweep_documents(timezone.now() + timedelta(days=1)) == 0


def test_a_failed_document_is_made_once_somebody_asks_again(hopeless):
    MunicipalityFactory()

    make_again(document=hopeless, by=OfficerFactory(), now=timezone.now())

    assert render(hopeless).state == "ready"
    assert Event.objects.of(hopeless).get().name == "documents.document.made_again"


def test_asking_again_for_a_document_that_is_there_changes_nothing(made):
    make_again(document=made, by=OfficerFactory(), now=timezone.now())

    made.refresh_from_db()
    assert made.state == "ready"
    assert not Event.objects.of(made).exists()


def test_a_forgotten_document_is_asked_for_again(document, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_documents(document.updated_at + PATIENCE - timedelta(seconds=1)) == 0
        assert sweep_documents(document.updated_at + PATIENCE) == 1

    assert queue() == [["documents.render", [str(document.pk)]]]


def receive(document, content, name="memorands.edoc") -> SignedCopy:
    upload = CheckedUpload(name=name, content_type="application/octet-stream", content=content)
    return receive_signed_copy(document=document, upload=upload, by=OfficerFactory(), now=timezone.now())


@pytest.mark.parametrize(
    ("sign", "match"),
    [(lambda content: signed_container({"memorands.pdf": content}), "contains"), (signed_pdf, "extends")],
    ids=["container", "pdf"],
)
def test_a_signed_copy_is_kept_with_the_version_it_holds(made, sign, match):
    signed = sign(read(made.pdf))

    copy = receive(made, signed)

    assert (copy.document, copy.match, copy.signature_files) == (made, match, 1)
    assert read(copy.file) == signed
    assert Event.objects.of(made).get().data == {"version": 1, "match": match, "sha256": hashlib.sha256(signed).hexdigest()}


def test_a_signed_copy_of_something_else_is_refused_in_a_sentence(made):
    with pytest.raises(InvalidInput, match=r"nav šī dokumenta 1\. versijas") as refused:
        receive(made, signed_container({"memorands.pdf": pdf()}))

    assert refused.value.field == "file"
    assert not made.signed_copies.exists()


def test_the_document_sent_back_unsigned_is_told_from_another_one(made):
    with pytest.raises(InvalidInput) as refused:
        receive(made, read(made.pdf))

    assert (refused.value.field, refused.value.code) == ("file", "unsigned")
    assert not made.signed_copies.exists()


def test_a_signed_copy_of_an_earlier_version_is_not_one_of_the_new(agreement, made):
    send_for_signing(agreement=agreement, number="1-2/7", by=OfficerFactory(), now=timezone.now())
    second = render(Document.objects.latest_of("communities.agreement", agreement))

    with pytest.raises(InvalidInput):
        receive(second, signed_container({"memorands.pdf": read(made.pdf)}))


def test_no_signed_copy_comes_before_its_document_is_made(document):
    with pytest.raises(DomainError, match="Dokuments vēl top"):
        receive(document, signed_container({"memorands.pdf": pdf()}))
