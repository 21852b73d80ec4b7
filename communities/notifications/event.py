from django.utils.translation import gettext_lazy as _

from communities.models import Community, Event, EventRegistration, HelperOffer
from communities.notifications.contacts import community_contacts
from communities.queries.registration import confirmation_token, own_token
from portal.notifications.contacts import unit_contacts
from portal.notifications.following import FOLLOWABLE, followers_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


class _ToRegistered(Notification):
    """To one who registered; ``calendar`` is the file with the date. The link shows the registration and signs off."""

    category = Category.SERVICE

    def recipients(self, subject: EventRegistration, **facts):
        if subject.user_id and subject.user.is_active:
            return [Recipient.of(subject.user)]
        return [Recipient(subject.email, subject.language)]

    def context(self, subject: EventRegistration, recipient, **facts):
        return {"event": subject.event}

    def link(self, subject: EventRegistration, recipient):
        return plain_reverse("communities:registration_detail", own_token(subject))

    def files(self, subject: EventRegistration, *, calendar=None, **facts):
        return [calendar] if calendar else []


@register_notification
class RegistrationConfirm(_ToRegistered):
    """A guest's registration counts once this link is opened."""

    key = "communities.registration_confirm"
    label = _("Confirm my registration")
    category = Category.ACT

    def link(self, subject: EventRegistration, recipient):
        return plain_reverse("communities:registration_confirm", confirmation_token(subject))


@register_notification
class RegistrationReceived(_ToRegistered):
    key = "communities.registration_received"
    label = _("I am registered for an event")


@register_notification
class RegistrationMovedUp(_ToRegistered):
    key = "communities.registration_moved_up"
    label = _("A place has become free for me")


@register_notification
class EventMoved(_ToRegistered):
    key = "communities.event_moved"
    label = _("An event I registered for has changed its time or place")
    category = Category.ACT


@register_notification
class EventCalledOff(_ToRegistered):
    key = "communities.event_called_off"
    label = _("An event I registered for is called off")
    category = Category.ACT


@register_notification
class EventReminder(_ToRegistered):
    key = "communities.event_reminder"
    label = _("The event I registered for is tomorrow")


@register_notification
class EventAnnounced(Notification):
    """News for the communities of the neighbourhoods concerned and for followers of these and of the organiser (S4-46,
    S4-64)."""

    key = "communities.event_announced"
    label = _("New events in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Event, **facts):
        places = list(subject.neighbourhoods.all())
        readers = []
        for community in Community.objects.public().filter(neighbourhoods__in=places).distinct():
            if community.pk != subject.community_id:
                readers += community_contacts(community)
        organiser = [subject.community] if subject.community else []
        return readers + followers_of(*places, *organiser)

    def link(self, subject: Event, recipient):
        return plain_path(subject)


@register_notification
class EventNews(Notification):
    """Called off, or what came of it: for those who follow the event itself."""

    key = "communities.event_news"
    label = _("Events that I follow")
    category = Category.NEWS

    def recipients(self, subject: Event, **facts):
        return followers_of(subject)

    def link(self, subject: Event, recipient):
        return plain_path(subject)


class _ToOrganiser(Notification):
    category = Category.SERVICE

    def recipients(self, subject: HelperOffer, **facts):
        event = subject.task.event
        return community_contacts(event.community) if event.community else unit_contacts(event.unit)

    def context(self, subject: HelperOffer, recipient, **facts):
        return {"task": subject.task, "event": subject.task.event, "helper": subject.user}

    def link(self, subject: HelperOffer, recipient):
        event = subject.task.event
        if event.community:
            return plain_reverse("communities:desk_event", event.community.slug, event.slug)
        return plain_reverse("admin:communities_event_change", event.pk)


@register_notification
class HelpOffered(_ToOrganiser):
    key = "communities.help_offered"
    label = _("Somebody offers to help at our event")


@register_notification
class HelpWithdrawn(_ToOrganiser):
    key = "communities.help_withdrawn"
    label = _("Somebody cannot help at our event after all")


@register_notification
class HelpersThanked(Notification):
    key = "communities.helpers_thanked"
    label = _("Thanks for my help at an event")
    category = Category.SERVICE

    def recipients(self, subject: HelperOffer, **facts):
        return [Recipient.of(subject.user)] if subject.user.is_active else []

    def context(self, subject: HelperOffer, recipient, **facts):
        return {"task": subject.task, "event": subject.task.event}

    def link(self, subject: HelperOffer, recipient):
        return plain_path(subject.task.event)


FOLLOWABLE.register(Event._meta.label_lower, Event.objects.visible_to)
