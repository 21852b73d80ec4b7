from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.models import Consultation
from portal.notifications.following import FOLLOWABLE, followers_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


@register_notification
class ConsultationPublished(Notification):
    """News for communities of the neighbourhoods concerned and for their followers (S4-46)."""

    key = "participation.consultation_published"
    label = _("New consultations in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        readers = []
        for community in Community.objects.public().filter(neighbourhoods__in=subject.neighbourhoods.all()).distinct():
            readers += community_contacts(community)
        return readers + contact_persons_of(subject.neighbourhoods.all()) + followers_of(*subject.neighbourhoods.all())

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


@register_notification
class ConsultationResult(Notification):
    """News for the followers of the consultation and of the neighbourhoods concerned."""

    key = "participation.consultation_result"
    label = _("Results of consultations that I follow")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        return followers_of(*subject.neighbourhoods.all(), subject)

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


FOLLOWABLE.register(Consultation._meta.label_lower, Consultation.objects.visible_to)
