from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.models import CommitteeInvitation, DraftDecision, OpinionRequest
from participation.queries.draft_decision import communities_affected
from portal.notifications.following import followers_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


@register_notification
class OpinionRequested(Notification):
    """Personal: to the contacts of one community whose neighbourhood a draft affects (S4-85)."""

    key = "participation.opinion_request"
    label = _("My community is asked for its opinion on a draft decision")
    category = Category.ACT

    def recipients(self, subject: OpinionRequest, **facts):
        return community_contacts(subject.community)

    def link(self, subject: OpinionRequest, recipient):
        return plain_path(subject.draft)


@register_notification
class CommitteeInvited(Notification):
    """To the contacts of one community: come to the committee's meeting, in the room or remotely (S4-84)."""

    key = "participation.committee_invitation"
    label = _("My community is invited to a committee's meeting")
    category = Category.ACT

    def recipients(self, subject: CommitteeInvitation, **facts):
        return community_contacts(subject.community)

    def link(self, subject: CommitteeInvitation, recipient):
        return plain_path(subject.draft)


@register_notification
class DecisionResult(Notification):
    """To every community the decision affects, also those that stayed silent, and to followers of the place (S4-61)."""

    key = "participation.decision_result"
    label = _("Result of a decision that affects my neighbourhood")
    category = Category.SERVICE

    def recipients(self, subject: DraftDecision, **facts):
        places = subject.neighbourhoods.all()
        readers = [reader for community in communities_affected(subject) for reader in community_contacts(community)]
        return readers + contact_persons_of(places) + followers_of(*places)

    def link(self, subject: DraftDecision, recipient):
        return plain_path(subject)
