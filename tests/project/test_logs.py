"""What is written to the log names nobody, whatever goes wrong."""

import io
import logging

import pytest
import structlog
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.tasks import erase_idle_accounts
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.redaction import redact_report
from tests.factories.participation import give_opinion
from tests.factories.portal import MunicipalityFactory, PersonFactory

NAME, EMAIL, IBAN = "Skaidrīte Zvirgzdupile", "skaidrite.zvirgzdupile@example.lv", "LV80BANK0000435195001"


@pytest.fixture
def log(monkeypatch) -> io.StringIO:
    """The log as it is written in production, from INFO up."""
    root, written = logging.getLogger(), io.StringIO()
    [handler] = [one for one in root.handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)]
    monkeypatch.setattr(handler, "stream", written)
    level = root.level
    root.setLevel(logging.INFO)
    yield written
    root.setLevel(level)


@pytest.mark.usefixtures("db")
def test_requests_tasks_and_failures_leave_no_personal_data_in_the_log(client, log, postbox, now):
    MunicipalityFactory()
    person = PersonFactory(name=NAME, email=EMAIL)
    opinion = give_opinion(by=person, name=NAME, email=EMAIL)
    receipt = receipt_of(opinion)
    secret = secret_of(receipt)
    page = reverse("obligations:receipt_detail", args=[receipt.number])
    postbox.refusal = f"451 4.7.1 <{EMAIL}>: try again later"

    client.get(page, {"atslega": secret})
    client.get(f"/nav-tadas-lapas/{EMAIL}/", {"epasts": EMAIL})
    client.post("/konts/login/", {"login": EMAIL, "password": "nepareiza"})
    client.post("/statuss/", {"number": receipt.number, "secret": secret})
    deliver_due()
    erase_idle_accounts.apply(throw=True)
    try:
        with transaction.atomic():
            User.objects.create(email=EMAIL, name=NAME, phone=IBAN)
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", f"{page}?atslega={secret}")
    logging.getLogger("celery").error("Task raised unexpected: %r for %s", IBAN, secret)

    text = log.getvalue()
    assert "nav-tadas-lapas" in text
    assert "IntegrityError" in text
    assert [word for word in (NAME, EMAIL, IBAN, secret, secret.replace("-", "")) if word in text] == []
    assert Message.objects.exists()


def test_an_error_report_leaves_without_the_visitor():
    report = {
        "request": {"url": "https://kopienas.lv/statuss/", "query_string": "atslega=AAAA", "cookies": {"sessionid": "x"}},
        "exception": {"values": [{"type": "IntegrityError", "value": f"DETAIL:  Key (email)=({EMAIL}) already exists."}]},
    }

    sent = redact_report(report, {})

    assert sent["request"] == {"url": "https://kopienas.lv/statuss/"}
    assert EMAIL not in sent["exception"]["values"][0]["value"]
