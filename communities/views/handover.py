from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.actions.handover import ask_handover, call_off_handover, confirm_handover
from communities.forms.community import HandoverForm
from communities.views.desk import LEADS, own_community
from portal.errors import DomainError
from portal.ui.attempts import attempt


def handover(request, slug):
    """The leader asks a member to lead; the member confirms or declines. Both see how it stands."""
    community = own_community(request, slug)
    waiting = _waiting(community)
    leads, takes_over = request.user.has_perm(LEADS, community), bool(waiting) and waiting.successor.user == request.user
    if not (leads or takes_over):
        raise PermissionDenied
    form = HandoverForm(request.POST or None, thing=community) if leads and not waiting else None
    facts = {"community": community, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form and form.is_valid() and attempt(form, ask_handover, **facts, **form.cleaned_data):
        messages.success(request, _("Both of you have got a letter. You lead until the handover is confirmed."))
        return redirect("communities:handover", community.slug)
    context = {"community": community, "handover": waiting, "takes_over": takes_over, "form": form}
    return render(request, "communities/handover.html", context, status=422 if form and form.errors else 200)


def _waiting(community):
    return community.handovers.waiting().select_related("leader__user", "successor__user").first()


@require_POST
def handover_confirm(request, slug, pk):
    """Only the next leader's own word counts here; officers have their desk."""
    community = own_community(request, slug)
    one = get_object_or_404(community.handovers, pk=pk, successor__user=request.user)
    return _done(request, community, one, confirm_handover, _("You lead the community now."))


@require_POST
def handover_call_off(request, slug, pk):
    community = own_community(request, slug)
    one = get_object_or_404(community.handovers.select_related("successor"), pk=pk)
    if one.successor.user_id != request.user.pk and not request.user.has_perm(LEADS, community):
        raise PermissionDenied
    return _done(request, community, one, call_off_handover, _("The handover is called off; all stays as it was."))


def _done(request, community, one, act, sentence):
    try:
        act(handover=one, by=request.user, now=request.arrived_at)
        messages.success(request, sentence)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("communities:people", community.slug)
