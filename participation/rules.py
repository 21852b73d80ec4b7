"""Who may do what with consultations, opinions, submissions, answers and forums."""

import rules

from portal.accounts.predicates import is_administrator, is_auditor, is_coordinator, is_officer, is_staff
from portal.municipality.models import Unit


@rules.predicate
def is_in_responsible_unit(user, question) -> bool:
    """Officers answer what their own unit holds."""
    if question is None:
        return True
    unit_id = question.consultation.unit_id if hasattr(question, "consultation_id") else question.unit_id
    return Unit.objects.filter(pk=unit_id, members=user).exists()


PREPARES = is_coordinator
READS = is_coordinator | is_officer | is_auditor | is_administrator
ANSWERS = is_coordinator | (is_officer & is_in_responsible_unit)

rules.add_perm("participation", is_staff)
for _model in ("consultation", "forum"):
    rules.add_perm(f"participation.view_{_model}", is_staff)
    rules.add_perm(f"participation.add_{_model}", PREPARES)
    rules.add_perm(f"participation.change_{_model}", PREPARES)
rules.add_perm("participation.publish_consultation", PREPARES)
rules.add_perm("participation.close_forum", PREPARES)
for _model in ("opinion", "submission", "answer"):
    rules.add_perm(f"participation.view_{_model}", READS)
rules.add_perm("participation.add_opinion", is_coordinator)
rules.add_perm("participation.add_submission", is_coordinator)
rules.add_perm("participation.answer", ANSWERS)
rules.add_perm("participation.extend_answer", ANSWERS)
