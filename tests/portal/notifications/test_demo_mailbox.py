import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.factories.portal import MunicipalityFactory

MAILBOX = "/demo/pasts/"


@pytest.fixture
def caught(db, settings, tmp_path):
    """A letter with one attachment, as the mail catcher keeps it; returns its key."""
    MunicipalityFactory()
    settings.DEMO_MAIL_DIR = str(tmp_path / "mail")
    letter = EmailMessage()
    letter["To"], letter["Subject"], letter["Date"] = "anna@example.lv", "Lēmums", "Sat, 21 Nov 2026 10:00:00 -0000"
    letter.set_content("Lēmums: http://testserver/konkursi/ un pielikums.")
    letter.add_attachment(b"%PDF-1.7 paraugs", maintype="application", subtype="pdf", filename="lēmums.pdf")
    return mailbox.Maildir(Path(settings.DEMO_MAIL_DIR)).add(letter.as_bytes())


def test_a_caught_letter_is_listed_for_its_reader(caught, client):
    assert "Lēmums" in client.get(MAILBOX, {"kam": "ANNA@"}).content.decode()
    assert "Lēmums" not in client.get(MAILBOX, {"kam": "juris@"}).content.decode()


def test_a_caught_letter_shows_text_links_and_attachments(caught, client):
    page = client.get(f"{MAILBOX}{caught}/").content.decode()

    assert '<a href="http://testserver/konkursi/">' in page
    assert "lēmums.pdf" in page
    assert "12.00" in page  # the clock on the wall, though letters tell theirs by UTC


def test_an_attachment_is_handed_out_as_a_file(caught, client):
    response = client.get(f"{MAILBOX}{caught}/0/")

    assert response.content == b"%PDF-1.7 paraugs"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["nav/", "../", "{key}/1/"])
def test_what_was_not_caught_is_not_found(caught, client, path):
    assert client.get(MAILBOX + path.format(key=caught)).status_code == 404


def test_without_a_mail_catcher_there_is_no_mailbox(caught, client, settings):
    settings.DEMO_MAIL_DIR = ""

    assert client.get(MAILBOX).status_code == 404
