from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.actions.invitation import accept_invitation, check_works, send_invitation_again, withdraw_invitation
from communities.enums import MemberRole
from communities.forms.community import AcceptForm
from communities.models import Invitation
from communities.views.desk import LEADS, own_community
from portal.errors import DomainError
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def invitation(request, pk):
    """The link in the mail: who is asked to what. Joining takes an account, so a guest is led there and back."""
    offer = Invitation.objects.select_related("community", "invited_by").filter(pk=pk).first()
    if offer is None:
        return _no_longer(request, _("This invitation is no longer there: it expired, or the link is not complete."))
    if request.user.is_authenticated and offer.community.memberships.current().filter(user=request.user).exists():
        messages.info(request, _("You are a member of this community already."))
        return redirect("communities:desk", offer.community.slug)
    try:
        check_works(offer, request.arrived_at)
    except DomainError as refusal:
        return _no_longer(request, refusal)
    data = request.POST if request.method == "POST" else None
    form = AcceptForm(data) if offer.role == MemberRole.LEADER else None
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if form is None or form.is_valid():
            return _accept(request, offer, **(form.cleaned_data if form else {}))
    context = {"invitation": offer, "form": form}
    return render(request, "communities/invitation.html", context, status=422 if form and form.errors else 200)


def _accept(request, offer, **answers):
    try:
        accept_invitation(invitation=offer, by=request.user, now=request.arrived_at, **answers)
    except DomainError as refusal:
        return _no_longer(request, refusal)
    messages.success(request, _("Welcome. This is the desk of your community."))
    return redirect("communities:desk", offer.community.slug)


def _no_longer(request, refusal):
    return render(request, "communities/invitation.html", {"refusal": str(refusal)}, status=410)


@require_POST
def invitation_again(request, slug, pk):
    return _change(request, slug, pk, send_invitation_again, _("The invitation is sent again; it works for 30 days from today."))


@require_POST
def invitation_withdraw(request, slug, pk):
    return _change(request, slug, pk, withdraw_invitation, _("The invitation is withdrawn; its link works no longer."))


def _change(request, slug, pk, act, done):
    community = own_community(request, slug, LEADS)
    offer = get_object_or_404(community.invitations, pk=pk)
    try:
        throttle(request, "invitation")
        act(invitation=offer, by=request.user, now=request.arrived_at)
        messages.success(request, done)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("communities:people", args=[community.slug]))
