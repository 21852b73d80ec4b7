"""From rows to SMTP: at least once, one transaction per message, with a Message-ID that tells repeats."""

import smtplib
from datetime import datetime, timedelta

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.files.actions import read
from portal.municipality.queries import current_municipality
from portal.notifications.models import Category, Message
from portal.notifications.unsubscribing import unsubscribe_address

log = structlog.get_logger(__name__)

BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440)]
"""A mail server that refuses for an hour costs an hour; after two days of refusals a person must look."""


def deliver_due(now: datetime | None = None, limit: int = 1000) -> int:
    """Send what is queued and due. Any number of workers may run this at once; each message is claimed by a lock."""
    sent = 0
    connection = get_connection()
    try:
        for _ in range(limit):
            outcome = _deliver_next(now or timezone.now(), connection)
            if outcome is None:
                break
            sent += outcome
    finally:
        connection.close()
    return sent


def _deliver_next(now: datetime, connection) -> int | None:
    """Deliver one message: 1 when it went out, 0 when it did not, None when nothing is due."""
    with transaction.atomic():
        message = (
            Message.objects.deliverable(now)
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("deliver_after", "pk")
            .first()
        )
        if message is None:
            return None
        message.attempts += 1
        try:
            if not _compose(message, connection).send():
                raise ValueError("no address")
        except smtplib.SMTPRecipientsRefused as error:
            _failed(message, error, now, final=_is_permanent(error))
        except (smtplib.SMTPException, OSError) as error:
            _failed(message, error, now, final=message.attempts > len(BACKOFF))
        except ValueError as error:  # an address no mail can carry: it must not hold up the others
            _failed(message, error, now, final=True)
        else:
            message.state = Message.State.SENT
            message.sent_at = timezone.now()
            message.failure = ""
        if message.category == Category.SECRET and message.state != Message.State.QUEUED:
            message.body = ""
        message.save()
        return int(message.state == Message.State.SENT)


def _is_permanent(error: smtplib.SMTPRecipientsRefused) -> bool:
    return all(code >= 500 for code, _reason in error.recipients.values())


def _failed(message: Message, error: Exception, now: datetime, *, final: bool) -> None:
    log.warning("message_not_sent", message=str(message.pk), attempts=message.attempts, error=type(error).__name__)
    message.failure = f"{type(error).__name__}: {error}"[:300]
    if final:
        message.state = Message.State.FAILED
    else:
        message.deliver_after = now + BACKOFF[min(message.attempts, len(BACKOFF)) - 1]


def _compose(message: Message, connection) -> EmailMultiAlternatives:
    municipality = current_municipality()
    unsubscribe = unsubscribe_address(message)
    with translation.override(message.language):
        context = {"message": message, "municipality": municipality, "unsubscribe": unsubscribe}
        text = render_to_string("notifications/emails/frame.txt", context)
        html = render_to_string("notifications/emails/frame.html", context)
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=text,
        to=[message.email],
        reply_to=[municipality.email],
        headers=headers,
        connection=connection,
    )
    mail.attach_alternative(html, "text/html")
    for file in message.files.all():
        mail.attach(file.original_name, read(file), file.content_type)
    return mail
