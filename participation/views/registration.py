"""Registering for a forum, and the list of those who come."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from communities.enums import RegistrationState
from communities.queries.event import seats_of
from participation.actions.registration import confirm_registration, register, sign_off
from participation.forms.registration import RegistrationForm
from participation.models import Forum, ForumRegistration
from participation.queries.registration import CONFIRMING, OWN, kept_days, registration_by
from participation.resources import ForumRegistrationResource
from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.ui.exports import EXPORT_FORMATS, export_response
from portal.ui.throttling import throttle


@login_not_required
@never_cache
def forum_register(request, slug):
    """Half a minute, no account needed."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    form = RegistrationForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            registration = _register(request, forum, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            if request.user.is_authenticated:
                return redirect("participation:registration_detail", OWN.token_for(registration.pk))
            return redirect("participation:registration_sent", forum.slug)
    context = {
        "forum": forum,
        "form": form,
        "seats": seats_of(forum),
        "takes_registration": forum.takes_registration_at(request.arrived_at),
        "kept_days": kept_days(timezone.localdate(request.arrived_at)),
    }
    return render(request, "participation/registration_form.html", context, status=422 if form.errors else 200)


def _register(request, forum: Forum, **data) -> ForumRegistration:
    by = request.user
    if by.is_authenticated:
        data |= {"name": by.name, "email": by.email}
    else:
        throttle(request, "guest_form")
        by = Guest()
    return register(forum=forum, language=get_language() or "lv", by=by, now=request.arrived_at, **data)


@login_not_required
def registration_sent(request, slug):
    """What to do now: open the mail and press the link. It says the same to whoever was registered already."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    return render(request, "participation/registration_sent.html", {"forum": forum})


@login_not_required
@never_cache
def registration_confirm(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        registration = registration_by(CONFIRMING, token)
        if request.method == "POST":
            registration = confirm_registration(registration=registration, now=request.arrived_at)
        if registration.state != RegistrationState.UNCONFIRMED:
            return redirect("participation:registration_detail", OWN.token_for(registration.pk))
    except DomainError as refusal:
        return render(request, "participation/registration_confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "participation/registration_confirm.html", {"registration": registration})


@login_not_required
@never_cache
def registration_detail(request, token):
    """One's own registration: a place, a turn on the waiting list, and the way to sign off."""
    refusal = ""
    try:
        registration = registration_by(OWN, token)
    except DomainError as error:
        return render(request, "participation/registration_detail.html", {"refusal": str(error)}, status=410)
    if request.method == "POST":
        is_own = request.user.is_authenticated and registration.user_id == request.user.pk
        try:
            by = request.user if is_own else Guest()
            registration = sign_off(registration=registration, by=by, now=request.arrived_at)
        except DomainError as error:
            refusal = str(error)
    forum = registration.forum
    context = {
        "registration": registration,
        "forum": forum,
        "refusal": refusal,
        "can_sign_off": registration.state != RegistrationState.CANCELLED and request.arrived_at < forum.held_at,
        "can_return": registration.state == RegistrationState.CANCELLED and forum.takes_registration_at(request.arrived_at),
    }
    return render(request, "participation/registration_detail.html", context, status=409 if refusal else 200)


def forum_registrations(request, slug):
    """Who comes and what they need, for the officers who prepare the forum; also as a table to download."""
    if not request.user.has_perm("participation.view_forumregistration"):
        raise PermissionDenied
    forum = get_object_or_404(Forum.objects.visible_to(request.user), slug=slug)
    rows = forum.registrations.expected().order_by("state", "confirmed_at", "pk")
    chosen = request.GET.get("formats", "")
    if chosen in EXPORT_FORMATS:
        return export_response(ForumRegistrationResource(), rows, chosen, name="foruma-pieteikumi")
    context = {
        "forum": forum,
        "rows": rows,
        "seats": seats_of(forum),
        "kept_days": kept_days(timezone.localdate(request.arrived_at)),
        "unconfirmed": forum.registrations.filter(state=RegistrationState.UNCONFIRMED).count(),
    }
    return render(request, "participation/forum_registrations.html", context)
