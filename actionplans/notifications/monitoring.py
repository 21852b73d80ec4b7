from django.utils.translation import gettext_lazy as _

from actionplans.models import MonitoringReport, Plan, ReadingProposal
from actionplans.queries.monitoring import proposed_value
from communities.notifications.contacts import community_contacts
from portal.notifications.contacts import person_contacts, unit_contacts
from portal.notifications.following import followers_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


@register_notification
class ReadingProposed(Notification):
    """To whoever reports the indicator: a project's number waits to be taken over."""

    key = "actionplans.reading_proposed"
    label = _("A project report proposes a value of my indicator")
    category = Category.ACT

    def recipients(self, subject: ReadingProposal, **facts):
        reporter = subject.indicator.reporter
        return (person_contacts(reporter) if reporter else []) or unit_contacts(subject.indicator.goal.plan.unit)

    def context(self, subject: ReadingProposal, recipient, **facts):
        return {"value": proposed_value(subject)}

    def link(self, subject: ReadingProposal, recipient):
        return plain_path(subject.indicator)


@register_notification
class ReadingsHint(Notification):
    """A plan that only hints has indicators without a value of the past year."""

    key = "actionplans.readings_hint"
    label = _("Our plan's indicators have no value of the past year")
    category = Category.SERVICE

    def recipients(self, subject: Plan, **facts):
        return community_contacts(subject.community) if subject.community else unit_contacts(subject.unit)

    def link(self, subject: Plan, recipient):
        return plain_reverse("actionplans:plan_monitoring", subject.slug)


@register_notification
class MonitoringReportMade(Notification):
    """The year's report is there to be read."""

    key = "actionplans.monitoring_report_made"
    label = _("Yearly monitoring reports of plans that I follow")
    category = Category.NEWS

    def recipients(self, subject: MonitoringReport, **facts):
        return followers_of(subject.plan)

    def link(self, subject: MonitoringReport, recipient):
        return plain_path(subject)
