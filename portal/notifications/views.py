from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portal.notifications.forms import PreferencesForm
from portal.notifications.models import Subscription
from portal.notifications.unsubscribing import read_token, unsubscribe


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
