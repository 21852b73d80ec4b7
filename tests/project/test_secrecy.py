"""Rule D9: the words of a sensitive early warning are read by its sender and by the social service, and by nobody else
on any page, list, download or feed, nor in any letter, log or index."""

import io
import zipfile

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import reverse

from participation.actions.early_warning import add_police, answer_warning, take_over
from participation.models import EarlyWarning, WarningCategory
from portal.audit.erasure import history_model
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.lists import ListPage
from tests.factories.early_warning import warn
from tests.participation.actions.test_early_warning import ANSWER
from tests.project.access import DESKS, PAGES, pages_of
from tests.project.addresses import addresses
from tests.project.visitors import ADMINISTRATOR, AUDITOR, COORDINATOR, GUEST, LEADER, RESIDENT, SOCIAL, person

pytestmark = [pytest.mark.rule("D9"), pytest.mark.rule("S4-27")]
SENTINEL = "Zvirgzdupiladzis"
SOUGHT = SENTINEL[:-3]
"""A page repeats what was asked of it; only what it found holds the whole word."""

READERS = [GUEST, LEADER, COORDINATOR, AUDITOR, ADMINISTRATOR, SOCIAL]
"""The widest reader of each kind: what an auditor, a coordinator and an administrator do not see, no other officer does."""

LISTS = {one.name for one in addresses() if isinstance(one.view_class, type) and issubclass(one.view_class, ListPage)}


@pytest.fixture
def warning(demo, now) -> EarlyWarning:
    """A sensitive warning in which everything has happened that can; each of its texts holds the sentinel."""
    warning = warn(
        WarningCategory.objects.filter(is_sensitive=True).first(), text=f"{SENTINEL} kliedz.", place=f"{SENTINEL} iela 3",
        phone=SENTINEL, name=SENTINEL, by=person(RESIDENT), email="iedzivotajs1@example.lv",
    )  # fmt: skip
    social = person(SOCIAL)
    take_over(warning=warning, by=social, now=now)
    add_police(warning=warning, email="iecirknis@example.lv", by=social, now=now)
    return answer_warning(warning=warning, answer=f"{ANSWER} {SENTINEL}", next_step=SENTINEL, by=social, now=now)


def content(response) -> str:
    """What a response says, also inside a workbook."""
    body = response.getvalue() if response.streaming else response.content
    for close in response._resource_closers:  # the file alone: closing the response would end the test's connection
        close()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"".join(packed.read(name) for name in packed.namelist())
    return body.decode(errors="replace")


def paths(page) -> list[str]:
    """The page itself; a list also as it is downloaded, and as it is searched for the sentinel."""
    path = page.path
    mark = "&" if "?" in path else "?"
    asked = ("meklet", "q", "kartot")
    more = [f"{path}{mark}{word}={SOUGHT}" for word in asked] if page.name in {*LISTS, "pages:search", "admin:search"} else []
    downloads = [f"{path}{mark}formats={kind}" for kind in ("csv", "xlsx")] if page.name in LISTS else []
    return [path, *more, *downloads]


@pytest.mark.parametrize("visitor", READERS)
def test_no_page_tells_of_it(warning, client, visitor):
    if visitor != GUEST:
        client.force_login(person(visitor))
    number, told = receipt_of(warning).number, []

    for page in [*PAGES, *(page for label in DESKS for page in pages_of(label))]:
        for path in paths(page):
            said = content(client.get(path))
            if SENTINEL in said or number in said:
                told.append(page.name)

    assert {name for name in told if not (visitor == SOCIAL and name.startswith("admin:"))} == set()


@pytest.mark.usefixtures("warning")
def test_no_other_table_holds_it():
    own, tables = {EarlyWarning, history_model(EarlyWarning)}, connection.introspection.table_names()
    holding = []

    for model in apps.get_models():
        columns = {f"c{i}": Cast(field.attname, models.TextField()) for i, field in enumerate(model._meta.concrete_fields)}
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": SENTINEL})
        if model not in own and model._meta.db_table in tables and model._base_manager.alias(**columns).filter(found).exists():
            holding.append(model._meta.label)

    assert holding == []


def test_the_sender_reads_the_message_and_its_answer_behind_the_receipt(warning, client):
    receipt = receipt_of(warning)

    page = client.get(reverse("obligations:receipt_detail", args=[receipt.number]), {"atslega": secret_of(receipt)}, follow=True)

    assert page.text.count(SENTINEL) >= 3


def test_the_sender_takes_the_words_along_and_nobody_else_does(warning, client):
    client.force_login(person(RESIDENT))
    own = client.post(reverse("accounts:own_data"))
    client.force_login(person(SOCIAL))
    others = client.post(reverse("accounts:own_data"))

    assert SENTINEL in content(own)
    assert SENTINEL not in content(others)
