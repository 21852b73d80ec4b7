"""What came back from asking about a plan."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from actionplans.models import Plan
from actionplans.queries.consulting import returned_to


@login_not_required
def plan_opinions(request, slug):
    """How the opinions on a plan were answered, and each whose answer promises that the text changes."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("template"), slug=slug)
    return render(request, "actionplans/plan_opinions.html", {"plan": plan, "returned": returned_to(plan)})
