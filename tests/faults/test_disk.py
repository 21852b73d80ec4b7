"""The web server's disk is full."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.urls import reverse

from participation.models import Opinion
from portal.files.models import File
from tests.factories.files import pdf
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import MunicipalityFactory


def stored() -> list[Path]:
    return [path for path in Path(settings.PRIVATE_FILES_DIR).rglob("*") if path.is_file()]


def test_an_upload_for_which_the_disk_has_no_room_is_explained_and_nothing_is_half_stored(visitor):
    MunicipalityFactory()
    address = reverse("participation:opinion_create", args=[ConsultationFactory().slug])
    visitor.get(address)
    typed = {"text": "Vajag drošu ceļu uz skolu.", "email": "viesis@example.lv", "form_token": str(uuid4())}
    mark, before = {"csrfmiddlewaretoken": visitor.cookies["csrftoken"]}, stored()

    page = visitor.post(address, data=mark | typed, files={"attachment": ("tāme.pdf", pdf(pages=250), "application/pdf")})

    assert page.status_code == 422
    assert "serverī vairs nav vietas" in page.text
    assert typed["text"] in page.text
    assert stored() == before
    assert not File.objects.exists()
    assert not Opinion.objects.exists()
    assert visitor.post(address, data=mark | typed).status_code == 302
