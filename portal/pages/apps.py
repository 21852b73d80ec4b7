from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer

MINE = _("My work")
SETTINGS = _("Settings and proof")


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"

    def ready(self):
        add_to_footer(
            Entry(_("Guide and glossary"), "pages:guide", order=70),
            Entry(_("Easy language"), "pages:easy_language", order=80),
            Entry(_("Accessibility statement"), "pages:accessibility", order=90),
            Entry(_("Privacy"), "pages:privacy", order=91),
        )
        add_to_admin(
            AdminEntry(MINE, _("My tasks"), "admin:index", "obligations.view_obligation", "task_alt", 1),
            AdminEntry(MINE, _("All obligations"), "admin:obligations_obligation_changelist", "obligations.view_obligation", "schedule", 2),
            AdminEntry(MINE, _("Documents"), "admin:documents_document_changelist", "documents.view_document", "description", 3),
            AdminEntry(SETTINGS, _("Proof of work"), "admin:notifications_proof", "notifications.view_proof", "monitor_heart", 80),
            AdminEntry(SETTINGS, _("Messages"), "admin:notifications_message_changelist", "notifications.view_message", "mail", 81),
            AdminEntry(SETTINGS, _("Legal rules"), "admin:obligations_legalrule_changelist", "obligations.view_legalrule", "gavel", 82),
            AdminEntry(SETTINGS, _("Working days"), "admin:obligations_workdayexception_changelist", "obligations.view_workdayexception", "event", 83),
            AdminEntry(SETTINGS, _("Units"), "admin:municipality_unit_changelist", "municipality.view_unit", "apartment", 84),
            AdminEntry(SETTINGS, _("Municipality"), "admin:municipality_municipality_changelist", "municipality.view_municipality", "account_balance", 85),
            AdminEntry(SETTINGS, _("People and roles"), "admin:accounts_user_changelist", "accounts.view_user", "manage_accounts", 86),
            AdminEntry(SETTINGS, _("Audit log"), "admin:audit_event_changelist", "audit.view_event", "history", 87),
        )  # fmt: skip
