from datetime import datetime

from actionplans.models import Plan
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.ui.search import index


@action("actionplans.plan.printed")
def print_plan(*, plan: Plan, by, now: datetime) -> Plan:
    """Ask for the plan's next printed version: PROJEKTS until it is complete and adopted (D7)."""
    plan = Plan.objects.lock(plan.pk)
    record(target=plan)
    request_document("actionplans.plan", subject=plan, now=now)
    index(plan)
    return plan
