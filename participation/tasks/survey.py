from celery import shared_task
from django.utils import timezone

from participation.actions.survey import announce_survey, forget_people_of_survey, remind_of_survey
from participation.queries.survey import surveys_to_announce, surveys_to_forget_people_of, surveys_to_remind_of
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def tell_of_surveys() -> None:
    """Surveys that have opened, that close soon, and those whose people are to be forgotten."""
    now = timezone.now()
    done = 0
    for find, act in (
        (surveys_to_announce, announce_survey),
        (surveys_to_remind_of, remind_of_survey),
        (surveys_to_forget_people_of, forget_people_of_survey),
    ):
        for survey in list(find(now)[:100]):
            act(survey=survey, now=now)
            done += 1
    beat("tell_of_surveys", now, done)
