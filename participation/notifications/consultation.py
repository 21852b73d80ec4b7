from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.enums import OpinionState
from participation.models import Consultation, DocumentVersion, Opinion, OpinionRequest
from participation.notifications.authors import authors_of
from participation.notifications.forum import without
from portal.notifications.following import FOLLOWABLE, all_of, followers_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


def invited_to(consultation: Consultation) -> list[Recipient]:
    """The communities and contact persons of the neighbourhoods concerned, and who follows those."""
    places = consultation.neighbourhoods.all()
    readers = []
    for community in Community.objects.public().filter(neighbourhoods__in=places).distinct():
        readers += community_contacts(community)
    return readers + contact_persons_of(places) + followers_of(*places)


def asked_personally(consultation: Consultation) -> list[Recipient]:
    """Contacts of the communities whose opinion on a draft decision is asked for by a letter of their own."""
    requests = OpinionRequest.objects.filter(draft__consultation=consultation).select_related("community")
    return [reader for request in requests for reader in community_contacts(request.community)]


def participants_of(consultation: Consultation) -> list[Recipient]:
    """Everybody who spoke in it, with or without an account, and who follows it."""
    spoke = Opinion.objects.filter(consultation=consultation).exclude(
        state__in=(OpinionState.UNCONFIRMED, OpinionState.WITHDRAWN)
    )
    authors = [reader for opinion in spoke.select_related("author", "community") for reader in authors_of(opinion)]
    return authors + followers_of(consultation)


@register_notification
class ConsultationPublished(Notification):
    """News for communities of the neighbourhoods concerned and for their followers (S4-46)."""

    key = "participation.consultation_published"
    label = _("New consultations in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        return without(invited_to(subject) + followers_of(all_of(Consultation)), asked_personally(subject))

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


@register_notification
class ConsultationResult(Notification):
    """News for all who spoke, and for the followers of the consultation and of the neighbourhoods concerned.

    Communities asked for their opinion on a draft decision get its result by a letter of their own.
    """

    key = "participation.consultation_result"
    label = _("Results of consultations in which I spoke or that I follow")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        readers = participants_of(subject) + followers_of(*subject.neighbourhoods.all())
        return without(readers, asked_personally(subject))

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


@register_notification
class ConsultationExtended(Notification):
    """There is more time: news for all who were invited, who spoke or who follow."""

    key = "participation.consultation_extended"
    label = _("Consultations that I follow are given more time")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        return participants_of(subject) + invited_to(subject)

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


@register_notification
class ConsultationCancelled(Notification):
    """Service mail: whoever spoke must learn that it was called off, and that the answer still comes."""

    key = "participation.consultation_cancelled"
    label = _("A consultation in which I spoke is called off")
    category = Category.SERVICE

    def recipients(self, subject: Consultation, **facts):
        return participants_of(subject) + followers_of(*subject.neighbourhoods.all())

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


@register_notification
class DocumentChanged(Notification):
    """A new version of a text: news for those who spoke of it or follow the consultation."""

    key = "participation.document_changed"
    label = _("Documents of consultations that I follow have a new version")
    category = Category.NEWS

    def recipients(self, subject: DocumentVersion, **facts):
        return participants_of(subject.document.consultation)

    def context(self, subject: DocumentVersion, recipient, **facts):
        return {"consultation": subject.document.consultation}

    def link(self, subject: DocumentVersion, recipient):
        return plain_reverse("participation:document_changes", subject.document.consultation.slug, subject.document_id)


FOLLOWABLE.register(Consultation._meta.label_lower, Consultation.objects.visible_to)
