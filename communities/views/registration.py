"""Registering for an event and offering to help."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.actions.helper import offer_help, withdraw_help
from communities.actions.registration import confirm_registration, register, sign_off
from communities.enums import RegistrationState
from communities.forms.registration import OfferForm, RegistrationForm
from communities.models import Event, EventRegistration, HelperOffer, HelperTask
from communities.queries.event import seats_of
from communities.queries.registration import kept_days, own_token, registration_of, registration_to_confirm
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def event_register(request, slug):
    """Half a minute, no account needed."""
    event = get_object_or_404(Event.objects.public(), slug=slug)
    form = RegistrationForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            registration = _register(request, event, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            if request.user.is_authenticated:
                return redirect("communities:registration_detail", own_token(registration))
            return redirect("communities:registration_sent", event.slug)
    context = {
        "event": event,
        "form": form,
        "seats": seats_of(event),
        "kept_days": kept_days(timezone.localdate(request.arrived_at)),
        "takes_registration": event.takes_registration_at(request.arrived_at),
    }
    return render(request, "communities/registration_form.html", context, status=422 if form.errors else 200)


def _register(request, event: Event, **data) -> EventRegistration:
    by = request.user
    if by.is_authenticated:
        data |= {"name": by.name, "email": by.email}
    else:
        throttle(request, "guest_form")
        by = Guest()
    return register(event=event, language=get_language() or "lv", by=by, now=request.arrived_at, **data)


@login_not_required
def registration_sent(request, slug):
    """What to do now: open the mail and press the link. It says the same to whoever was registered already."""
    event = get_object_or_404(Event.objects.public(), slug=slug)
    return render(request, "communities/registration_sent.html", {"event": event})


@login_not_required
@never_cache
def registration_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        registration = registration_to_confirm(token)
        if request.method == "POST":
            registration = confirm_registration(registration=registration, now=request.arrived_at)
        if registration.state != RegistrationState.UNCONFIRMED:
            return redirect("communities:registration_detail", own_token(registration))
    except DomainError as refusal:
        return render(request, "communities/registration_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "communities/registration_confirm.html", {"registration": registration})


@login_not_required
@never_cache
def registration_detail(request, token):
    """One's own registration: a place, a turn on the waiting list, and the way to sign off."""
    refusal, status = "", 200
    try:
        registration = registration_of(token)
    except DomainError as error:
        return render(request, "communities/registration_detail.html", {"refusal": str(error)}, status=410)
    if request.method == "POST":
        try:
            registration = sign_off(registration=registration, by=request.user if _is_own(request, registration) else Guest(),
                                    now=request.arrived_at)  # fmt: skip
        except DomainError as error:
            refusal, status = str(error), 409
    is_off = registration.state == RegistrationState.CANCELLED
    context = {
        "registration": registration,
        "event": registration.event,
        "refusal": refusal,
        "can_sign_off": not is_off and request.arrived_at < registration.event.starts_at,
        "can_return": is_off and registration.event.takes_registration_at(request.arrived_at),
    }
    return render(request, "communities/registration_detail.html", context, status=status)


def _is_own(request, registration: EventRegistration) -> bool:
    return request.user.is_authenticated and registration.user_id == request.user.pk


@require_POST
def help_offer(request, pk):
    task = get_object_or_404(HelperTask.objects.filter(event__in=Event.objects.public()), pk=pk)
    form = OfferForm(request.POST)
    form.full_clean()
    try:
        offer_help(task=task, by=request.user, now=request.arrived_at, **form.cleaned_data)
        messages.success(request, gettext("Thank you. The organiser knows of your offer and writes to you."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(task.event)


@require_POST
def help_withdraw(request, pk):
    offer = get_object_or_404(HelperOffer.objects.filter(user=request.user), pk=pk)
    withdraw_help(offer=offer, by=request.user, now=request.arrived_at)
    messages.success(request, gettext("The organiser knows that you cannot come."))
    return redirect(offer.task.event)
