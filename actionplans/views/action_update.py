"""The quarterly status of an action, told by those who write its plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from actionplans.actions.action_update import report_progress
from actionplans.forms.monitoring import ProgressForm
from actionplans.models import Action
from actionplans.queries.monitoring import quarter_to_report
from actionplans.queries.periods import quarter_of
from portal.ui.attempts import attempt


@never_cache
def status_form(request, pk):
    """How the action stands in the quarter that is asked about."""
    actions = Action.objects.visible_to(request.user).select_related("plan__template", "plan__community", "plan__unit")
    plan_action = get_object_or_404(actions, pk=pk)
    plan = plan_action.plan
    if not request.user.has_perm("actionplans.write_plan", plan):
        raise PermissionDenied
    if request.method == "POST":
        form = ProgressForm(request.POST, plan_action=plan_action)
        about = {"plan_action": plan_action, "by": request.user, "now": request.arrived_at}
        if form.is_valid() and attempt(form, report_progress, **form.cleaned_data, **about):
            messages.success(request, _("The status is noted."))
            return redirect("actionplans:plan_monitoring", plan.slug)
    else:
        form = ProgressForm(plan_action=plan_action, initial={"progress": plan_action.progress})
    context = {
        "action": plan_action,
        "plan": plan,
        "form": form,
        "quarter": quarter_to_report(plan_action, timezone.localdate(request.arrived_at)),
        "updates": [(quarter_of(one.quarter_from), one) for one in plan_action.updates.all()[:8]],
    }
    return render(request, "actionplans/status_form.html", context, status=422 if form.errors else 200)
