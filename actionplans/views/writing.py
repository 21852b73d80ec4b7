"""The team's desk: a plan begins, its chapters with ticks, what it is called, the core team, the tasks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actionplans.actions.task import finish_task, give_task
from actionplans.actions.team import add_team_member, remove_team_member
from actionplans.actions.writing import begin_plan, describe_plan
from actionplans.forms.writing import BeginForm, DescribeForm, TaskForm, TeamMemberForm, initial_of
from actionplans.models import Plan
from actionplans.queries.writing import writing_states
from communities.queries.speaking import communities_spoken_for
from portal.errors import DomainError
from portal.ui.attempts import attempt

COMMENTS, WRITES, LEADS = "actionplans.comment_plan", "actionplans.write_plan", "actionplans.lead_plan"


def team_plan(request, slug: str, permission: str = COMMENTS) -> Plan:
    """The plan, for those of its team who have ``permission``. Everybody may read it on its public page."""
    plans = Plan.objects.visible_to(request.user).select_related("template", "community", "unit")
    plan = get_object_or_404(plans, slug=slug)
    if not request.user.has_perm(permission, plan):
        raise PermissionDenied
    return plan


@never_cache
def plan_begin(request):
    """A new plan of the municipality, or of one's own community."""
    communities = communities_spoken_for(request.user)
    for_municipality = request.user.has_perm("actionplans.begin_plan")
    if not for_municipality and not communities:
        raise PermissionDenied
    form = BeginForm(request.POST or None, communities=communities, for_municipality=for_municipality)
    about = {"by": request.user, "now": request.arrived_at}
    if form.is_valid() and (plan := attempt(form, begin_plan, **form.cleaned_data, **about)):
        messages.success(request, gettext("The plan has begun. Its chapters wait below; name the team first."))
        return redirect("actionplans:writing", plan.slug)
    return render(request, "actionplans/plan_begin.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
def writing(request, slug):
    """The whole plan on one screen: what is complete, who does what."""
    plan = team_plan(request, slug)
    chapters = writing_states(plan)
    context = {
        "plan": plan,
        "chapters": chapters,
        "complete_count": sum(one.state.is_complete for one in chapters),
        "team": plan.team.select_related("user"),
        "tasks": plan.tasks.open().select_related("member", "chapter__kind", "chapter__plan"),
        "may_write": plan.is_being_written and request.user.has_perm(WRITES, plan),
        "may_lead": request.user.has_perm(LEADS, plan),
    }
    return render(request, "actionplans/writing.html", context)


@never_cache
def writing_about(request, slug):
    plan = team_plan(request, slug, WRITES)
    form = DescribeForm(request.POST or None, initial=initial_of(plan))
    about = {"plan": plan, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, describe_plan, **form.cleaned_data, **about):
        messages.success(request, gettext("Saved."))
        return redirect("actionplans:writing", plan.slug)
    return _form_page(request, plan, form, gettext("Title, story, places and the ten steps"), gettext("Save"))


@never_cache
def writing_team_add(request, slug):
    plan = team_plan(request, slug, LEADS)
    form = TeamMemberForm(request.POST or None)
    about = {"plan": plan, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, add_team_member, **form.cleaned_data, **about):
        messages.success(request, gettext("Added to the team."))
        return redirect("actionplans:writing", plan.slug)
    return _form_page(request, plan, form, gettext("Somebody joins the core team"), gettext("Add"))


@require_POST
def writing_team_remove(request, slug, member):
    plan = team_plan(request, slug, LEADS)
    found = get_object_or_404(plan.team, pk=member)
    return _done(request, plan, remove_team_member, gettext("Taken off the team."), member=found)


@never_cache
def writing_task_add(request, slug):
    plan = team_plan(request, slug, WRITES)
    form = TaskForm(request.POST or None, plan=plan)
    about = {"plan": plan, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, give_task, **form.cleaned_data, **about):
        messages.success(request, gettext("The task is noted."))
        return redirect("actionplans:writing", plan.slug)
    return _form_page(request, plan, form, gettext("A task in writing the plan"), gettext("Save"))


@require_POST
def writing_task_finish(request, slug, task):
    plan = team_plan(request, slug)
    found = get_object_or_404(plan.tasks, pk=task)
    return _done(request, plan, finish_task, gettext("Done. Thank you."), task=found)


def _done(request, plan: Plan, perform, sentence: str, **facts):
    try:
        perform(by=request.user, now=request.arrived_at, **facts)
        messages.success(request, sentence)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("actionplans:writing", plan.slug)


def _form_page(request, plan: Plan, form, title: str, button: str):
    context = {"plan": plan, "form": form, "title": title, "button": button}
    return render(request, "actionplans/writing_form.html", context, status=422 if form.errors else 200)
