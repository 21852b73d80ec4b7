"""What a person does at the sign-in pages, for the tests of this folder."""

import re
from email.message import EmailMessage

from tests.portal.accounts.conftest import PASSWORD

CODE = re.compile(r"^([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", re.MULTILINE)
LINK = re.compile(r"http://testserver(/\S+)")


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def code_in(letter: EmailMessage) -> str:
    return CODE.search(text_of(letter))[1]


def link_in(letter: EmailMessage) -> str:
    return LINK.search(text_of(letter))[1]


def sign_in(client, email: str, password: str = PASSWORD, **more):
    return client.post("/konts/login/", {"login": email, "password": password, **more})


def is_signed_in(client) -> bool:
    return client.get("/mans/profils/").status_code == 200
