"""The actions of plans on the pages of what carries them out: back from the money to the goal and the challenge. And the
creative partners who help in a call or a forum."""

from actionplans.models import ActionTie, CreativePartner, PlanConsultation
from grants.models import Call
from participation.models import Consultation, Forum
from portal.ui.panels import Panel, Slot, fill_slot

ACTIONS_SHOWN = 10
HELPED = {Call: "calls", Forum: "forums"}
"""What creative partners help in, besides plans."""


@fill_slot(Slot.TIED)
def actions_here(thing, *, now):
    if isinstance(thing, Forum):
        return []
    ties = ActionTie.objects.to(thing).select_related("action__plan")[:ACTIONS_SHOWN]
    asked = PlanConsultation.objects.filter(consultation=thing).select_related("plan") if isinstance(thing, Consultation) else ()
    context = {"actions": [tie.action for tie in ties], "plans": [row.plan for row in asked]}
    return [Panel("actionplans/partials/tied.html", context)] if any(context.values()) else []


@fill_slot(Slot.TIED)
def partners_here(thing, *, now):
    if type(thing) not in HELPED:
        return []
    partners = list(CreativePartner.objects.filter(is_public=True, **{HELPED[type(thing)]: thing}))
    return [Panel("actionplans/partials/partners_here.html", {"partners": partners})] if partners else []
