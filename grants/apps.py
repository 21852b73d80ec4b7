from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

GROUP = _("Calls and projects")


class GrantsConfig(AppConfig):
    name = "grants"
    verbose_name = _("grants")

    def ready(self):
        from grants import deadlines, documents, notifications, panels, rules, wording  # noqa: F401
        from grants.tasks import terms  # noqa: F401

        under = ("/konkursi", "/idejas", "/projekti", "/lidzfinansejums", "/dotacijas")
        add_to_header(Entry(_("Calls and projects"), "grants:call_list", under, order=30))
        add_to_footer(
            Entry(_("Calls for projects"), "grants:call_list", order=30),
            Entry(_("Funded projects"), "grants:project_list", order=31),
            Entry(_("Subsidies"), "grants:subsidy_list", order=32),
            Entry(_("Co-financing of outside projects"), "grants:cofinancing_list", order=33),
        )
        add_to_admin(
            AdminEntry.of_list(GROUP, _("Calls"), "grants.call", "request_quote", 40),
            AdminEntry.of_list(GROUP, _("Questions about calls"), "grants.callquestion", "contact_support", 40),
            AdminEntry.of_list(GROUP, _("Ideas"), "grants.idea", "lightbulb", 41),
            AdminEntry.of_list(GROUP, _("Applications"), "grants.application", "folder_open", 41),
            AdminEntry.of_list(GROUP, _("Later deadlines"), "grants.extension", "more_time", 41),
            AdminEntry.of_list(GROUP, _("Sittings of commissions"), "grants.sitting", "groups", 42),
            AdminEntry.of_list(GROUP, _("Contracts"), "grants.contract", "contract", 42),
            AdminEntry.of_list(GROUP, _("Payments of grants"), "grants.instalment", "payments", 43),
            AdminEntry.of_list(GROUP, _("Changes of contracts"), "grants.changerequest", "edit_document", 43),
            AdminEntry.of_list(GROUP, _("Project reports"), "grants.projectreport", "summarize", 44),
            AdminEntry.of_list(GROUP, _("Subsidies"), "grants.subsidyscheme", "redeem", 45),
            AdminEntry.of_list(GROUP, _("Subsidy claims"), "grants.subsidyclaim", "assignment_turned_in", 46),
            AdminEntry.of_list(GROUP, _("Co-financing requests"), "grants.cofinancingrequest", "handshake", 48),
            AdminEntry.of_list(GROUP, _("Co-financing funds"), "grants.cofinancingfund", "savings", 49),
        )
