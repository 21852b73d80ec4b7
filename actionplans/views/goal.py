"""Goals with their indicators: read by everybody, written by the plan's team."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.actions.goal import remove_goal, write_goal
from actionplans.forms.weaving import GoalForm, IndicatorRows, letters_typed
from actionplans.models import Goal, Plan
from actionplans.queries.goal import progress_of
from actionplans.queries.smart import smart_of
from actionplans.queries.ties import weave_of
from actionplans.views.weaving import is_saved, is_whole, perform, rows_of, wrong_rows
from actionplans.views.writing import WRITES, team_plan


@login_not_required
def goal_detail(request, slug, code):
    """One goal: which challenge it answers, what shows it, and what leads to it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("template"), slug=slug)
    goals = plan.goals.select_related("answers_to").prefetch_related("indicators__readings", "actions")
    goal = get_object_or_404(goals, code=code)
    context = {
        "plan": plan,
        "goal": goal,
        "letters": smart_of(goal),
        "indicators": [progress_of(one) for one in goal.indicators.all()],
        "may_write": plan.is_being_written and request.user.has_perm(WRITES, plan),
    }
    return render(request, "actionplans/goal_detail.html", context)


def goal_board(request, slug):
    """All challenges, goals and actions of a plan that is being written, and what still hangs loose."""
    plan = team_plan(request, slug, WRITES)
    return render(request, "actionplans/goal_board.html", {"plan": plan, "weave": weave_of(plan)})


def goal_edit(request, slug, code=""):
    plan = team_plan(request, slug, WRITES)
    goal = get_object_or_404(plan.goals, code=code) if code else Goal(plan=plan)
    form, rows = GoalForm(request.POST or None, instance=goal), IndicatorRows(request.POST or None, instance=goal)
    if is_whole(request, form, rows):
        indicators, dropped = rows_of(rows)
        if is_saved(request, form, write_goal, goal=form.instance, indicators=indicators, dropped=dropped):
            messages.success(request, _("The goal is saved."))
            return redirect("actionplans:goal_board", slug)
    context = {"plan": plan, "goal": goal, "form": form, "rows": rows, "letters": letters_typed(form, rows)}
    context["wrong_rows"] = wrong_rows(rows)
    return render(request, "actionplans/goal_form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def goal_check(request, slug):
    """The five letters of a goal as it is being typed; nothing is saved."""
    goal = Goal(plan=team_plan(request, slug, WRITES))
    letters = letters_typed(GoalForm(request.POST, instance=goal), IndicatorRows(request.POST, instance=goal))
    return render(request, "actionplans/partials/smart.html", {"letters": letters})


@require_POST
def goal_remove(request, slug, code):
    plan = team_plan(request, slug, WRITES)
    goal = get_object_or_404(plan.goals, code=code)
    perform(request, remove_goal, _("The goal is removed."), goal=goal)
    return redirect("actionplans:goal_board", slug)
