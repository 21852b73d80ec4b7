from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.ui.navigation import AdminEntry, Entry, add_to_admin, add_to_footer, add_to_header

GROUP = _("Public participation")


class ParticipationConfig(AppConfig):
    name = "participation"
    verbose_name = _("participation")

    def ready(self):
        from participation import deadlines, documents, notifications, panels, rules, wording  # noqa: F401

        add_to_header(Entry(_("Public participation"), "pages:hub", ("/lidzdaliba",), order=10))
        add_to_footer(
            Entry(_("Public participation"), "pages:hub", order=10),
            Entry(_("Consultations"), "participation:consultation_list", order=11),
            Entry(_("Surveys"), "participation:survey_list", order=11),
            Entry(_("Draft decisions"), "participation:draft_decision_list", order=11),
            Entry(_("Residents' forums"), "participation:forum_list", order=12),
            Entry(_("Proposals"), "participation:proposal_list", order=13),
            Entry(_("Budget campaigns"), "participation:campaign_list", order=13),
            Entry(_("Write to the municipality"), "participation:submission_start", order=13),
            Entry(_("Answer log"), "participation:answer_list", order=14),
            Entry(_("How the municipality answers"), "participation:scorecard", order=15),
            Entry(_("Tell of trouble early"), "participation:warning_create", order=17),
            Entry(_("What became of my submission"), "obligations:receipt_lookup", order=16),
        )
        add_to_admin(
            AdminEntry(
                GROUP, _("Waiting for an answer"), "admin:participation_answer_queue", "participation.view_answer", "schedule", 19
            ),
            AdminEntry.of_list(GROUP, _("Answers"), "participation.answer", "mark_chat_read", 22),
            AdminEntry.of_list(GROUP, _("Disputed answers"), "participation.dispute", "gavel", 22),
            AdminEntry.of_list(GROUP, _("Opinions to answer"), "participation.opinion", "forum", 20),
            AdminEntry.of_list(GROUP, _("Submissions and proposals"), "participation.submission", "inbox", 21),
            AdminEntry.of_list(GROUP, _("Early warnings"), "participation.earlywarning", "emergency_home", 19),
            AdminEntry.of_list(GROUP, _("Categories of early warnings"), "participation.warningcategory", "label_important", 29),
            AdminEntry.of_list(GROUP, _("Budget campaigns"), "participation.budgetcampaign", "savings", 22),
            AdminEntry.of_list(GROUP, _("Consultations"), "participation.consultation", "campaign", 22),
            AdminEntry.of_list(GROUP, _("Forums"), "participation.forum", "diversity_3", 23),
            AdminEntry.of_list(GROUP, _("Surveys"), "participation.survey", "ballot", 26),
            AdminEntry.of_list(GROUP, _("Text answers"), "participation.surveytext", "notes", 27),
            AdminEntry.of_list(GROUP, _("Draft decisions"), "participation.draftdecision", "gavel", 28),
            AdminEntry.of_list(GROUP, _("Overviews for planners"), "participation.territoryoverview", "travel_explore", 29),
            AdminEntry.of_list(GROUP, _("Tasks of meetings"), "participation.meetingtask", "task_alt", 24),
            AdminEntry.of_list(GROUP, _("Announcements"), "participation.announcement", "campaign", 25),
            AdminEntry.of_list(GROUP, _("Self-audits"), "participation.selfaudit", "fact_check", 30),
            AdminEntry.of_list(GROUP, _("Yearly reports"), "participation.yearlyreport", "summarize", 31),
        )
