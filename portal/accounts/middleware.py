"""Sign-in everywhere, without losing what was typed; a second factor and short sessions for staff."""

from datetime import datetime

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.kept_form import kept_fields

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
SEEN_EVERY = 60
"""Seconds between two notes that an officer is still here: not every request writes."""


class StaffSessionMiddleware:
    """Signs officers out who were away for ``STAFF_IDLE_MINUTES``, and every one of them after ``STAFF_SESSION_HOURS``.

    Stands before the sign-in, which keeps what was typed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and request.user.is_staff:
            self._count(request, timezone.now().timestamp())
        return self.get_response(request)

    @staticmethod
    def _count(request, now: float) -> None:
        last_login: datetime | None = request.user.last_login
        since = request.session.get(SIGNED_IN_AT) or (last_login.timestamp() if last_login else 0)
        seen = request.session.get(SEEN_AT, since)
        if now - since > settings.STAFF_SESSION_HOURS * 3600 or now - seen > settings.STAFF_IDLE_MINUTES * 60:
            logout(request)
        elif now - seen > SEEN_EVERY:
            request.session[SEEN_AT] = now


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for sign-in unless its view is public (deny by default).

    A form sent after the session ended is not thrown away: the page that answers holds what was typed, opens sign-in
    beside it and sends the same form again.
    """

    def handle_no_permission(self, request, view):
        if request.method == "POST":
            context = {"fields": kept_fields(request), "had_files": bool(request.FILES), "action": request.get_full_path()}
            return render(request, "accounts/session_ended.html", context, status=403)
        return super().handle_no_permission(request, view)


class StaffSecondFactorMiddleware:
    """Officers set up a second factor before they do anything else, where ``STAFF_MFA_REQUIRED`` says so.

    Who came through the national sign-in module has proven more than we could ask for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._must_set_up(request):
            messages.info(request, _("Officers sign in with a second factor. Set one up to go on."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _must_set_up(self, request) -> bool:
        user = request.user
        if not (settings.STAFF_MFA_REQUIRED and user.is_authenticated and user.is_staff):
            return False
        if self._is_open_to_all(request):
            return False
        methods = {record["method"] for record in get_authentication_records(request, user)}
        return "socialaccount" not in methods and not is_mfa_enabled(user)

    @staticmethod
    def _is_open_to_all(request) -> bool:
        """The sign-in pages themselves, where the factor is set up, and what every page loads."""
        path = request.path
        open_to_all = (reverse("account_login").rsplit("/", 2)[0], settings.STATIC_URL, reverse("colours"), reverse("arms"))
        return path.startswith(open_to_all)
