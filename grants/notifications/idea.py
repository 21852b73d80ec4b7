from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from grants.models import Idea, IdeaOffer
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


class _ToCommunity(Notification):
    """For the contacts of the community whose idea it is."""

    category = Category.SERVICE

    def recipients(self, subject: Idea, **facts):
        return community_contacts(subject.community)

    def link(self, subject: Idea, recipient):
        return plain_path(subject)


@register_notification
class IdeaSubmitted(_ToCommunity):
    key = "grants.idea_submitted"
    label = _("Our idea is received")

    def context(self, subject: Idea, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class IdeaDecided(_ToCommunity):
    """Invited, invited with a condition, or not, with the reason; and what the municipality pays for writing it out."""

    key = "grants.idea_decided"
    label = _("Answer on our idea")


@register_notification
class IdeaOffered(Notification):
    """Somebody wants to help; the address stays hidden."""

    key = "grants.idea_offered"
    label = _("Somebody offers help with our idea")
    category = Category.ACT

    def recipients(self, subject: IdeaOffer, **facts):
        return community_contacts(subject.idea.community)

    def link(self, subject: IdeaOffer, recipient):
        return plain_reverse("grants:offer_detail", subject.pk)


@register_notification
class IdeaOfferAnswered(Notification):
    key = "grants.idea_offer_answered"
    label = _("Reply to my offer of help")
    category = Category.SERVICE

    def recipients(self, subject: IdeaOffer, **facts):
        return [Recipient.of(subject.offered_by)]

    def link(self, subject: IdeaOffer, recipient):
        return plain_reverse("grants:offer_detail", subject.pk)
