from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header


class ActionplansConfig(AppConfig):
    name = "actionplans"
    verbose_name = _("action plans")

    def ready(self):
        from actionplans import deadlines, documents, notifications, panels, rules, wording  # noqa: F401

        add_to_header(Entry(_("Action plans"), "actionplans:plan_list", ("/ricibas-plani", "/rezultati"), order=40))
        add_to_footer(Entry(_("Action plans"), "actionplans:plan_list", order=40))
        add_to_footer(Entry(_("Results"), "actionplans:impact", order=41))
        add_to_admin(AdminEntry.of_list(_("Plans"), _("Action plans"), "actionplans.plan", "flag", 50))
        add_to_admin(AdminEntry.of_list(_("Plans"), _("Creative partners"), "actionplans.creativepartner", "palette", 54))
        add_to_admin(AdminEntry.of_list(_("Plans"), _("Plan templates"), "actionplans.plantemplate", "list", 58))
        add_to_admin(AdminEntry.of_list(_("Plans"), _("Proposed values"), "actionplans.readingproposal", "monitoring", 54))
        add_to_admin(AdminEntry.of_list(_("Plans"), _("People who joined"), "actionplans.joining", "people", 56))
