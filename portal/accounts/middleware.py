"""Sign-in everywhere, without losing what was typed, and a second factor for staff."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.kept_form import kept_fields


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
        methods = request.session.get("account_authentication_methods", [])
        return not (any(method.get("method") == "socialaccount" for method in methods) or is_mfa_enabled(user))

    @staticmethod
    def _is_open_to_all(request) -> bool:
        """The sign-in pages themselves, where the factor is set up, and what every page loads."""
        path = request.path
        open_to_all = (reverse("account_login").rsplit("/", 2)[0], settings.STATIC_URL, reverse("colours"), reverse("arms"))
        return path.startswith(open_to_all)
