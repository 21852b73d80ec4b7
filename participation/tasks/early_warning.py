from celery import shared_task
from django.utils import timezone

from participation.actions.early_warning import erase_warning
from participation.models import EarlyWarning
from portal.audit.heartbeats import beat
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

KEPT_RULE = "EARLY_WARNING_KEPT_MONTHS"


@shared_task(ignore_result=True)
def erase_early_warnings() -> None:
    """Those nobody confirmed and those long over. The heartbeat does not say how many: that would tell of the sensitive."""
    now = timezone.now()
    today = timezone.localdate(now)
    kept_from = add_months(today, -legal_rule(KEPT_RULE, today).whole)
    over = EarlyWarning.objects.never_confirmed(now)[:250], EarlyWarning.objects.over_before(kept_from)[:250]
    for warning in [one for rows in over for one in rows]:
        erase_warning(warning=warning, now=now)
    beat("erase_early_warnings", now)
