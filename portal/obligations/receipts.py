"""Numbers and secrets for everything handed in (product rule 8)."""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.municipality.queries import current_municipality
from portal.obligations.models import Obligation, Receipt
from portal.registry import Registry
from portal.ui.links import absolute, plain_reverse

SECRET_LETTERS = 12
"""Sixty random bits: guessing is hopeless, and twelve letters can still be typed from paper."""

OPENED = "opened_receipts"
MOST_OPENED = 20


@dataclass(frozen=True)
class ReceiptView:
    """What the page behind a receipt shows about one thing: all plain values."""

    title: str
    kind: str
    status: object
    facts: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""
    answer: object | None = None
    page: str = ""
    actions: list[tuple[str, str]] = field(default_factory=list)
    cancelled: bool = False


RECEIPTS: Registry[Callable[[models.Model], ReceiptView]] = Registry("receipt pages")
"""Model label to the function that describes a subject for its receipt page."""


def issue_receipt(*, subject: models.Model, now: datetime) -> Receipt:
    """The receipt of ``subject``: a new number, or the one it has already."""
    if existing := receipt_of(subject):
        return existing
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('portal_receipt_number')")
        sequence = cursor.fetchone()[0]
    number = f"{current_municipality().number_prefix}-{timezone.localdate(now).year}-{sequence:06d}"
    return Receipt.objects.create(number=number, salt=secrets.token_hex(16), subject=subject, handed_in_at=now)


def receipt_of(subject: models.Model) -> Receipt | None:
    return Receipt.objects.filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk).first()


def opened_receipts(request) -> list[str]:
    """Numbers of the receipts opened in this browser by their secrets, or by handing something in."""
    return request.session.get(OPENED, [])


def open_in_browser(request, receipt: Receipt) -> None:
    """From now on this browser shows the receipt's page without its secret; the oldest opened ones are let go."""
    others = [number for number in opened_receipts(request) if number != receipt.number]
    request.session[OPENED] = [*others[1 - MOST_OPENED :], receipt.number]


def secret_of(receipt: Receipt, key: str | None = None) -> str:
    """The secret that opens the receipt, in groups of four letters."""
    digest = salted_hmac("portal.receipt", receipt.number + receipt.salt, secret=key, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode()[:SECRET_LETTERS]
    return "-".join(letters[start : start + 4] for start in range(0, SECRET_LETTERS, 4))


def opens(receipt: Receipt, secret: str) -> bool:
    """Whether ``secret`` is the receipt's, also after the installation's key was rotated. Dashes, spaces and case
    do not matter; the comparison takes the same time whatever is wrong."""
    typed = "".join(secret.upper().split()).replace("-", "").replace("0", "O").replace("1", "I")
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any([constant_time_compare(typed, secret_of(receipt, key).replace("-", "")) for key in keys])  # noqa: C419 - as long for each


def receipt_facts(subject: models.Model, language: str) -> dict:
    """What a letter tells of a receipt: number, secret, due date and the link that opens it."""
    receipt = receipt_of(subject)
    secret = secret_of(receipt)
    path = plain_reverse("obligations:receipt_detail", receipt.number)
    return {
        "receipt": receipt,
        "secret": secret,
        "obligation": Obligation.objects.about(subject).order_by("-received_at", "-pk").first(),
        "receipt_page": f"{absolute(path, language)}?atslega={secret}",
    }
