"""Challenges: the first link of the thread that ends in an indicator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.actions.challenge import remove_challenge, write_challenge
from actionplans.forms.weaving import ChallengeForm
from actionplans.models import ActionTie, Challenge, Plan
from actionplans.queries.goal import progress_of
from actionplans.views.weaving import is_saved, is_whole, perform
from actionplans.views.writing import WRITES, team_plan


@login_not_required
def challenge_detail(request, slug, position):
    """The whole thread of one challenge: its goals, what shows them, what is done and with which money."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("template"), slug=slug)
    challenge = get_object_or_404(plan.challenges.select_related("topic"), position=position)
    ties = Prefetch("actions__ties", ActionTie.objects.with_things())
    goals = challenge.goals.prefetch_related("indicators__readings", "actions", ties)
    context = {
        "plan": plan,
        "challenge": challenge,
        "goals": [(goal, [progress_of(one) for one in goal.indicators.all()]) for goal in goals],
    }
    return render(request, "actionplans/challenge_detail.html", context)


def challenge_edit(request, slug, position=0):
    plan = team_plan(request, slug, WRITES)
    challenge = get_object_or_404(plan.challenges, position=position) if position else Challenge(plan=plan)
    form = ChallengeForm(request.POST or None, instance=challenge)
    if is_whole(request, form) and is_saved(request, form, write_challenge, challenge=form.instance):
        messages.success(request, _("The challenge is saved."))
        return redirect("actionplans:goal_board", slug)
    context = {"plan": plan, "challenge": challenge, "form": form}
    return render(request, "actionplans/challenge_form.html", context, status=422 if form.errors else 200)


@require_POST
def challenge_remove(request, slug, position):
    plan = team_plan(request, slug, WRITES)
    challenge = get_object_or_404(plan.challenges, position=position)
    perform(request, remove_challenge, _("The challenge is removed."), challenge=challenge)
    return redirect("actionplans:goal_board", slug)
