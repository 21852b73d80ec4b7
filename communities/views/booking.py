"""Booking a centre or its equipment: the form, the guest's link, the booking's page and the steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.actions.booking import cancel_booking, confirm_address, confirm_booking, refuse_booking, request_booking
from communities.enums import BookingState
from communities.forms.booking import BookingForm
from communities.forms.shared import ReasonForm
from communities.models import Booking, Community, ResourceCentre
from communities.queries.booking import booking_of_guest
from communities.queries.opening import opening_of
from communities.views.desk import SEES_INSIDE
from portal.audit.actions import Guest
from portal.errors import DomainError, InvalidInput
from portal.ui.throttling import throttle

DECIDES = "communities.decide_booking"
PREFILLED = {"diena": "day", "no": "starts", "lidz": "ends", "iekarta": "equipment"}
"""What a free stretch of the week view hands to the form."""


@login_not_required
@never_cache
def booking_create(request, slug):
    """The form: two minutes, no account needed."""
    centre = get_object_or_404(ResourceCentre.objects.taking_bookings().for_list(), slug=slug)
    initial = {field: request.GET[name] for name, field in PREFILLED.items() if name in request.GET}
    communities = Community.objects.of_member(request.user) if request.user.is_authenticated else None
    form = BookingForm(request.POST or None, initial=initial, centre=centre, user=request.user, communities=communities)
    if request.method == "POST" and form.is_valid():
        try:
            booking = _request(request, centre, form.cleaned_data)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            return redirect("communities:booking_sent", slug) if booking.state == BookingState.UNCONFIRMED else redirect(booking)
    context = {"centre": centre, "form": form, "opening": opening_of(centre, request.arrived_at)}
    return render(request, "communities/booking_form.html", context, status=422 if form.errors else 200)


def _request(request, centre: ResourceCentre, data) -> Booking:
    if request.user.is_authenticated:
        by, name, email = request.user, request.user.name, request.user.email
    else:
        throttle(request, "guest_form")
        by, name, email = Guest(), data["name"], data["email"]
    return request_booking(
        centre=centre,
        starts_at=data["starts_at"],
        ends_at=data["ends_at"],
        purpose=data["purpose"],
        name=name,
        email=email,
        form_token=data["form_token"],
        equipment=data["equipment"],
        people=data["people"],
        crowd_accepted=data.get("crowd_accepted", False),
        community=data.get("community"),
        phone=data["phone"],
        language=get_language() or "lv",
        by=by,
        now=request.arrived_at,
    )


@login_not_required
def booking_sent(request, slug):
    """What to do now: open the mail and press the button."""
    centre = get_object_or_404(ResourceCentre.objects.taking_bookings(), slug=slug)
    return render(request, "communities/booking_sent.html", {"centre": centre})


@login_not_required
@never_cache
def guest_booking(request, token):
    """The guest's page: first a button that confirms the address, from then on how the booking stands."""
    try:
        booking = booking_of_guest(token)
    except InvalidInput as refusal:
        return render(request, "communities/booking_gone.html", {"refusal": str(refusal)}, status=410)
    refusal = ""
    if request.method == "POST":
        try:
            confirm_address(booking=booking, by=Guest(), now=request.arrived_at)
        except DomainError as error:
            refusal = str(error)
        else:
            messages.success(request, gettext("Thank you. The community has your request and answers by e-mail."))
            return redirect(request.path)
    context = {
        "booking": booking,
        "refusal": refusal,
        "is_unconfirmed": booking.state == BookingState.UNCONFIRMED,
        "cancel_at": reverse("communities:guest_booking_cancel", args=[token]) if booking.is_ahead(request.arrived_at) else "",
    }
    return render(request, "communities/booking_detail.html", context, status=409 if refusal else 200)


@login_not_required
@never_cache
def guest_booking_cancel(request, token):
    try:
        booking = booking_of_guest(token)
    except InvalidInput as refusal:
        return render(request, "communities/booking_gone.html", {"refusal": str(refusal)}, status=410)
    return _step(request, CANCEL, booking, by=Guest(), back=reverse("communities:guest_booking", args=[token]))


def booking_detail(request, pk):
    """A booking, for whoever made it, for the centre's community and for officers."""
    booking = get_object_or_404(Booking.objects.visible_to(request.user).for_list(), pk=pk)
    is_ahead, may_decide = booking.is_ahead(request.arrived_at), request.user.has_perm(DECIDES, booking)
    may_cancel = is_ahead and (may_decide or booking.requested_by_id == request.user.pk)
    context = {
        "booking": booking,
        "cancel_at": reverse("communities:booking_cancel", args=[pk]) if may_cancel else "",
        "may_decide": may_decide and is_ahead and booking.state == BookingState.REQUESTED,
        "sees_contact": may_decide,
    }
    return render(request, "communities/booking_detail.html", context)


def my_bookings(request):
    """What I have booked, the nearest first, and what is over."""
    own = Booking.objects.filter(requested_by=request.user).for_list()
    context = {
        "ahead": own.filter(ends_at__gt=request.arrived_at).order_by("starts_at"),
        "over": own.filter(ends_at__lte=request.arrived_at).order_by("-starts_at")[:20],
    }
    return render(request, "communities/my_bookings.html", context)


@require_POST
def booking_confirm(request, pk):
    booking = _booking_to_decide(request, pk)
    try:
        confirm_booking(booking=booking, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The booking is confirmed; whoever asked gets a letter."))
    return redirect(_desk_of(request, booking))


def booking_refuse(request, pk):
    booking = _booking_to_decide(request, pk)
    return _step(request, REFUSE, booking, by=request.user, back=_desk_of(request, booking), form_class=ReasonForm)


def booking_cancel(request, pk):
    """Whoever booked gives the hours back; the community also says why."""
    booking = get_object_or_404(Booking.objects.visible_to(request.user).for_list(), pk=pk)
    if booking.requested_by_id == request.user.pk:
        return _step(request, CANCEL, booking, by=request.user, back=booking.get_absolute_url())
    booking = _booking_to_decide(request, pk)
    return _step(request, CANCEL, booking, by=request.user, back=_desk_of(request, booking), form_class=ReasonForm)


def _booking_to_decide(request, pk) -> Booking:
    booking = get_object_or_404(Booking.objects.visible_to(request.user).for_list(), pk=pk)
    if not request.user.has_perm(DECIDES, booking):
        raise PermissionDenied
    return booking


def _desk_of(request, booking: Booking) -> str:
    """Where whoever decides came from: the community's desk, or for an officer the booking itself."""
    community = booking.centre.community
    if request.user.has_perm(SEES_INSIDE, community):
        return reverse("communities:desk_bookings", args=[community.slug])
    return booking.get_absolute_url()


@dataclass(frozen=True)
class Question:
    """A step that is asked about on a page of its own."""

    perform: Callable[..., Any]
    title: Any
    done: Any


CANCEL = Question(cancel_booking, _("Cancel the booking"), _("The booking is cancelled and the hours are free again."))
REFUSE = Question(refuse_booking, _("Refuse the booking"), _("The booking is refused; whoever asked learns why."))


def _step(request, question: Question, booking: Booking, *, by, back: str, form_class=forms.Form):
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            question.perform(booking=booking, by=by, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, question.done)
            return redirect(back)
    context = {"question": question, "booking": booking, "form": form, "back": back}
    return render(request, "communities/booking_step.html", context, status=422 if form.errors else 200)
