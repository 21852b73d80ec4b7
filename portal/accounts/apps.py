from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("people and roles")

    def ready(self):
        from portal.accounts import notifications, panels, rules  # noqa: F401 - register themselves
        from portal.accounts.wording import register

        register()
