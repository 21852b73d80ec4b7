"""The demo's mailbox: what the mail catcher of ``script/server`` received, readable in the browser.

The addresses exist in demo mode only.
"""

import email
import email.policy
import mailbox
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

SHOWN = 100
LINK = re.compile(r"(https?://\S+)")


@dataclass(frozen=True)
class CaughtMail:
    """One caught e-mail as plain values."""

    key: str
    to: str
    subject: str
    at: datetime | None
    lines: list[list[tuple[str, bool]]]
    attachments: list[str]


def _maildir() -> mailbox.Maildir:
    if not settings.DEMO_MAIL_DIR:
        raise Http404
    return mailbox.Maildir(settings.DEMO_MAIL_DIR, factory=None, create=True)


def _parse(key: str, box: mailbox.Maildir) -> EmailMessage:
    try:
        return email.message_from_bytes(box.get_bytes(key), policy=email.policy.default)
    except KeyError:
        raise Http404 from None


def _read(key: str, box: mailbox.Maildir) -> CaughtMail:
    message = _parse(key, box)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body else ""
    lines = [[(piece, bool(LINK.fullmatch(piece))) for piece in LINK.split(line) if piece] for line in text.splitlines()]
    sent = message["Date"].datetime if message["Date"] else None
    if sent and sent.tzinfo is None:  # "-0000": by UTC, from a place that is not told
        sent = sent.replace(tzinfo=UTC)
    names = [part.get_filename() or "" for part in message.iter_attachments()]
    return CaughtMail(key, str(message["To"]), str(message["Subject"]), sent, lines, names)


@login_not_required
@never_cache
def mailbox_list(request):
    box = _maildir()
    keys = sorted(box.keys(), key=lambda key: float(key.split(".M")[0].split("_")[0]) if key[0].isdigit() else 0)
    wanted = request.GET.get("kam", "").strip().lower()
    mails = [_read(key, box) for key in reversed(keys[-SHOWN:])]
    if wanted:
        mails = [mail for mail in mails if wanted in mail.to.lower()]
    return render(request, "notifications/mailbox_list.html", {"mails": mails, "wanted": wanted})


@login_not_required
@never_cache
def mail_detail(request, key):
    return render(request, "notifications/mail_detail.html", {"mail": _read(key, _maildir())})


@login_not_required
@never_cache
def mail_attachment(request, key, number):
    attachments = list(_parse(key, _maildir()).iter_attachments())
    if number >= len(attachments):
        raise Http404
    part = attachments[number]
    response = HttpResponse(part.get_payload(decode=True), content_type=part.get_content_type())
    response["Content-Disposition"] = content_disposition_header(True, part.get_filename() or "pielikums")
    return response
