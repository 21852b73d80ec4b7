"""The two links of a registration for a forum: one confirms a guest's, one shows it and signs off."""

from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from communities.enums import RegistrationState
from participation.models import ForumRegistration
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.ui.confirming import ConfirmationLink

CONFIRMATION_TERM = timedelta(days=7)
"""How long a guest has to open the link; afterwards what the guest wrote is erased."""

KEPT_RULE = "FORUM_REGISTRATION_DAYS"

CONFIRMING = ConfirmationLink(
    "participation.registration.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Register once more."),
)
OWN = ConfirmationLink(
    "participation.registration.own",
    timedelta(days=730),
    gettext_lazy("The registration of this link no longer exists."),
)


def registration_by(link: ConfirmationLink, token: str) -> ForumRegistration:
    """The registration whose owner opened ``link``. Raises ``InvalidInput``."""
    confirmed = ForumRegistration.objects.exclude(state=RegistrationState.UNCONFIRMED)
    registration = ForumRegistration.objects.select_related("forum", "user").filter(pk=link.read(token, confirmed)).first()
    if registration is None:
        raise InvalidInput(OWN.expired)
    return registration


def never_confirmed(now: datetime) -> QuerySet[ForumRegistration]:
    return ForumRegistration.objects.never_confirmed(now - CONFIRMATION_TERM)


def kept_days(day: date) -> int:
    """How many days after a forum it is known who wanted to come."""
    return legal_rule(KEPT_RULE, day).whole
