from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from communities.notifications.contacts import WRITING_ROLES, community_contacts
from grants.enums import ApplicationState
from grants.models import Call
from grants.queries.call import said
from portal.notifications.following import FOLLOWABLE, NEWS_OF, all_of, followers_of, register_whole_kind
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


@register_notification
class CallPublished(Notification):
    key = "grants.call_published"
    label = _("New calls for projects")
    category = Category.NEWS

    def recipients(self, subject: Call, **facts):
        readers = []
        for community in Community.objects.public():
            readers += community_contacts(community)
        return readers + followers_of(all_of(Call))

    def link(self, subject: Call, recipient):
        return plain_path(subject)


def applicants_of(call: Call) -> list[Recipient]:
    """Who writes for the communities that have begun or handed in an application."""
    applying = call.applications.exclude(state=ApplicationState.WITHDRAWN).values("community")
    memberships = Membership.objects.current().filter(
        community__in=applying, role__in=WRITING_ROLES, user__is_active=True
    )  # fmt: skip
    return [Recipient.of(membership.user) for membership in memberships.select_related("user")]


class _ToApplicants(Notification):
    """What an applicant must know at once."""

    category = Category.SERVICE

    def recipients(self, subject: Call, **facts):
        return applicants_of(subject)

    def link(self, subject: Call, recipient):
        return plain_path(subject)


@register_notification
class CallChanged(_ToApplicants):
    key = "grants.call_changed"
    label = _("A call I apply to has changed")

    def context(self, subject: Call, recipient, *, changes, **facts):
        return {"said": [said(change) for change in changes], "reason": changes[0].reason}


@register_notification
class CallCancelled(_ToApplicants):
    key = "grants.call_cancelled"
    label = _("A call I apply to is cancelled")


NEWS = {
    "seminar": _("The preparation seminar is announced; you can register for it."),
    "answered": _("A question about the call is answered publicly."),
    "changed": _("The call has changed. What it said before stands on its page."),
    "cancelled": _("The call is cancelled. The reason stands on its page."),
    "decided": _("The decisions are made; the supported projects are on its page."),
}


@register_notification
class CallNews(Notification):
    """``what`` has happened with a call, for those who follow it; what helps to write an application also goes to those
    who have begun one (S4-107, S4-108)."""

    key = "grants.call_news"
    label = _("News of a call for projects that I follow or apply to")
    category = Category.NEWS

    def recipients(self, subject: Call, *, what: str, **facts):
        applying = applicants_of(subject) if what in ("seminar", "answered") else []
        return applying + followers_of(subject)

    def context(self, subject: Call, recipient, *, what: str, **facts):
        return {"news": NEWS[what]}

    def link(self, subject: Call, recipient):
        return plain_path(subject)


FOLLOWABLE.register(Call._meta.label_lower, Call.objects.visible_to)
NEWS_OF.register(Call._meta.label_lower, _("Changes of this call, answers to questions, the seminar and the result."))
register_whole_kind(Call, _("All calls for projects"), "grants:call_list", _("Every new call for projects."))
