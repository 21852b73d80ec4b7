from django.utils.translation import gettext_lazy as _

from communities.models import ConsultationSlot
from communities.notifications.contacts import community_contacts
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


class _WithDate(Notification):
    """A letter about an hour of advice, with the date for the calendar."""

    category = Category.SERVICE

    def files(self, subject: ConsultationSlot, calendar=None, **facts):
        return [calendar] if calendar else []


class _ToBooker(_WithDate):
    def recipients(self, subject: ConsultationSlot, **facts):
        return [Recipient.of(subject.booked_by)] if subject.booked_by else []

    def link(self, subject: ConsultationSlot, recipient):
        return plain_path(subject)


class _ToGiver(_WithDate):
    def recipients(self, subject: ConsultationSlot, **facts):
        return unit_contacts(subject.unit) if subject.unit else community_contacts(subject.centre)

    def link(self, subject: ConsultationSlot, recipient):
        if subject.unit:
            return plain_reverse("admin:communities_consultationslot_change", subject.pk)
        return plain_reverse("communities:desk_slots", subject.centre.slug)


@register_notification
class SlotBooked(_ToBooker):
    key = "communities.slot_booked"
    label = _("My hour of advice is booked")


@register_notification
class SlotWithdrawn(_ToBooker):
    key = "communities.slot_withdrawn"
    label = _("My hour of advice does not take place")
    category = Category.ACT

    def link(self, subject: ConsultationSlot, recipient):
        return plain_reverse("communities:slot_list")


@register_notification
class SlotReminder(_ToBooker):
    """The day before."""

    key = "communities.slot_reminder"
    label = _("My hour of advice is tomorrow")


@register_notification
class SlotTaken(_ToGiver):
    key = "communities.slot_taken"
    label = _("Somebody has booked an hour of advice with me")


@register_notification
class SlotFreed(_ToGiver):
    key = "communities.slot_freed"
    label = _("A booked hour of advice is free again")
