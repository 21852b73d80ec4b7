from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.heartbeats import clockwork
from portal.notifications.actions import send_again
from portal.notifications.models import Category, Message
from portal.obligations.models import Obligation
from portal.ui.admin import ReadOnlyAdmin, Step
from portal.ui.templatetags.portal_ui import moment

LATE_AFTER = timedelta(minutes=15)
"""A message that waited so long is worth a look."""

BEATS = {
    "deliver_messages": _("Sends e-mails"),
    "remind": _("Reminds of deadlines"),
    "gather_digests": _("Gathers digests"),
    "make_forgotten_documents": _("Makes documents that got stuck"),
    "erase_unconfirmed_subscriptions": _("Erases addresses that nobody confirmed"),
    "erase_unconfirmed_opinions": _("Erases opinions that nobody confirmed"),
    "erase_unconfirmed_submissions": _("Erases submissions and support that nobody confirmed"),
    "erase_early_warnings": _("Erases early warnings that nobody confirmed, and old ones"),
    "erase_outreach_contacts": _("Erases outreach contacts whose term is over"),
    "erase_joinings": _("Erases who joined actions of plans, when its time is over"),
    "ask_for_monitoring": _("Asks for values of indicators and statuses of actions when a period is over"),
    "propose_readings": _("Proposes numbers of accepted project reports to indicators"),
    "make_monitoring_reports": _("Prints the yearly monitoring reports of plans in January"),
    "erase_bookings": _("Erases bookings that nobody confirmed, and old ones"),
    "let_unsigned_awards_lapse": _("Lets awards lapse whose contract was not signed in time"),
    "record_expired_agreements": _("Records agreements whose term is over"),
    "erase_expired_invitations": _("Erases invitations that nobody accepted"),
    "erase_registrations_and_offers": _("Erases who wanted to come to events or to help, when its time is over"),
    "erase_forum_registrations": _("Erases who wanted to come to forums, when its time is over"),
    "tidy_exchange": _("Closes past offers and needs, erases old letters between communities"),
    "count_scorecard": _("Counts the figures of how the municipality answers"),
    "ask_for_the_past_year": _("Asks for self-audits and the yearly report in January"),
    "make_monthly_sheets": _("Makes the monthly sheets of neighbourhoods"),
    "tell_the_week_ahead": _("Tells on Mondays what is near in each neighbourhood"),
    "forget_authors": _("Forgets who spoke in matters long closed"),
    "forget_old_records": _("Forgets old candidates, invitations and evidence of attendance"),
    "forget_call_questions": _("Erases questions about calls that nobody confirmed, forgets who asked long ago"),
    "erase_old_messages": _("Erases old messages"),
    "let_old_records_go": _("Counts official records whose term is over, or lets them go"),
    "erase_idle_accounts": _("Warns of accounts nobody uses, then erases them"),
    "tell_of_surveys": _("Tells of surveys that open and close, erases unfinished answers"),
    "erase_unattached_files": _("Erases uploads that were never sent"),
}
"""What each periodic task does, in the officer's words."""


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """What was sent to whom. Sign-in mails show no text; sensitive ones are for the social service alone."""

    list_display = ("written_at", "subject", "email", "state", "attempts", "sent_at")
    list_filter = ("state", "category")
    search_fields = ("email", "subject")
    fields = (
        "subject", "email", "language", "category", "state", "body", "written_at", "deliver_after", "attempts",
        "sent_at", "failure", "files",
    )  # fmt: skip
    steps = (
        Step(
            name="velreiz",
            label=_("Send again"),
            permission="notifications.send_message_again",
            perform=lambda message, **who: send_again(message=message, **who),
            done=_("The message is queued once more."),
            available=lambda message: (
                message.category != Category.SECRET and message.state in (Message.State.SENT, Message.State.FAILED)
            ),
        ),
    )

    @admin.display(description=_("written at"), ordering="created_at")
    def written_at(self, message) -> str:
        return moment(message.created_at)

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_fields(self, request, obj=None):
        if obj is not None and obj.category == Category.SECRET:
            return [field for field in self.fields if field != "body"]
        return self.fields

    def get_urls(self):
        proof = path("pieradijumi/", self.admin_site.admin_view(self.proof_view), name="notifications_proof")
        return [proof, *super().get_urls()]

    def proof_view(self, request):
        """Is the clockwork alive, what waits, what failed, what comes next."""
        if not request.user.has_perm("notifications.view_proof"):
            raise PermissionDenied
        now = timezone.now()
        clocks = clockwork(now)
        counts = {state: self._visible(request).filter(state=state).count() for state in Message.State.values}
        upcoming = Obligation.objects.open().visible_to(request.user).filter(next_reminder_at__gt=now)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Proof of work"),
            "clocks": [{"clock": clock, "task": BEATS[clock.name]} for clock in clocks],
            "ever_ran": any(clock.beat_at for clock in clocks),
            "stopped_count": sum(not clock.is_alive for clock in clocks),
            "counts": [(state.label, counts[state.value]) for state in Message.State],
            "failed": self._failed(request),
            "late": self._visible(request).deliverable(now - LATE_AFTER).count(),
            "upcoming": upcoming.select_related("unit").order_by("next_reminder_at")[:20],
            "now": now,
        }
        return TemplateResponse(request, "admin/notifications/proof.html", context)

    def _failed(self, request):
        """Whom and what about, for those who read messages. The others see how many."""
        if not self.has_view_permission(request):
            return []
        return self._visible(request).filter(state=Message.State.FAILED)[:20]

    def _visible(self, request):
        return self.get_queryset(request)
