from celery import shared_task
from django.utils import timezone

from communities.actions.invitation import erase_expired_invitation
from communities.models import Invitation
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def erase_expired_invitations() -> None:
    """The address of whoever did not accept in time is let go."""
    now = timezone.now()
    expired = list(Invitation.objects.expired(now)[:500])
    for invitation in expired:
        erase_expired_invitation(invitation=invitation, now=now)
    beat("erase_expired_invitations", now, len(expired))
