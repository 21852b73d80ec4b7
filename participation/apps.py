from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

GROUP = _("Public participation")


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = _("participation")

    def ready(self):
        from participation import deadlines, notifications, panels, rules, wording  # noqa: F401

        add_to_header(Entry(_("Public participation"), "pages:hub", ("/lidzdaliba",), order=10))
        add_to_footer(
            Entry(_("Public participation"), "pages:hub", order=10),
            Entry(_("Consultations"), "participation:consultation_list", order=11),
            Entry(_("Residents' forums"), "participation:forum_list", order=12),
            Entry(_("Proposals"), "participation:proposal_list", order=13),
            Entry(_("Answer log"), "participation:answer_list", order=14),
            Entry(_("How the municipality answers"), "participation:scorecard", order=15),
            Entry(_("What became of my submission"), "obligations:receipt_lookup", order=16),
        )
        add_to_admin(
            AdminEntry.of_list(GROUP, _("Opinions to answer"), "participation.opinion", "forum", 20),
            AdminEntry.of_list(GROUP, _("Submissions and proposals"), "participation.submission", "inbox", 21),
            AdminEntry.of_list(GROUP, _("Consultations"), "participation.consultation", "campaign", 22),
            AdminEntry.of_list(GROUP, _("Forums"), "participation.forum", "diversity_3", 23),
        )
