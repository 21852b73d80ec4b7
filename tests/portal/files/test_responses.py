"""Private files on their way out."""

from contextlib import closing

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from portal.files.actions import erase, reserve
from portal.files.responses import private_response
from tests.factories.files import stored_file
from tests.factories.participation import give_guest_opinion, give_opinion
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_a_file_is_always_a_download_that_no_browser_opens_or_keeps():
    with closing(private_response(stored_file("plāns.pdf", b"saturs"))) as response:
        assert b"".join(response) == b"saturs"

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''pl%C4%81ns.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ('a"b\\c.pdf', 'attachment; filename="a\\"b\\\\c.pdf"'),
        ("a;b, c.pdf", 'attachment; filename="a;b, c.pdf"'),
        ("„Ķekava” 100 %.pdf", "attachment; filename*=utf-8''%E2%80%9E%C4%B6ekava%E2%80%9D%20100%20%25.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "attachment; filename*=utf-8''a%0D%0ASet-Cookie%3A%20x.pdf"),
    ],
    ids=["quotes", "separators", "latvian", "line break"],
)
def test_an_odd_name_stays_inside_its_header(name, header):
    with closing(private_response(stored_file(name))) as response:
        assert response["Content-Disposition"] == header


def test_the_reverse_proxy_sends_the_bytes_when_it_can(settings):
    settings.PRIVATE_FILES_INTERNAL_URL = "/-/private/"
    file = stored_file("plāns.pdf")

    response = private_response(file)

    assert response["X-Accel-Redirect"] == f"/-/private/{file.content.name}"
    assert response.content == b""
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"


def test_a_file_still_being_made_is_not_there_yet():
    with pytest.raises(Http404):
        private_response(reserve(name="lēmums.pdf", content_type="application/pdf"))


def test_an_erased_file_is_gone():
    file = stored_file()
    erase(file, now=timezone.now())

    with pytest.raises(Http404):
        private_response(file)


def attachment_of(opinion) -> str:
    return reverse("participation:opinion_attachment", args=[opinion.pk])


def test_who_may_read_the_thing_may_read_its_file_and_nobody_else(client):
    MunicipalityFactory()
    public = give_opinion(attachment=stored_file("protokols.pdf", b"saturs"))
    unconfirmed = give_guest_opinion(attachment=stored_file())

    assert b"".join(client.get(attachment_of(public))) == b"saturs"
    assert client.get(attachment_of(unconfirmed)).status_code == 404
