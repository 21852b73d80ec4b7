"""What an amendment of an adopted plan changes, for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from actionplans.models import Plan
from actionplans.queries.amending import changes_of


@login_not_required
def plan_amendment(request, slug, edition):
    """Why the plan is amended, by which decision, and word by word what changes; the edition before stays readable."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("template"), slug=slug)
    amendment = get_object_or_404(plan.amendments.select_related("document"), edition=edition)
    amendment.plan = plan
    context = {"plan": plan, "amendment": amendment, "parts": changes_of(amendment)}
    return render(request, "actionplans/plan_amendment.html", context)
