"""Joining an action of a plan, with an account or by a link in a letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from actionplans.actions.joining import confirm_joining, join_action, leave_action
from actionplans.enums import JoiningState
from actionplans.forms.joining import JoiningForm
from actionplans.models import Action, Joining
from actionplans.queries.joining import OWN, joining_of, joining_to_confirm, kept_months, takes_joiners
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.ui.throttling import throttle


def _action(request, slug: str, code: str) -> Action:
    actions = Action.objects.visible_to(request.user).select_related("plan__unit")
    return get_object_or_404(actions, plan__slug=slug, code=code)


@login_not_required
@never_cache
def join(request, slug, code):
    """Half a minute, no account needed, at any moment while the action goes on."""
    plan_action = _action(request, slug, code)
    form = JoiningForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            joining = _join(request, plan_action, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            if request.user.is_authenticated:
                messages.success(request, gettext("You have joined. The responsible unit writes to you how it goes on."))
                return redirect("actionplans:joining_detail", OWN.token_for(joining.pk))
            return redirect("actionplans:joining_sent", slug, code)
    context = {
        "action": plan_action,
        "form": form,
        "takes_joiners": takes_joiners(plan_action),
        "kept_months": kept_months(timezone.localdate(request.arrived_at)),
    }
    return render(request, "actionplans/joining_form.html", context, status=422 if form.errors else 200)


def _join(request, plan_action: Action, **data) -> Joining:
    by = request.user
    if by.is_authenticated:
        data |= {"name": by.name, "email": by.email}
    else:
        throttle(request, "guest_form")
        by = Guest()
    return join_action(plan_action=plan_action, language=get_language() or "lv", by=by, now=request.arrived_at, **data)


@login_not_required
def joining_sent(request, slug, code):
    """What to do now: open the mail and press the button. It says the same to whoever had joined before."""
    return render(request, "actionplans/joining_sent.html", {"action": _action(request, slug, code)})


@login_not_required
@never_cache
def joining_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        joining = joining_to_confirm(token)
        if request.method == "POST":
            joining = confirm_joining(joining=joining, by=Guest(), now=request.arrived_at)
        if joining.state != JoiningState.UNCONFIRMED:
            return redirect("actionplans:joining_detail", OWN.token_for(joining.pk))
    except DomainError as refusal:
        return render(request, "actionplans/joining_gone.html", {"refusal": str(refusal)}, status=410)
    return render(request, "actionplans/joining_confirm.html", {"joining": joining})


@login_not_required
@never_cache
def joining_detail(request, token):
    """One's own place in an action: whom to write to, and the way to leave."""
    try:
        joining = joining_of(token)
    except DomainError as refusal:
        return render(request, "actionplans/joining_gone.html", {"refusal": str(refusal)}, status=410)
    if request.method == "POST":
        leave_action(joining=joining, by=request.user if request.user.is_authenticated else Guest(), now=request.arrived_at)
        messages.success(request, gettext("You have left. Thank you for the time you gave."))
        return redirect(request.path)
    return render(request, "actionplans/joining_detail.html", {"joining": joining, "action": joining.action})
