"""Actions: read by everybody, written by the plan's team, tied to what carries them out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.actions.action import finish_step, remove_action, tie_action, untie_action, write_action
from actionplans.enums import PlanState
from actionplans.forms.weaving import ActionForm, MoneyRows, StepRows, TieForm
from actionplans.models import Action, ActionStep, ActionTie, Plan
from actionplans.queries.joining import takes_joiners
from actionplans.queries.tied import thing_at
from actionplans.views.weaving import is_saved, is_whole, perform, rows_of, wrong_rows
from actionplans.views.writing import WRITES, team_plan
from portal.ui.attempts import attempt


@login_not_required
def action_detail(request, slug, code):
    """One action: who, when, with what; its steps; back to its goals and challenges, on to money and indicators."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("unit"), slug=slug)
    actions = plan.actions.prefetch_related(
        "goals__answers_to", "indicators", "steps", "moneys", Prefetch("ties", ActionTie.objects.with_things())
    )
    action = get_object_or_404(actions, code=code)
    may_write = request.user.has_perm(WRITES, plan)
    context = {
        "plan": plan,
        "action": action,
        "may_write": may_write and plan.is_being_written,
        "may_tie": may_write and plan.state != PlanState.ENDED,
        "is_open": takes_joiners(action),
    }
    return render(request, "actionplans/action_detail.html", context)


def action_edit(request, slug, code=""):
    plan = team_plan(request, slug, WRITES)
    action = get_object_or_404(plan.actions, code=code) if code else Action(plan=plan)
    form = ActionForm(request.POST or None, instance=action)
    steps = StepRows(request.POST or None, instance=action)
    moneys = MoneyRows(request.POST or None, instance=action, form_kwargs={"plan": plan})
    if is_whole(request, form, steps, moneys):
        parts, dropped = rows_of(steps, moneys)
        goals, indicators = (form.cleaned_data.get(name, ()) for name in ("goals", "indicators"))
        facts = {"goals": goals, "indicators": indicators and indicators.select_related("goal")}
        if is_saved(request, form, write_action, plan_action=form.instance, parts=parts, dropped=dropped, **facts):
            messages.success(request, _("The action is saved."))
            return redirect("actionplans:goal_board", slug)
    context = {"plan": plan, "action": action, "form": form, "steps": steps, "moneys": moneys}
    context["wrong_rows"] = wrong_rows(steps, moneys)
    return render(request, "actionplans/action_form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def action_remove(request, slug, code):
    plan = team_plan(request, slug, WRITES)
    action = get_object_or_404(plan.actions, code=code)
    perform(request, remove_action, _("The action is removed."), plan_action=action)
    return redirect("actionplans:goal_board", slug)


def action_ties(request, slug, code):
    """What carries an action out, and which of its steps are done: also once the plan is adopted."""
    plan = team_plan(request, slug, WRITES)
    action = get_object_or_404(plan.actions, code=code)
    form, about = TieForm(request.POST or None), {"by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid():
        found = thing_at(form.cleaned_data["address"])
        if found is None:
            form.add_error("address", _("No call, funded project, consultation, proposal or event has this address."))
        elif attempt(form, tie_action, plan_action=action, kind=found[0], thing=found[1], **about):
            messages.success(request, _("The tie is there; it shows on both pages."))
            return redirect(request.path)
    context = {
        "plan": plan,
        "action": action,
        "form": form,
        "ties": action.ties.with_things(),
        "steps": action.steps.all(),
        "has_ended": plan.state == PlanState.ENDED,
    }
    return render(request, "actionplans/action_ties.html", context, status=422 if form.errors else 200)


@require_POST
def action_untie(request, slug, code, pk):
    plan = team_plan(request, slug, WRITES)
    tie = get_object_or_404(ActionTie.objects.with_things().filter(action__plan=plan, action__code=code), pk=pk)
    perform(request, untie_action, _("The tie is taken away."), tie=tie)
    return redirect("actionplans:action_ties", slug, code)


@require_POST
def step_done(request, slug, code, pk):
    plan = team_plan(request, slug, WRITES)
    step = get_object_or_404(ActionStep, pk=pk, action__plan=plan, action__code=code)
    perform(request, finish_step, _("The step is marked as done."), step=step, done_on=timezone.localdate(request.arrived_at))
    return redirect("actionplans:action_ties", slug, code)
