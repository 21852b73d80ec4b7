from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

MINE = _("My work")
SETTINGS = _("Settings and proof")


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"

    def ready(self):
        add_to_header(Entry(_("Guide"), "pages:guide", ("/rokasgramata",), order=22))
        add_to_footer(
            Entry(_("Guide and glossary"), "pages:guide", order=70),
            Entry(_("Easy language"), "pages:easy_language", order=80),
            Entry(_("Accessibility statement"), "pages:accessibility", order=90),
            Entry(_("Privacy"), "pages:privacy", order=91),
        )
        add_to_admin(
            AdminEntry(MINE, _("My tasks"), "admin:index", "obligations.view_obligation", "task_alt", 1),
            AdminEntry.of_list(MINE, _("All obligations"), "obligations.obligation", "schedule", 2),
            AdminEntry.of_list(MINE, _("Documents"), "documents.document", "description", 3),
            AdminEntry(
                SETTINGS, _("Proof of work"), "admin:notifications_proof", "notifications.view_proof", "monitor_heart", 80
            ),
            AdminEntry(SETTINGS, _("Components"), "pages:gallery", "pages.view_gallery", "widgets", 90),
            AdminEntry.of_list(SETTINGS, _("Messages"), "notifications.message", "mail", 81),
            AdminEntry.of_list(SETTINGS, _("Legal rules"), "obligations.legalrule", "gavel", 82),
            AdminEntry.of_list(SETTINGS, _("Empty phrases"), "obligations.emptyphrase", "speaker_notes_off", 82),
            AdminEntry.of_list(SETTINGS, _("Working days"), "obligations.workdayexception", "event", 83),
            AdminEntry.of_list(SETTINGS, _("Units"), "municipality.unit", "apartment", 84),
            AdminEntry.of_list(SETTINGS, _("Municipality"), "municipality.municipality", "account_balance", 85),
            AdminEntry.of_list(SETTINGS, _("People and roles"), "accounts.user", "manage_accounts", 86),
            AdminEntry.of_list(SETTINGS, _("Audit log"), "audit.event", "history", 87),
        )
