from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.actions.deed import add_attracted_funding, add_self_help, remove_attracted_funding, remove_self_help
from communities.forms.deed import AttractedFundingForm, SelfHelpForm
from communities.queries.effort import attracted_in_total
from communities.views.desk import EDITS, own_community
from portal.ui.attempts import attempt


def deeds(request, slug):
    """What the community solved itself and the money it brought in: two short lists, each with its form."""
    community = own_community(request, slug)
    return _page(request, community, SelfHelpForm(), AttractedFundingForm())


@require_POST
def self_help_add(request, slug):
    community = own_community(request, slug, EDITS)
    form = SelfHelpForm(request.POST)
    about = {"community": community, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, add_self_help, **about, **form.cleaned_data):
        messages.success(request, _("Noted. It stands on the page of the community."))
        return redirect("communities:deeds", slug)
    return _page(request, community, form, AttractedFundingForm(), status=422)


@require_POST
def attracted_funding_add(request, slug):
    community = own_community(request, slug, EDITS)
    form = AttractedFundingForm(request.POST)
    about = {"community": community, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, add_attracted_funding, **about, **form.cleaned_data):
        messages.success(request, _("Noted. The sum stands on the page of the community."))
        return redirect("communities:deeds", slug)
    return _page(request, community, SelfHelpForm(), form, status=422)


@require_POST
def self_help_remove(request, slug, pk):
    deed = get_object_or_404(own_community(request, slug, EDITS).self_help_actions, pk=pk)
    remove_self_help(deed=deed, by=request.user, now=request.arrived_at)
    messages.success(request, _("The note is removed."))
    return redirect("communities:deeds", slug)


@require_POST
def attracted_funding_remove(request, slug, pk):
    funding = get_object_or_404(own_community(request, slug, EDITS).attracted_funding, pk=pk)
    remove_attracted_funding(funding=funding, by=request.user, now=request.arrived_at)
    messages.success(request, _("The note is removed."))
    return redirect("communities:deeds", slug)


def _page(request, community, self_help_form, funding_form, status=200):
    context = {
        "community": community,
        "self_help": community.self_help_actions.all(),
        "funding": community.attracted_funding.all(),
        "total": attracted_in_total(community.attracted_funding),
        "self_help_form": self_help_form,
        "funding_form": funding_form,
        "failed_form": next((form for form in (self_help_form, funding_form) if form.errors), None),
        "can_edit": request.user.has_perm(EDITS, community),
    }
    return render(request, "communities/deeds.html", context, status=status)
