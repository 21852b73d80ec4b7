"""Help that neighbours bring to an idea: letters go through the portal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from communities.models import memberships_of
from communities.queries.speaking import communities_spoken_for
from grants.actions.idea import answer_offer, offer_help
from grants.forms.idea import YES, OfferForm, OfferReplyForm
from grants.models import Idea, IdeaOffer
from portal.ui.attempts import attempt
from portal.ui.throttling import throttle


@never_cache
def offer_create(request, pk):
    idea = get_object_or_404(Idea.objects.public().for_list(), pk=pk)
    form = OfferForm(request.POST or None, communities=communities_spoken_for(request.user).exclude(pk=idea.community_id))

    def send(**answers):
        throttle(request, "exchange")
        return offer_help(idea=idea, by=request.user, now=request.arrived_at, **answers)

    if form.is_valid() and (offer := attempt(form, send, **form.cleaned_data)):
        messages.success(request, _("The offer is sent. The reply comes by e-mail and stands on this page."))
        return redirect("grants:offer_detail", offer.pk)
    return render(request, "grants/offer_form.html", {"idea": idea, "form": form}, status=422 if form.errors else 200)


@never_cache
def offer_detail(request, pk):
    """An offer and its reply, for whoever made it and for the community with the idea. Taken, both see an address."""
    mine = Q(offered_by=request.user) | Q(idea__community__in=memberships_of(request.user))
    offers = IdeaOffer.objects.filter(mine).select_related("idea__community", "community", "offered_by", "answered_by")
    offer = get_object_or_404(offers, pk=pk)
    may_reply = offer.answered_at is None and request.user.has_perm("grants.edit_idea", offer.idea)
    form = OfferReplyForm(request.POST or None)

    def reply(decision, reply):
        return answer_offer(offer=offer, is_accepted=decision == YES, reply=reply, by=request.user, now=request.arrived_at)

    if request.method == "POST" and not request.user.has_perm("grants.edit_idea", offer.idea):
        raise PermissionDenied
    if form.is_valid() and attempt(form, reply, **form.cleaned_data):
        messages.success(request, _("Your reply is sent."))
        return redirect("grants:offer_detail", pk)
    context = {"offer": offer, "idea": offer.idea, "form": form, "may_reply": may_reply}
    return render(request, "grants/offer_detail.html", context, status=422 if form.errors else 200)
