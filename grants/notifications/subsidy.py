from django.utils.translation import gettext_lazy as _

from communities.models import Community, Membership
from communities.notifications.contacts import WRITING_ROLES, community_contacts
from grants.models import SubsidyClaim, SubsidyPartner, SubsidyScheme
from portal.documents.models import Document
from portal.municipality.queries import current_municipality
from portal.notifications.following import FOLLOWABLE, NEWS_OF, all_of, followers_of, register_whole_kind
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


def _contacts_of(communities) -> list[Recipient]:
    """Leaders and contacts of many communities, in one query."""
    memberships = Membership.objects.current().filter(
        community__in=communities.order_by().values("pk"), role__in=WRITING_ROLES, user__is_active=True
    )
    return [Recipient.of(membership.user) for membership in memberships.select_related("user")]


class _AboutScheme(Notification):
    category = Category.NEWS

    def link(self, subject: SubsidyScheme, recipient):
        return plain_path(subject)


@register_notification
class SubsidyAnnounced(_AboutScheme):
    key = "grants.subsidy_announced"
    label = _("Rules of the yearly subsidy")

    def recipients(self, subject: SubsidyScheme, **facts):
        return _contacts_of(Community.objects.public()) + followers_of(subject, all_of(SubsidyScheme))


@register_notification
class SubsidyWindowOpen(_AboutScheme):
    """To communities that have not claimed yet."""

    key = "grants.subsidy_window_open"
    label = _("Subsidies can be claimed")

    def recipients(self, subject: SubsidyScheme, **facts):
        claimed = subject.claims.standing().values("community")
        return _contacts_of(Community.objects.public().exclude(pk__in=claimed))


class _ToCommunity(Notification):
    """For the community's contacts: the claim belongs to it, not to a person."""

    category = Category.SERVICE

    def recipients(self, subject: SubsidyClaim, **facts):
        return community_contacts(subject.community)

    def link(self, subject: SubsidyClaim, recipient):
        return plain_path(subject)


@register_notification
class SubsidyClaimed(_ToCommunity):
    key = "grants.subsidy_claimed"
    label = _("Our subsidy claim is received")

    def context(self, subject: SubsidyClaim, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class SubsidyDecided(_ToCommunity):
    """Waits for the letter and carries it."""

    key = "grants.subsidy_decided"
    label = _("Decision on our subsidy")

    def files(self, subject: SubsidyClaim, **facts):
        letter = Document.objects.latest_of("grants.subsidy_letter", subject)
        return [letter.pdf] if letter else []


@register_notification
class SubsidyPaid(_ToCommunity):
    key = "grants.subsidy_paid"
    label = _("Our subsidy is paid")


@register_notification
class SubsidyReportAskedBack(_ToCommunity):
    key = "grants.subsidy_report_asked_back"
    label = _("Our report on the subsidy needs more")
    category = Category.ACT

    def link(self, subject: SubsidyClaim, recipient):
        return plain_reverse("grants:claim_report", subject.community.slug, subject.scheme.year)


@register_notification
class SubsidyReportAccepted(_ToCommunity):
    key = "grants.subsidy_report_accepted"
    label = _("Our report on the subsidy is accepted")

    def context(self, subject: SubsidyClaim, recipient, **facts):
        unused, account = subject.amount - subject.report.used, current_municipality().iban
        return {"unused": unused, "account": account, "return_by": subject.scheme.return_on}


@register_notification
class SubsidyPartnerNamed(Notification):
    """To the organisation, which may object."""

    key = "grants.subsidy_partner_named"
    label = _("We are named as partner of an informal community")
    category = Category.SERVICE

    def recipients(self, subject: SubsidyPartner, **facts):
        return community_contacts(subject.organisation)

    def link(self, subject: SubsidyPartner, recipient):
        return plain_path(subject.community)


NEWS = _("The rules of the yearly subsidy, once they are published.")
FOLLOWABLE.register(SubsidyScheme._meta.label_lower, SubsidyScheme.objects.visible_to)
NEWS_OF.register(SubsidyScheme._meta.label_lower, NEWS)
register_whole_kind(SubsidyScheme, _("All subsidies for communities"), "grants:subsidy_list", NEWS)
