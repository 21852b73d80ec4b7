from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import CommitmentParty
from communities.models import Agreement
from communities.notifications.contacts import community_contacts
from communities.queries.agreement import document_to_sign, last_day_of_review, latest_remark, latest_version
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


def municipality_contacts(agreement: Agreement) -> list[Recipient]:
    """The responsible unit, and the officers who put the municipality's versions forward."""
    authors = [
        Recipient.of(version.made_by)
        for version in agreement.versions.filter(side=CommitmentParty.MUNICIPALITY).select_related("made_by")
        if version.made_by.is_active
    ]
    return [*unit_contacts(agreement.unit), *authors]


class _AboutAgreement(Notification):
    category = Category.ACT

    def link(self, subject: Agreement, recipient):
        """Members read on the desk of their community, officers on the agreement's page."""
        if subject.community.memberships.current().filter(user_id=recipient.user_id).exists():
            return plain_reverse("communities:desk_agreement", subject.community.slug, subject.slug)
        return plain_path(subject)

    def context(self, subject: Agreement, recipient, **facts):
        return {"version": latest_version(subject), "remark": latest_remark(subject)}


class _ToCommunity(_AboutAgreement):
    def recipients(self, subject: Agreement, **facts):
        return community_contacts(subject.community)


class _ToBoth(_AboutAgreement):
    def recipients(self, subject: Agreement, **facts):
        return [*municipality_contacts(subject), *community_contacts(subject.community)]


class _ToOtherSide(_AboutAgreement):
    """``side`` is the one that acted."""

    def recipients(self, subject: Agreement, *, side: str, **facts):
        by_community = side == CommitmentParty.COMMUNITY
        return municipality_contacts(subject) if by_community else community_contacts(subject.community)


@register_notification
class AgreementOffered(_ToCommunity):
    key = "communities.agreement_offered"
    label = _("The municipality offers us an agreement")


@register_notification
class AgreementProposed(_AboutAgreement):
    key = "communities.agreement_proposed"
    label = _("A community proposes other words for an agreement")

    def recipients(self, subject: Agreement, **facts):
        return municipality_contacts(subject)


@register_notification
class AgreementCommented(_AboutAgreement):
    key = "communities.agreement_commented"
    label = _("The other side remarked on an agreement")
    category = Category.SERVICE

    def recipients(self, subject: Agreement, *, comment, **facts):
        by_community = comment.side == CommitmentParty.COMMUNITY
        return municipality_contacts(subject) if by_community else community_contacts(subject.community)


@register_notification
class AgreementAgreed(_ToOtherSide):
    key = "communities.agreement_agreed"
    label = _("The other side agrees to our text of an agreement")
    category = Category.SERVICE


@register_notification
class AgreementTakenBack(_ToCommunity):
    key = "communities.agreement_taken_back"
    label = _("The text of our agreement was taken back to be changed")
    category = Category.SERVICE


@register_notification
class AgreementSigning(_ToCommunity):
    """With the file to be signed attached."""

    key = "communities.agreement_signing"
    label = _("Our agreement waits to be signed")

    def files(self, subject: Agreement, **facts):
        document = document_to_sign(subject)
        return [document.pdf] if document else []


@register_notification
class AgreementCopyReceived(_ToOtherSide):
    key = "communities.agreement_copy_received"
    label = _("A signed copy of an agreement has come back")


@register_notification
class AgreementTookEffect(_ToBoth):
    key = "communities.agreement_took_effect"
    label = _("An agreement of ours is in force")
    category = Category.SERVICE


@register_notification
class AgreementExpiring(_ToBoth):
    key = "communities.agreement_expiring"
    label = _("An agreement of ours is about to end")


@register_notification
class AgreementReviewDue(_ToBoth):
    key = "communities.agreement_review_due"
    label = _("An agreement of ours is to be looked over")

    def context(self, subject: Agreement, recipient, *, now, **facts):
        return {"review_by": last_day_of_review(timezone.localdate(now))}


@register_notification
class AgreementEnded(_ToBoth):
    key = "communities.agreement_ended"
    label = _("An agreement of ours has ended")
    category = Category.SERVICE
