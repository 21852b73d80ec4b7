from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.actions.consultation_slot import book_slot, cancel_booking, offer_slots, withdraw_slot
from communities.filters import ConsultationSlotFilter
from communities.forms.consultation_slot import BookForm, OfferForm
from communities.models import Community, ConsultationSlot, SupportInstrument
from communities.queries.consultation_slots import bookings_of, hours_of
from communities.resources import ConsultationSlotResource
from communities.views.desk import EDITS, own_community
from portal.errors import DomainError
from portal.ui.attempts import attempt
from portal.ui.lists import ListPage, Sorting

HOURS_SHOWN = 5


@method_decorator(login_not_required, name="dispatch")
class SlotList(ListPage):
    template_name = "communities/slot_list.html"
    filterset_class = ConsultationSlotFilter
    resource_class = ConsultationSlotResource
    sortings = (Sorting("drizak", _("soonest first"), ("starts_at", "pk")),)
    export_name = "konsultacijas"
    empty_text = _("No hour is free at the moment. New ones are added as advisers plan their weeks.")

    def rows(self):
        return ConsultationSlot.objects.free(timezone.now()).for_list()

    def get_context_data(self, **kwargs):
        user = self.request.user
        own = bookings_of(user, timezone.now()) if user.is_authenticated else []
        return super().get_context_data(**kwargs) | {"own": own}


@never_cache
def slot_detail(request, pk):
    """One hour: the form that books it, or what was booked and how to give it back. Whoever opens the link of an hour
    that is taken meanwhile is told so."""
    slot = get_object_or_404(ConsultationSlot.objects.for_list(), pk=pk)
    form = BookForm(request.POST or None, communities=Community.objects.of_member(request.user))
    facts = {"slot": slot, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid() and attempt(form, book_slot, **facts, **form.cleaned_data):
        messages.success(request, gettext("The hour is yours. The date is on its way to you by e-mail."))
        return redirect(slot)
    context = {
        "slot": slot,
        "form": form,
        "is_own": slot.booked_by_id == request.user.pk,
        "is_coming": slot.starts_at > request.arrived_at,
    }
    return render(request, "communities/slot_detail.html", context, status=422 if form.errors else 200)


@require_POST
def slot_give_back(request, pk):
    """The person who booked the hour gives it back."""
    slot = get_object_or_404(ConsultationSlot.objects.for_list().filter(booked_by=request.user), pk=pk)
    try:
        cancel_booking(slot=slot, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The hour is free again. Thank you for telling in time."))
    return redirect("communities:slot_list")


def _own_centre(request, slug) -> Community:
    return own_community(request, slug, EDITS, among=Community.objects.ngo_centres())


def desk_slots(request, slug):
    """The hours an NGO centre gives: who comes with what, and the form for more."""
    centre = _own_centre(request, slug)
    form = OfferForm(request.POST or None)
    facts = {"giver": centre, "by": request.user, "now": request.arrived_at}
    if request.method == "POST" and form.is_valid() and attempt(form, offer_slots, **facts, **form.cleaned_data):
        messages.success(request, gettext("The hours are offered to everybody."))
        return redirect("communities:desk_slots", slug)
    context = {"community": centre, "form": form, "slots": hours_of(centre, request.arrived_at), "now": request.arrived_at}
    return render(request, "communities/desk_slots.html", context, status=422 if form.errors else 200)


@require_POST
def slot_withdraw(request, slug, pk):
    """The centre cannot keep an hour."""
    slot = get_object_or_404(_own_centre(request, slug).consultation_slots.for_list(), pk=pk)
    try:
        withdraw_slot(slot=slot, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The hour is withdrawn. Whoever had booked it is told."))
    return redirect("communities:desk_slots", slug)


@login_not_required
def ngo_centre(request):
    """Where those who think alike find support: the NGO centres, what is offered and when they can be asked (S4-148)."""
    now = timezone.now()
    centres = Community.objects.public().ngo_centres().for_list()
    context = {
        "centres": [(centre, hours_of(centre, now).free(now)[:HOURS_SHOWN]) for centre in centres],
        "instruments": SupportInstrument.objects.offered(),
    }
    return render(request, "communities/ngo_centre.html", context)
