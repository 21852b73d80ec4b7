from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.actions.invitation import invite
from communities.actions.membership import change_role, end_membership
from communities.enums import ROLE_MEANINGS, MemberRole
from communities.forms.community import InvitationForm, RoleForm
from communities.views.desk import LEADS, SEES_INSIDE, own_community
from portal.errors import DomainError
from portal.ui.attempts import attempt
from portal.ui.throttling import throttle


def people(request, slug):
    """Who does what in the community; the leader invites others."""
    community = own_community(request, slug, LEADS if request.method == "POST" else SEES_INSIDE)
    form = InvitationForm(request.POST or None)
    facts = {"request": request, "community": community}
    if request.method == "POST" and form.is_valid() and attempt(form, _invite, **facts, **form.cleaned_data):
        messages.success(request, _("The invitation is sent."))
        return redirect("communities:people", community.slug)
    context = {
        "community": community,
        "members": community.memberships.current().select_related("user").order_by("accepted_at", "pk"),
        "invitations": community.invitations.waiting(),
        "handover": community.handovers.waiting().select_related("leader__user", "successor__user").first(),
        "roles": [(role.label, meaning) for role, meaning in ROLE_MEANINGS.items()],
        "leads": request.user.has_perm(LEADS, community),
        "form": form,
        "now": request.arrived_at,
    }
    return render(request, "communities/people.html", context, status=422 if form.errors else 200)


def _invite(*, request, community, **answers):
    throttle(request, "invitation")
    invite(community=community, by=request.user, now=request.arrived_at, **answers)


def membership(request, slug, pk):
    """One person's part: the leader changes the role; the leader, or the person, ends it."""
    community, one = _own_membership(request, slug, pk)
    may_change = request.user.has_perm(LEADS, community) and one.role != MemberRole.LEADER
    form = RoleForm(request.POST or None, initial={"role": one.role}) if may_change else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        facts = {"membership": one, "by": request.user, "now": request.arrived_at}
        if form.is_valid() and attempt(form, change_role, **facts, **form.cleaned_data):
            messages.success(request, _("The role is changed."))
            return redirect("communities:people", community.slug)
    context = {"community": community, "membership": one, "form": form, "is_own": one.user == request.user}
    return render(request, "communities/membership_detail.html", context, status=422 if form and form.errors else 200)


@require_POST
def membership_end(request, slug, pk):
    community, one = _own_membership(request, slug, pk)
    try:
        end_membership(membership=one, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("communities:membership", community.slug, one.pk)
    messages.success(request, _("The membership has ended."))
    return redirect("pages:mans") if one.user == request.user else redirect("communities:people", community.slug)


def _own_membership(request, slug, pk):
    """A current membership that is the visitor's own, or in a community the visitor leads."""
    community = own_community(request, slug)
    one = get_object_or_404(community.memberships.current().select_related("user"), pk=pk)
    if one.user != request.user and not request.user.has_perm(LEADS, community):
        raise PermissionDenied
    return community, one
