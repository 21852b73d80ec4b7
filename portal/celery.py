"""The Celery application and the portal's only periodic schedule.

Every entry asks "what is still undone?", so a missed run is made up for by the next one and a second scheduler does
no harm.
"""

import os

from celery import Celery
from celery.schedules import crontab

from portal.operation import starting, worker_log  # noqa: F401 - hear of the worker and of each task

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
    "erase forum registrations": {
        "task": "participation.tasks.registration.erase_forum_registrations",
        "schedule": crontab(minute="*/15"),
    },
    "erase unconfirmed opinions": {
        "task": "participation.tasks.opinion.erase_unconfirmed_opinions",
        "schedule": crontab(minute="*/15"),
    },
    "erase unconfirmed submissions": {
        "task": "participation.tasks.submission.erase_unconfirmed_submissions",
        "schedule": crontab(minute="*/15"),
    },
    "erase early warnings": {
        "task": "participation.tasks.early_warning.erase_early_warnings",
        "schedule": crontab(minute="*/15"),
    },
    "tidy exchange": {"task": "communities.tasks.exchange.tidy_exchange", "schedule": crontab(minute="*/15")},
    "erase joinings": {"task": "actionplans.tasks.joining.erase_joinings", "schedule": crontab(minute="*/15")},
    "ask for monitoring": {"task": "actionplans.tasks.monitoring.ask_for_monitoring", "schedule": crontab(minute="6-59/15")},
    "propose readings": {"task": "actionplans.tasks.monitoring.propose_readings", "schedule": crontab(minute="*/2")},
    "make monitoring reports": {
        "task": "actionplans.tasks.monitoring.make_monitoring_reports",
        "schedule": crontab(minute="8-59/15"),
    },
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
    "count scorecard": {"task": "participation.tasks.scorecard.count_scorecard", "schedule": crontab(minute="*/5")},
    "ask for the past year": {"task": "participation.tasks.report.ask_for_the_past_year", "schedule": crontab(minute="*/15")},
    "make monthly sheets": {"task": "participation.tasks.report.make_monthly_sheets", "schedule": crontab(minute="3-59/15")},
    "tell the week ahead": {"task": "participation.tasks.week_ahead.tell_the_week_ahead", "schedule": crontab(minute="*/15")},
    "forget authors": {"task": "participation.tasks.retention.forget_authors", "schedule": crontab(minute="*/15")},
    "forget old records": {"task": "communities.tasks.retention.forget_old_records", "schedule": crontab(minute="*/15")},
    "erase old messages": {"task": "portal.notifications.tasks.erase_old_messages", "schedule": crontab(minute="9-59/15")},
    "erase idle accounts": {"task": "portal.accounts.tasks.erase_idle_accounts", "schedule": crontab(minute="11-59/15")},
    "let old records go": {"task": "portal.accounts.tasks.let_old_records_go", "schedule": crontab(minute="14-59/15")},
    "forget call questions": {
        "task": "grants.tasks.call_question.forget_call_questions",
        "schedule": crontab(minute="13-59/15"),
    },
    "let unsigned awards lapse": {
        "task": "grants.tasks.contract.let_unsigned_awards_lapse",
        "schedule": crontab(minute="4-59/15"),
    },
    "tell of surveys": {"task": "participation.tasks.survey.tell_of_surveys", "schedule": crontab(minute="*/15")},
    "erase unattached files": {"task": "portal.files.tasks.erase_unattached_files", "schedule": crontab(minute="*/15")},
}
