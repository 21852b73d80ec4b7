"""News gathered into one mail at the pace the reader chose; never an empty one."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.municipality.queries import current_municipality
from portal.notifications.kinds import NOTIFICATIONS
from portal.notifications.models import Category, Frequency, Message
from portal.ui.links import absolute

DIGEST_HOUR = time(7, 30)
DIGEST_WEEKDAY = 0


def next_digest_at(frequency: str, now: datetime) -> datetime:
    """The next digest hour after ``now``: every day, or on Mondays, at half past seven in Riga."""
    day = timezone.localdate(now)
    while True:
        moment = timezone.make_aware(datetime.combine(day, DIGEST_HOUR))
        if moment > now and (frequency != Frequency.WEEKLY or day.weekday() == DIGEST_WEEKDAY):
            return moment
        day += timedelta(days=1)


def send_digests(now: datetime) -> int:
    """Write one digest message per reader whose hour has come; the number of digests."""
    readers = Message.objects.collected_until(now).order_by("email").values_list("email", "language").distinct()
    return sum(_send_digest(email, language, now) for email, language in list(readers))


def _send_digest(email: str, language: str, now: datetime) -> int:
    """All of a reader's news in one transaction; 0 when another scheduler was faster."""
    with transaction.atomic():
        waiting = Message.objects.collected_until(now).filter(email=email, language=language)
        news = list(waiting.select_for_update(of=("self",)).order_by("created_at", "pk"))
        if not news:
            return 0
        digest = _digest(email, language, news, now)
        digest.save(force_insert=True)
        Message.objects.filter(pk__in=[item.pk for item in news]).update(
            state=Message.State.DIGESTED, digest=digest, updated_at=now
        )
        return 1


def _is_whole(item: Message) -> bool:
    kind = NOTIFICATIONS.get(item.key)
    return bool(kind and kind.is_whole_in_digest)


def _digest(email: str, language: str, news: list[Message], now: datetime) -> Message:
    with translation.override(language):
        context = {
            "news": [
                {
                    "title": item.subject,
                    "page": absolute(item.link, language) if item.link else "",
                    "text": item.body.strip() if _is_whole(item) else "",
                }
                for item in reversed(news)
            ],
            "count": len(news),
            "municipality": current_municipality(),
        }
        subject = " ".join(render_to_string("notifications/emails/digest.subject.txt", context).split())
        body = render_to_string("notifications/emails/digest.body.txt", context).strip() + "\n"
    return Message(
        key="notifications.digest",
        category=Category.NEWS,
        recipient_id=news[0].recipient_id,
        email=email,
        language=language,
        subject=subject[:300],
        body=body,
        subscription=news[0].subscription,
        deliver_after=now,
    )
