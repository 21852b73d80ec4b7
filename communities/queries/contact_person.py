"""Contact persons: who is the last one, whose data nobody has confirmed for too long, whose link it is."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import ContactPerson
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months
from portal.ui.confirming import ConfirmationLink

CONFIRM_RULE = "CONTACT_CONFIRM_MONTHS"
LINK = ConfirmationLink(
    "communities.contact_person.confirm",
    timedelta(days=60),
    gettext_lazy("This link is older than sixty days and no longer works. The next e-mail will bring a new one."),
)


def is_last_contact(contact: ContactPerson) -> bool:
    """Whether a neighbourhood in use would be left without a contact person (D6)."""
    others = ContactPerson.objects.active().filter(neighbourhood=contact.neighbourhood_id).exclude(pk=contact.pk)
    return contact.neighbourhood.is_active and not others.exists()


def stale_before(today: date) -> date:
    """Data confirmed earlier than this day are no longer taken for correct (``CONTACT_CONFIRM_MONTHS``)."""
    return add_months(today, -legal_rule(CONFIRM_RULE, today).whole)


def confirmation_token(contact: ContactPerson) -> str:
    return LINK.token_for(contact.pk)


def contact_to_confirm(token: str) -> ContactPerson:
    """The contact person a link in a mail belongs to.

    Raises ``InvalidInput``: the link is mangled or too old, or the person has been released.
    """
    contact = ContactPerson.objects.active().filter(pk=LINK.read(token)).select_related("neighbourhood", "unit").first()
    if contact is None:
        raise InvalidInput(_("This contact person has been released in the meantime."))
    return contact
