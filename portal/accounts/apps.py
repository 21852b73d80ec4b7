from django.apps import AppConfig
from django.contrib.auth.decorators import login_not_required
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("people and roles")

    def ready(self):
        from allauth.socialaccount.views import login_error

        login_not_required(login_error)  # Whoever reads it has just failed to sign in; allauth opens only its neighbours.

        from portal.accounts import notifications, panels, rules  # noqa: F401 - register themselves
        from portal.accounts.wording import register

        register()
