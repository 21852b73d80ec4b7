"""Keeping, filling and erasing files."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.errors import DomainError
from portal.files.actions import erase, fill, read, reserve
from portal.files.models import File
from tests.factories.files import stored_file
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_stored_file_says_its_size_and_fingerprint():
    file = stored_file("līgums.pdf", b"saturs")

    file.refresh_from_db()
    assert (file.original_name, file.size, file.is_ready) == ("līgums.pdf", 6, True)
    assert file.sha256 == hashlib.sha256(b"saturs").hexdigest()
    assert read(file) == b"saturs"


def test_a_file_lies_outside_the_web_root_under_a_random_name():
    file = stored_file("Jānis Bērziņš.pdf")

    path = Path(file.content.path)
    assert path.is_relative_to(settings.PRIVATE_FILES_DIR)
    assert not path.is_relative_to(settings.STATIC_ROOT)
    assert path.name == file.pk.hex


def test_a_reserved_file_is_ready_once_it_is_filled():
    file = reserve(name="lēmums.pdf", content_type="application/pdf")
    assert not File.objects.ready().filter(pk=file.pk).exists()

    fill(file=file, content=b"saturs")

    assert File.objects.ready().get(pk=file.pk).size == 6


def test_filling_a_ready_file_again_changes_nothing():
    file = stored_file(content=b"pirmais")

    fill(file=file, content=b"otrais")

    assert read(file) == b"pirmais"


def test_a_full_disk_is_said_in_a_sentence_and_leaves_no_half_file(full_disk):
    file = reserve(name="lēmums.pdf", content_type="application/pdf")

    with pytest.raises(DomainError, match="serverī vairs nav vietas") as refused:
        fill(file=file, content=bytes(20_000))

    assert refused.value.code == "storage"
    assert not list(Path(settings.PRIVATE_FILES_DIR).rglob(f"*{file.pk.hex}*"))
    assert not File.objects.ready().filter(pk=file.pk).exists()


def test_an_erased_file_keeps_its_row_and_nothing_else(django_capture_on_commit_callbacks):
    file, now = stored_file("Jānis Bērziņš.pdf"), timezone.now()
    file.uploaded_by = PersonFactory()
    path = Path(file.content.path)

    with django_capture_on_commit_callbacks(execute=True):
        erase(file, now=now)

    file.refresh_from_db()
    assert not path.exists()
    assert (file.original_name, file.sha256, file.uploaded_by, file.erased_at) == ("—", "—", None, now)


def test_the_bytes_stay_when_an_erasure_is_refused_in_the_end(django_capture_on_commit_callbacks):
    file = stored_file(content=b"saturs")

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        erase(file, now=timezone.now())
        transaction.set_rollback(True)

    file.refresh_from_db()
    assert read(file) == b"saturs"
