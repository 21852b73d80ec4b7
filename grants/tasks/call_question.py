from celery import shared_task
from django.utils import timezone

from grants.actions.call_question import erase_unconfirmed_question, forget_asker
from grants.queries.call_question import askers_to_forget, never_confirmed
from portal.audit.heartbeats import beat

BATCH = 200


@shared_task(ignore_result=True)
def forget_call_questions() -> None:
    """Questions nobody confirmed within a week go; who asked goes when the rule says."""
    now = timezone.now()
    unconfirmed = list(never_confirmed(now)[:BATCH])
    for question in unconfirmed:
        erase_unconfirmed_question(question=question, now=now)
    answered = list(askers_to_forget(now)[:BATCH])
    for question in answered:
        forget_asker(question=question, now=now)
    beat("forget_call_questions", now, len(unconfirmed) + len(answered))
