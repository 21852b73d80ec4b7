"""A file field that loses nothing."""

import re
from datetime import timedelta

import pytest
from django import forms
from django.urls import reverse
from django.utils import timezone

from participation.models import Opinion
from portal.files.forms import KeptFileField
from portal.files.models import File
from tests.factories.files import pdf, upload
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.django_db


class Letter(forms.Form):
    text = forms.CharField()
    file = KeptFileField(required=False)


class LetterWithFile(forms.Form):
    file = KeptFileField()


def token_in(form) -> str:
    """The reference which the page carries to the file already received."""
    return re.search(r'name="file-kept" value="([^"]+)"', str(form["file"]))[1]


def refused_letter() -> Letter:
    """A letter whose text is missing, with a good file."""
    form = Letter({"text": ""}, {"file": upload("tāme.pdf", pdf())})
    assert list(form.errors) == ["text"]
    return form


def test_a_good_upload_becomes_a_stored_file():
    form = Letter({"text": "Lūdzu."}, {"file": upload("tāme.pdf", pdf())})

    assert form.is_valid()
    assert File.objects.ready().get() == form.cleaned_data["file"]


def test_a_file_survives_the_error_of_another_field():
    page = str(refused_letter()["file"])
    form = Letter({"text": "Lūdzu.", "file-kept": token_in(refused_letter())}, {})

    assert "tāme.pdf" in page
    assert form.is_valid()
    assert form.cleaned_data["file"].original_name == "tāme.pdf"


def test_a_kept_file_can_be_taken_out_again():
    form = Letter({"text": "Lūdzu.", "file-kept": token_in(refused_letter()), "file-remove": "1"}, {})

    assert form.is_valid()
    assert form.cleaned_data["file"] is None


def test_a_new_upload_takes_the_place_of_the_kept_one():
    form = Letter({"text": "Lūdzu.", "file-kept": token_in(refused_letter())}, {"file": upload("jauna.pdf", pdf())})

    assert form.is_valid()
    assert form.cleaned_data["file"].original_name == "jauna.pdf"


def test_a_form_without_a_file_is_fine_unless_it_is_required():
    assert Letter({"text": "Lūdzu."}, {}).is_valid()
    assert LetterWithFile({}, {}).errors["file"].as_data()[0].code == "required"


def test_a_reference_made_up_by_somebody_is_refused():
    form = Letter({"text": "Lūdzu.", "file-kept": str(File.objects.create(original_name="sveša.pdf").pk)}, {})

    assert form.errors["file"] == ["Pievienotais fails vairs nav pieejams. Pievienojiet to vēlreiz."]


def test_a_reference_is_good_for_a_day(time_machine):
    sent = timezone.now()
    time_machine.move_to(sent)
    letter = {"text": "Lūdzu.", "file-kept": token_in(refused_letter())}

    time_machine.move_to(sent + timedelta(hours=23))
    assert Letter(letter, {}).is_valid()
    time_machine.move_to(sent + timedelta(hours=25))
    assert Letter(letter, {}).errors["file"].as_data()[0].code == "expired"


def test_a_kept_file_that_is_gone_is_asked_for_again():
    token = token_in(refused_letter())
    File.objects.all().delete()

    assert Letter({"text": "Lūdzu.", "file-kept": token}, {}).errors["file"].as_data()[0].code == "expired"


def test_the_field_says_what_it_takes_and_how_much(settings):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024
    field = Letter()["file"]

    assert 'accept=".pdf,.jpg,.jpeg,.png,.docx' in str(field)
    assert "2,0" in field.help_text


def send_opinion(client, file):
    """A visitor's opinion with an attachment, as the browser sends it."""
    MunicipalityFactory()
    address = reverse("participation:opinion_create", args=[ConsultationFactory().slug])
    form = {"text": "Vajag drošu ceļu uz skolu.", "name": "Viesis", "email": "viesis@example.lv"}
    return client.post(address, {**form, "form_token": "7c1f2f0e-8f58-4f6c-9d38-2e3a6f0e7b11", "attachment": file})


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("video.pdf", bytes(3 * 1024 * 1024), "Faila lielums ir 3,0"),
        ("programma.pdf", b"MZ\x90\x00\x03", "Faila saturs neatbilst tā nosaukumam"),
    ],
    ids=["too large", "renamed executable"],
)
def test_a_refused_upload_is_explained_and_the_words_stay(client, settings, name, content, sentence):
    settings.UPLOAD_MAX_BYTES = 2 * 1024 * 1024

    page = send_opinion(client, upload(name, content))

    assert page.status_code == 422
    assert sentence in page.content.decode().replace("\xa0", " ")
    assert "Vajag drošu ceļu uz skolu." in page.content.decode()
    assert not Opinion.objects.exists()


def test_a_full_disk_is_explained_and_the_words_stay(client, full_disk):
    page = send_opinion(client, upload("tāme.pdf", pdf(pages=40)))

    assert page.status_code == 422
    assert "serverī vairs nav vietas" in page.content.decode()
    assert "Vajag drošu ceļu uz skolu." in page.content.decode()
