from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.audit.actions import Guest
from portal.errors import DomainError
from portal.notifications.actions import confirm_following, follow, stop_following
from portal.notifications.following import FOLLOWABLE, following_of, following_to_confirm, page_of
from portal.notifications.forms import FollowForm, PaceForm, PreferencesForm
from portal.notifications.models import Subscription
from portal.notifications.unsubscribing import read_token, unsubscribe
from portal.ui.links import localised
from portal.ui.throttling import throttle


@login_not_required
@never_cache
@csrf_exempt
def unsubscribe_page(request, token):
    """One click in a mail program (POST, RFC 8058) ends it; a person who opened the link confirms with one button.

    Exempt from the CSRF check because the mail program posts without a page: the signed token is the proof.
    """
    found = read_token(token)
    if found is None:
        return render(request, "notifications/unsubscribe.html", {"unknown": True}, status=404)
    if request.method == "POST":
        unsubscribe(found)
        return render(request, "notifications/unsubscribe.html", {"found": found, "done": True})
    return render(request, "notifications/unsubscribe.html", {"found": found})


@never_cache
def preferences(request):
    """How often which news; what the person follows."""
    form = PreferencesForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.keep()
        messages.success(request, _("Saved."))
        return redirect("notifications:preferences")
    following = Subscription.objects.active().filter(user=request.user)
    return render(request, "notifications/preferences.html", {"form": form, "following": following})


@login_not_required
@never_cache
def follow_page(request, kind, pk):
    """Follow a thing: a person by one button, a guest by an address that confirms it."""
    if kind not in FOLLOWABLE:
        raise Http404
    target = get_object_or_404(FOLLOWABLE[kind](request.user), pk=pk)
    form = FollowForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        try:
            return _follow(request, target, form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    context = {"following": following_of(request.user, target), "form": form}
    return render(request, "notifications/follow.html", context, status=422 if form.errors else 200)


def _follow(request, target, data):
    if request.user.is_authenticated:
        person = request.user
        follow(target=target, email=person.email, language=person.language, by=person, now=request.arrived_at)
        messages.success(request, _("You follow this now."))
        return redirect(localised(page_of(target), get_language()))
    throttle(request, "guest_form")
    follow(target=target, email=data["email"], language=get_language(), by=Guest(), now=request.arrived_at)
    return redirect("notifications:follow_sent")


@login_not_required
def follow_sent(request):
    """What to do now: open the mail and press the link. It says the same whether the address followed already or not."""
    return render(request, "notifications/follow_sent.html")


@login_not_required
@never_cache
def confirm_following_page(request, token):
    """The link in the mail: a page with one button, so that mail programs that open links confirm nothing."""
    try:
        subscription = following_to_confirm(token)
    except DomainError as refusal:
        return render(request, "notifications/follow_confirm.html", {"refusal": str(refusal)}, status=410)
    form = PaceForm(request.POST or None, initial={"frequency": subscription.frequency})
    if form.is_valid():
        frequency = form.cleaned_data["frequency"]
        confirm_following(subscription=subscription, frequency=frequency, by=Guest(), now=request.arrived_at)
        messages.success(request, _("You follow this now. Each e-mail has a link that ends it."))
        return redirect(localised(subscription.target_address, get_language()))
    return render(request, "notifications/follow_confirm.html", {"subscription": subscription, "form": form})


@require_POST
def stop_following_page(request, pk):
    """One button ends it; the page shows what the person still follows."""
    subscription = get_object_or_404(request.user.subscriptions, pk=pk)
    stop_following(subscription=subscription, by=request.user, now=request.arrived_at)
    messages.success(request, _("You no longer follow this."))
    return redirect("notifications:preferences")
