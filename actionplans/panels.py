"""What plans put on the shared pages."""

from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from portal.ui.links import plain_path
from portal.ui.panels import Panel, Slot, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search


@fill_slot(Slot.NEIGHBOURHOOD)
def plans_here(request, place):
    plans = list(Plan.objects.filter(neighbourhoods=place).order_by("-year_from")[:3])
    return [Panel("actionplans/partials/neighbourhood.html", {"plans": plans}, order=70)] if plans else []


def _plan_entry(plan: Plan) -> Entry:
    texts = " ".join(chapter.text for chapter in plan.chapters.all())
    return Entry("plan", plan.title, plain_path(plan), f"{plan.story} {texts}", happened_on=plan.adopted_on)


register_search(SearchProvider("plan", _("Action plans"), Plan, _plan_entry))
