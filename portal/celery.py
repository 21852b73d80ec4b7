"""The Celery application and the portal's only periodic schedule.

Every entry asks "what is still undone?", so a missed run is made up for by the next one and a second scheduler does
no harm.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "deliver messages": {"task": "portal.notifications.tasks.deliver_messages", "schedule": 30.0},
    "remind": {"task": "portal.notifications.tasks.remind", "schedule": crontab(minute="*/10")},
    "gather digests": {"task": "portal.notifications.tasks.gather_digests", "schedule": crontab(minute="5-59/15")},
    "make forgotten documents": {
        "task": "portal.documents.tasks.make_forgotten_documents",
        "schedule": crontab(minute="*"),
    },
    "erase unconfirmed subscriptions": {
        "task": "portal.notifications.tasks.erase_unconfirmed_subscriptions",
        "schedule": crontab(minute="*/15"),
    },
    "erase unconfirmed opinions": {
        "task": "participation.tasks.opinion.erase_unconfirmed_opinions",
        "schedule": crontab(minute="*/15"),
    },
    "tidy exchange": {"task": "communities.tasks.exchange.tidy_exchange", "schedule": crontab(minute="*/15")},
    "erase bookings": {"task": "communities.tasks.booking.erase_bookings", "schedule": crontab(minute="*/15")},
    "erase outreach contacts": {"task": "communities.tasks.outreach.erase_outreach_contacts", "schedule": crontab(minute="*/15")},
    "record expired agreements": {
        "task": "communities.tasks.agreement.record_expired_agreements",
        "schedule": crontab(minute="7-59/15"),
    },
    "erase expired invitations": {
        "task": "communities.tasks.invitation.erase_expired_invitations",
        "schedule": crontab(minute="*/15"),
    },
    "erase registrations and offers": {
        "task": "communities.tasks.event.erase_registrations_and_offers",
        "schedule": crontab(minute="*/15"),
    },
    "erase unattached files": {"task": "portal.files.tasks.erase_unattached_files", "schedule": crontab(minute="*/15")},
}
