from collections import defaultdict
from datetime import datetime, time

from celery import shared_task
from django.utils import timezone

from communities.models import Community, Neighbourhood
from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.queries.week_ahead import Week
from portal.audit.heartbeats import beat
from portal.municipality.queries import current_municipality
from portal.notifications.actions import notify
from portal.notifications.digests import DIGEST_HOUR, DIGEST_WEEKDAY
from portal.notifications.following import followers_of
from portal.notifications.kinds import Recipient
from portal.notifications.models import Message

KEY = "participation.week_ahead"
HOUR = time(5, 0)


@shared_task(ignore_result=True)
def tell_the_week_ahead() -> None:
    """On Monday morning, before the digests go: one letter a reader, and none where nothing is near."""
    now = timezone.now()
    local = timezone.localtime(now)
    is_time = local.weekday() == DIGEST_WEEKDAY and HOUR <= local.time() < DIGEST_HOUR
    beat("tell_the_week_ahead", now, _tell(now) if is_time else 0)


def _tell(now: datetime) -> int:
    week = Week.of(now)
    if not week.entries:
        return 0
    told = 0
    step = week.starts.isoformat()
    already = set(Message.objects.filter(reminder_key=KEY, reminder_step=step).values_list("email", flat=True))
    for reader, places in _readers():
        entries = week.of_places(places)
        if entries and reader.email not in already:
            notify(KEY, subject=current_municipality(), now=now, to=[reader], reminder=(KEY, step), entries=entries)
            told += 1
    return told


def _readers() -> list[tuple[Recipient, list[Neighbourhood]]]:
    """Followers, contact persons and leaders, each with all their neighbourhoods."""
    places: dict[str, list[Neighbourhood]] = defaultdict(list)
    readers: dict[str, Recipient] = {}
    living = defaultdict(list)
    for community in Community.objects.public().prefetch_related("neighbourhoods"):
        contacts = community_contacts(community)
        for place in community.neighbourhoods.all():
            living[place.pk] += contacts
    for place in Neighbourhood.objects.in_use():
        for reader in (*living[place.pk], *contact_persons_of([place]), *followers_of(place)):
            readers[reader.email] = reader
            places[reader.email].append(place)
    return [(reader, places[email]) for email, reader in readers.items()]
