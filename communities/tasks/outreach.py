from celery import shared_task
from django.utils import timezone

from communities.actions.outreach import erase_outreach_contact
from communities.models import OutreachContact
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def erase_outreach_contacts() -> None:
    """Those whose day has come; a second scheduler finds none left."""
    now = timezone.now()
    due = list(OutreachContact.objects.to_be_erased(timezone.localdate(now))[:500])
    for contact in due:
        erase_outreach_contact(contact=contact, now=now)
    beat("erase_outreach_contacts", now, len(due))
