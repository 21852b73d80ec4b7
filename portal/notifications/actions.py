"""Writing messages, and following things to get them. Rows first: whatever becomes of the broker, the mail server or the
worker, the row is there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.audit.actions import Guest, action, record
from portal.later import run_later
from portal.municipality.queries import current_municipality
from portal.notifications.digests import next_digest_at
from portal.notifications.following import name_of, page_of
from portal.notifications.kinds import NOTIFICATIONS, Notification, Recipient
from portal.notifications.models import Category, Frequency, Message, Preference, Subscription
from portal.ui.links import absolute


def notify(
    key: str,
    *,
    subject: models.Model,
    now: datetime | None = None,
    to: Iterable[Recipient] | None = None,
    reminder: tuple[str, str] | None = None,
    **facts: Any,
) -> list[Message]:
    """Write the message ``key`` about ``subject`` to each of its readers.

    ``to`` overrides the notification's own audience. ``reminder`` is the (key, step) under which the message may be
    written only once per reader; a second attempt writes nothing.
    """
    written = compose(key, subject=subject, now=now, to=to, reminder=reminder, **facts)
    Message.objects.bulk_create(written, ignore_conflicts=reminder is not None)
    if files := list(NOTIFICATIONS[key].files(subject, **facts)):
        links = [Message.files.through(message_id=message.pk, file_id=file.pk) for message in written for file in files]
        Message.files.through.objects.bulk_create(links)
    if any(message.state == Message.State.QUEUED for message in written):
        run_later("notifications.deliver")
    return written


def compose(
    key: str,
    *,
    subject: models.Model,
    now: datetime | None = None,
    to: Iterable[Recipient] | None = None,
    reminder: tuple[str, str] | None = None,
    **facts: Any,
) -> list[Message]:
    """What ``notify`` would write, without its files and not saved yet: for who writes many at once."""
    notification = NOTIFICATIONS[key]
    now = now or timezone.now()
    if to is None:
        to = notification.recipients(subject, **facts)
    readers = {reader.email.lower(): reader for reader in to}
    frequencies = _frequencies(notification, readers.values())
    facts = {"now": now, **facts}
    return [
        _write(notification, subject, reader, frequencies[email], now, reminder, facts)
        for email, reader in readers.items()
        if frequencies[email] != Frequency.NEVER
    ]


def _frequencies(notification: Notification, readers: Iterable[Recipient]) -> dict[str, str]:
    """How often each reader wants this kind: only news can be slowed down or refused."""
    readers = list(readers)
    if notification.category != Category.NEWS:
        return {reader.email.lower(): Frequency.AT_ONCE for reader in readers}
    chosen = dict(
        Preference.objects.filter(
            key=notification.key, user_id__in=[reader.user_id for reader in readers if reader.user_id]
        ).values_list("user_id", "frequency")
    )
    return {
        reader.email.lower(): chosen.get(reader.user_id)
        or (reader.subscription.frequency if reader.subscription else notification.default_frequency)
        for reader in readers
    }


def _write(notification, subject, reader, frequency, now, reminder, facts) -> Message:
    subject_template, body_template = notification.templates
    with translation.override(reader.language):
        path = notification.link(subject, reader)
        context = {
            "subject": subject,
            "page": absolute(path, reader.language) if path else "",
            "municipality": current_municipality(),
            "language": reader.language,
            **facts,
            **notification.context(subject, reader, **facts),
        }
        title = " ".join(render_to_string(subject_template, context).split())
        body = render_to_string(body_template, context).strip() + "\n"
    at_once = frequency == Frequency.AT_ONCE
    reminder_key, reminder_step = reminder or ("", "")
    return Message(
        key=notification.key,
        category=notification.category,
        recipient_id=reader.user_id,
        email=reader.email,
        language=reader.language,
        subject=title[:300],
        body=body,
        link=path,
        subscription=reader.subscription,
        about_type=ContentType.objects.get_for_model(subject),
        about_id=str(subject.pk),
        sensitive=notification.is_sensitive(subject),
        reminder_key=reminder_key,
        reminder_step=reminder_step,
        state=Message.State.QUEUED if at_once else Message.State.COLLECTED,
        deliver_after=now if at_once else next_digest_at(frequency, now),
    )


@action("notifications.message.sent_again")
def send_again(*, message: Message, by, now: datetime) -> Message:
    """Queue a message once more, with the same Message-ID, so that a reader's mail program knows the repeat."""
    message = Message.objects.lock(message.pk)
    if message.category == Category.SECRET:
        return message
    message.state = Message.State.QUEUED
    message.deliver_after = now
    message.attempts = 0
    message.failure = ""
    message.save(update_fields=["state", "deliver_after", "attempts", "failure", "updated_at"])
    record(target=message, key=message.key)
    run_later("notifications.deliver")
    return message


@action("notifications.subscription.asked")
def follow(*, target: models.Model, email: str, language: str, by, now: datetime) -> Subscription:
    """Somebody wants to hear of ``target``: a signed-in person from now on, a guest once the link in the letter is opened.

    An address follows a thing once. Asking again sends the guest's letter again and changes nothing else, so that
    nobody learns what somebody else's address follows.
    """
    subscription, _is_new = Subscription.objects.select_for_update(of=("self",)).get_or_create(
        email=email.lower(),
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        defaults={"language": language, "target_label": name_of(target)[:300], "target_address": page_of(target)},
    )
    if isinstance(by, Guest):
        notify("notifications.subscription_confirm", subject=subscription, now=now)
    else:
        subscription.user, subscription.confirmed_at, subscription.ended_at = by, subscription.confirmed_at or now, None
    subscription.save(update_fields=["user", "confirmed_at", "ended_at", "updated_at"])
    record(target=subscription)
    return subscription


@action("notifications.subscription.confirmed")
def confirm_following(*, subscription: Subscription, frequency: str, by, now: datetime) -> Subscription:
    """The reader of the address opened the link and chose how often; doing it again only changes how often."""
    subscription = Subscription.objects.lock(subscription.pk)
    subscription.frequency, subscription.confirmed_at, subscription.ended_at = frequency, subscription.confirmed_at or now, None
    subscription.save(update_fields=["frequency", "confirmed_at", "ended_at", "updated_at"])
    record(target=subscription, frequency=frequency)
    return subscription


@action("notifications.subscription.ended")
def stop_following(*, subscription: Subscription, by, now: datetime) -> Subscription:
    """No more news of it. Doing it twice changes nothing."""
    subscription = Subscription.objects.lock(subscription.pk)
    if subscription.ended_at is None:
        subscription.ended_at = now
        subscription.save(update_fields=["ended_at", "updated_at"])
        record(target=subscription)
    return subscription


@action("notifications.subscription.unconfirmed_erased")
def erase_unconfirmed_subscription(*, subscription: Subscription, now: datetime) -> None:
    """Nobody opened the link within its term: the address and its letters go, as they promised."""
    subscription = Subscription.objects.lock(subscription.pk)
    if subscription.confirmed_at:
        return
    record(target=subscription)
    Message.objects.about(subscription).delete()
    subscription.delete()
