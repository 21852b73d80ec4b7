from django.utils.translation import gettext_lazy as _

from communities.models import GoodPractice
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


class _ToAuthor(Notification):
    category = Category.SERVICE

    def recipients(self, subject: GoodPractice, **facts):
        return [Recipient.of(subject.submitted_by)]

    def link(self, subject: GoodPractice, recipient):
        return plain_path(subject)


@register_notification
class PracticePublished(_ToAuthor):
    key = "communities.practice_published"
    label = _("My good-practice card is published")


@register_notification
class PracticeReturned(_ToAuthor):
    key = "communities.practice_returned"
    label = _("My good-practice card was sent back")
    category = Category.ACT

    def link(self, subject: GoodPractice, recipient):
        """To the form where it is completed; a card without a community was entered by officers."""
        if subject.community is None:
            return plain_path(subject)
        return plain_reverse("communities:own_practice_edit", subject.community.slug, subject.slug)
