from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = _("messages")

    def ready(self):
        from portal.notifications import following, jobs, obligation_reminders  # noqa: F401 - register jobs and messages
