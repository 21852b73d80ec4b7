from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Neighbourhood, OutreachContact
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

KEPT_RULE = "OUTREACH_CONTACT_MONTHS"


@action("communities.outreach_contact.noted")
def note_outreach_contact(
    *, neighbourhood: Neighbourhood, name: str, reached_by: str, legal_basis: str, note: str = "", by, now: datetime
) -> OutreachContact:
    """Note whom an officer knows in a place without a community, on what legal basis; it goes by itself (S4-153).

    The audit log names the neighbourhood alone: it outlives the contact.
    """
    if not legal_basis.strip():
        raise InvalidInput(_("Say on what legal basis the contact is kept."), field="legal_basis")
    today = timezone.localdate(now)
    contact = OutreachContact(
        neighbourhood=neighbourhood,
        name=name,
        reached_by=reached_by,
        note=note,
        legal_basis=legal_basis,
        noted_on=today,
        erase_on=add_months(today, legal_rule(KEPT_RULE, today).whole),
        noted_by=by,
    )
    contact.full_clean()
    contact.save()
    record(target=neighbourhood, erase_on=contact.erase_on)
    return contact


@action("communities.outreach_contact.changed")
def change_outreach_contact(*, contact: OutreachContact, by, now: datetime, **details) -> OutreachContact:
    """Correct what is noted. The day of erasure stays: a contact is not kept longer by typing it again."""
    contact = OutreachContact.objects.lock(contact.pk)
    for name, value in details.items():
        setattr(contact, name, value)
    contact.full_clean()
    contact.save()
    record(target=contact.neighbourhood)
    return contact


@action("communities.outreach_contact.erased")
def erase_outreach_contact(*, contact: OutreachContact, by=None, now: datetime) -> None:
    """Its term is over, or the person does not want it: nothing of the contact stays."""
    contact = OutreachContact.objects.select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if contact is None:  # erased a moment ago by somebody else
        return
    record(target=contact.neighbourhood)
    contact.delete()
