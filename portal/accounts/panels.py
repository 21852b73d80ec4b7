"""What the kernel itself holds about a person: for the export of own data, and for erasure."""

from allauth.usersessions.models import UserSession
from django.db.models import F, Value
from django.db.models.functions import Replace

from portal.accounts.models import User
from portal.audit.erasure import ERASED
from portal.audit.models import Event
from portal.notifications.models import Message, Preference, Subscription
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_account(person: User):
    return [
        (
            "account",
            {
                "email": person.email,
                "name": person.name,
                "phone": person.phone,
                "language": person.language,
                "roles": person.roles,
                "since": person.date_joined.isoformat(),
            },
        ),
        (
            "sessions",
            [
                {"since": one.created_at.isoformat(), "address": one.ip, "browser": one.user_agent}
                for one in UserSession.objects.filter(user=person).order_by("created_at")
            ],
        ),
        (
            "messages",
            [
                {"at": message.created_at.isoformat(), "subject": message.subject, "text": message.body}
                for message in Message.objects.filter(recipient=person, sensitive=False).order_by("created_at")
            ],
        ),
        (
            "following",
            [{"what": one.target_label, "how_often": one.frequency} for one in Subscription.objects.active().filter(user=person)],
        ),
        (
            "acts",
            [
                {"at": event.happened_at.isoformat(), "what": event.name, "to": event.target_label}
                for event in Event.objects.filter(actor_id=person.pk, sensitive=False).order_by("happened_at")
            ],
        ),
    ]


@fill_slot(Slot.ERASURE)
def erase_account_messages(person: User, *, check_only: bool, now):
    """What was sent is blanked, what was not is never sent."""
    if check_only:
        return []
    Message.objects.filter(recipient=person, state__in=(Message.State.QUEUED, Message.State.COLLECTED)).delete()
    Message.objects.filter(recipient=person).update(email=f"dzests-{person.pk}@invalid.example", subject="—", body="", failure="")
    _take_out_of_letters(person)
    Subscription.objects.filter(user=person).delete()
    Preference.objects.filter(user=person).delete()
    return []


def _take_out_of_letters(person: User) -> None:
    """What others were written about the person stays without the name. A name of one word may be anybody's and stays."""
    for word in (person.email, person.name if " " in person.name else ""):
        for column in ("subject", "body"):
            if word:
                letters = Message.objects.filter(**{f"{column}__contains": word})
                letters.update(**{column: Replace(F(column), Value(word), Value(ERASED))})
