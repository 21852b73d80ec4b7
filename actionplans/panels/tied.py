"""The actions of plans on the pages of what carries them out: back from the money to the goal and the challenge."""

from actionplans.models import ActionTie, PlanConsultation
from participation.models import Consultation
from portal.ui.panels import Panel, Slot, fill_slot

ACTIONS_SHOWN = 10


@fill_slot(Slot.TIED)
def actions_here(request, thing):
    ties = ActionTie.objects.to(thing).select_related("action__plan")[:ACTIONS_SHOWN]
    asked = PlanConsultation.objects.filter(consultation=thing).select_related("plan") if isinstance(thing, Consultation) else ()
    context = {"actions": [tie.action for tie in ties], "plans": [row.plan for row in asked]}
    return [Panel("actionplans/partials/tied.html", context)] if any(context.values()) else []
