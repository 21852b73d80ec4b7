from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from grants.models import CoFinancingRequest
from portal.documents.models import Document
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


class _ToCommunity(Notification):
    category = Category.SERVICE

    def recipients(self, subject: CoFinancingRequest, **facts):
        return community_contacts(subject.community)

    def link(self, subject: CoFinancingRequest, recipient):
        return plain_path(subject)


@register_notification
class CoFinancingReceived(_ToCommunity):
    key = "grants.cofinancing_received"
    label = _("Our request for co-financing is received")

    def context(self, subject: CoFinancingRequest, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class CoFinancingDecided(_ToCommunity):
    """Carries the letter of commitment where a share is promised."""

    key = "grants.cofinancing_decided"
    label = _("Decision on our request for co-financing")

    def files(self, subject: CoFinancingRequest, **facts):
        letter = Document.objects.latest_of("grants.commitment_letter", subject)
        return [letter.pdf] if letter else []


@register_notification
class CoFinancingResult(Notification):
    """To the unit of the fund: a contract is to be made now, or the money is free."""

    key = "grants.cofinancing_result"
    label = _("Result of an outside programme")
    category = Category.SERVICE

    def recipients(self, subject: CoFinancingRequest, **facts):
        return unit_contacts(subject.fund.unit)

    def link(self, subject: CoFinancingRequest, recipient):
        return plain_reverse("admin:grants_cofinancingrequest_change", subject.pk)
