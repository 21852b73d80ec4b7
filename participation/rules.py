"""Who may do what with consultations, opinions, submissions, answers and forums."""

import rules
from django.db.models import Q

from portal.accounts.predicates import (
    is_administrator,
    is_auditor,
    is_coordinator,
    is_officer,
    is_social_service,
    is_staff,
)
from portal.municipality.models import Unit


@rules.predicate
def is_in_responsible_unit(user, question) -> bool:
    """Officers answer what their own unit holds."""
    if question is None:
        return True
    unit_id = question.consultation.unit_id if hasattr(question, "consultation_id") else question.unit_id
    return Unit.objects.filter(pk=unit_id, members=user).exists()


@rules.predicate
def is_head_of_responsible_unit(user, dispute) -> bool:
    """A disputed answer is looked at again by whoever heads the unit that gave it."""
    return dispute is not None and Unit.objects.filter(pk=dispute.answer.unit_id, head=user).exists()


@rules.predicate
def heads_responsible_unit(user, opinion) -> bool:
    return opinion is None or opinion.consultation.unit.head_id == user.pk


@rules.predicate
def receives_warning(user, warning) -> bool:
    """The social service for what is sensitive; for the rest whoever works in the responsible unit or heads it (D9)."""
    if warning is None:
        return True
    if warning.is_sensitive:
        return is_social_service(user)
    return Unit.objects.filter(Q(members=user) | Q(head=user), pk=warning.unit_id).exists()


PREPARES = is_coordinator
READS = is_coordinator | is_officer | is_auditor | is_administrator
ANSWERS = is_coordinator | (is_officer & is_in_responsible_unit)

rules.add_perm("participation", is_staff)
for _model in ("selfaudit", "yearlyreport"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
rules.add_perm("participation.fill_self_audit", is_coordinator | (is_staff & is_in_responsible_unit))
rules.add_perm("participation.add_yearlyreport", PREPARES)
rules.add_perm("participation.change_yearlyreport", PREPARES)
for _model in ("consultation", "forum"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
    rules.add_perm(f"participation.add_{_model}", PREPARES)
    rules.add_perm(f"participation.change_{_model}", PREPARES)
rules.add_perm("participation.publish_consultation", PREPARES)
for _model in ("consultationpreset", "legalbasis"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
    rules.add_perm(f"participation.add_{_model}", PREPARES | is_administrator)
    rules.add_perm(f"participation.change_{_model}", PREPARES | is_administrator)
rules.add_perm("participation.close_forum", PREPARES)
for _model in ("opinion", "submission", "answer"):
    rules.add_perm(f"participation.view_{_model}", READS)
rules.add_perm("participation.add_opinion", ANSWERS)
rules.add_perm("participation.moderate_opinion", ANSWERS)
rules.add_perm("participation.decide_appeal", is_coordinator | (is_staff & heads_responsible_unit))
rules.add_perm("participation.view_earlywarning", is_staff & receives_warning)
rules.add_perm("participation.view_sensitive_earlywarning", is_social_service)
rules.add_perm("participation.handle_earlywarning", is_staff & receives_warning)
rules.add_perm("participation.call_police", is_social_service & receives_warning)
for _act in ("view", "add", "change"):
    rules.add_perm(f"participation.{_act}_warningcategory", is_administrator)
rules.add_perm("participation.answer", ANSWERS)
rules.add_perm("participation.extend_answer", ANSWERS)
rules.add_perm("participation.view_dispute", READS)
rules.add_perm("participation.decide_dispute", is_coordinator | (is_staff & is_head_of_responsible_unit))

for _model in ("meetingtask", "announcement"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
    rules.add_perm(f"participation.add_{_model}", is_coordinator | is_officer)
rules.add_perm("participation.change_announcement", is_coordinator | (is_officer & is_in_responsible_unit))
rules.add_perm("participation.send_announcement", is_coordinator | (is_officer & is_in_responsible_unit))
rules.add_perm("participation.finish_task", ANSWERS)
rules.add_perm("participation.view_forumregistration", is_coordinator | is_officer)

rules.add_perm("participation.add_submission", is_coordinator | is_officer)
rules.add_perm("participation.examine_submission", ANSWERS)
rules.add_perm("participation.register_submission", ANSWERS)
rules.add_perm("participation.view_budgetcampaign", is_staff)
for _act in ("add", "change", "publish", "close"):
    rules.add_perm(f"participation.{_act}_budgetcampaign", PREPARES)


@rules.predicate
def is_in_unit_of(user, thing) -> bool:
    """Surveys and draft decisions are prepared by the officers of their unit."""
    return thing is None or Unit.objects.filter(pk=thing.unit_id, members=user).exists()


PREPARES_OWN = is_coordinator | (is_officer & is_in_unit_of)
for _model in ("survey", "draftdecision"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
    rules.add_perm(f"participation.add_{_model}", PREPARES_OWN)
    rules.add_perm(f"participation.change_{_model}", PREPARES_OWN)
rules.add_perm("participation.publish_survey", PREPARES_OWN)
rules.add_perm("participation.run_draft_decision", PREPARES_OWN)
for _verb in ("add", "change", "delete"):
    rules.add_perm(f"participation.{_verb}_surveyquestion", is_coordinator | is_officer)
for _model in ("surveyquestion", "opinionrequest", "committeeinvitation", "territoryoverview"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
rules.add_perm("participation.view_surveytext", READS)
rules.add_perm("participation.read_survey_text", is_coordinator | is_officer)
rules.add_perm("participation.add_territoryoverview", is_coordinator | is_officer)
