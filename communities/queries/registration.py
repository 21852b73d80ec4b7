"""The two links of a registration: one confirms a guest's, one shows it and signs off."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from communities.enums import RegistrationState
from communities.models import EventRegistration
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.ui.confirming import ConfirmationLink

CONFIRMATION_TERM = timedelta(days=7)
"""How long a guest has to open the link; afterwards what the guest wrote is erased."""

CONFIRMING = ConfirmationLink(
    "communities.registration.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Register once more."),
)
OWN = ConfirmationLink(
    "communities.registration.own",
    timedelta(days=730),
    gettext_lazy("The registration of this link no longer exists."),
)


def confirmation_token(registration: EventRegistration) -> str:
    return CONFIRMING.token_for(registration.pk)


def own_token(registration: EventRegistration) -> str:
    return OWN.token_for(registration.pk)


def registration_to_confirm(token: str) -> EventRegistration:
    """The registration a guest's link confirms. Raises ``InvalidInput``."""
    return _found(CONFIRMING, token)


def registration_of(token: str) -> EventRegistration:
    """The registration whose owner opened the link of a letter or of the desk. Raises ``InvalidInput``."""
    return _found(OWN, token)


def _found(link: ConfirmationLink, token: str) -> EventRegistration:
    confirmed = EventRegistration.objects.exclude(state=RegistrationState.UNCONFIRMED)
    registration = EventRegistration.objects.select_related("event").filter(pk=link.read(token, confirmed)).first()
    if registration is None:
        raise InvalidInput(OWN.expired)
    return registration


def kept_days(day: date) -> int:
    """How many days after its event a registration is erased, by the rule of ``day``."""
    return legal_rule("EVENT_REGISTRATION_DAYS", day).whole


def never_confirmed(now: datetime) -> QuerySet[EventRegistration]:
    return EventRegistration.objects.never_confirmed(now - CONFIRMATION_TERM)
