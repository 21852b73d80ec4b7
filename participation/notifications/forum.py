from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.models import Answer, Forum, ForumNotes, ForumRegistration
from participation.notifications.authors import authors_of
from participation.queries.forum import promised_before
from participation.queries.registration import CONFIRMING, OWN
from portal.accounts.roles import Role
from portal.notifications.contacts import unit_contacts
from portal.notifications.following import FOLLOWABLE, followers_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


def places_of(forum: Forum) -> list[Neighbourhood]:
    return [forum.neighbourhood, *forum.neighbours.all()]


def contacts_at(places: Iterable[Neighbourhood]) -> list[Recipient]:
    """Leaders and contacts of the communities that live there."""
    communities = Community.objects.public().filter(neighbourhoods__in=places).distinct()
    return [reader for community in communities for reader in community_contacts(community)]


def invited_to(forum: Forum) -> list[Recipient]:
    """The communities and the contact persons of the neighbourhood, and the communities that hold the forum."""
    holding = [reader for community in forum.communities.all() for reader in community_contacts(community)]
    return contacts_at(places_of(forum)) + holding + contact_persons_of(places_of(forum))


def without(readers: Iterable[Recipient], told: Iterable[Recipient]) -> list[Recipient]:
    """Those who have no letter about it yet."""
    addresses = {reader.email.lower() for reader in told}
    return [reader for reader in readers if reader.email.lower() not in addresses]


def registered_for(forum: Forum) -> list[Recipient]:
    return [_reader(one) for one in forum.registrations.expected().select_related("user")]


def _reader(registration: ForumRegistration) -> Recipient:
    if registration.user and registration.user.is_active:
        return Recipient.of(registration.user)
    return Recipient(registration.email, registration.language)


class _OfForum(Notification):
    def link(self, subject: Forum, recipient):
        return plain_path(subject)

    def files(self, subject: Forum, *, calendar=None, **facts):
        return [calendar] if calendar else []


@register_notification
class ForumInvited(_OfForum):
    """A personal invitation (S4-46): to the communities of the neighbourhood and its contact persons."""

    key = "participation.forum_invited"
    label = _("I am invited to a residents' forum")
    category = Category.SERVICE

    def recipients(self, subject: Forum, **facts):
        return invited_to(subject)

    def context(self, subject: Forum, recipient, **facts):
        return {"last": promised_before(subject)}


@register_notification
class ForumAnnounced(_OfForum):
    """News for the followers of the neighbourhood who were not invited in person."""

    key = "participation.forum_announced"
    label = _("Residents' forums in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Forum, **facts):
        return without(followers_of(*places_of(subject)), invited_to(subject))


class _ChangedForInvited(_OfForum):
    """To whoever was invited or follows the forum; those who registered have a letter with their own link."""

    category = Category.SERVICE

    def recipients(self, subject: Forum, **facts):
        invited = invited_to(subject) if subject.invited_at else []
        return without(invited + followers_of(subject), registered_for(subject))


@register_notification
class ForumMoved(_ChangedForInvited):
    key = "participation.forum_moved"
    label = _("A forum I was invited to is moved")


@register_notification
class ForumCancelled(_ChangedForInvited):
    key = "participation.forum_cancelled"
    label = _("A forum I was invited to is cancelled")


@register_notification
class ForumClosed(_OfForum):
    """The minutes are public: for the communities that were invited and the followers of the forum and of its
    neighbourhood. Those who registered have a letter of their own."""

    key = "participation.forum_closed"
    label = _("Minutes of residents' forums")
    category = Category.NEWS

    def recipients(self, subject: Forum, **facts):
        return without(invited_to(subject) + followers_of(subject, *places_of(subject)), registered_for(subject))


@register_notification
class ForumProposalAnswered(Notification):
    """For the followers of a forum: what became of a proposal made there. Its author has a letter of their own."""

    key = "participation.forum_proposal_answered"
    label = _("Answers to proposals of forums that I follow")
    category = Category.NEWS

    def recipients(self, subject: Answer, **facts):
        return without(followers_of(subject.question.forum), authors_of(subject.question))

    def link(self, subject: Answer, recipient):
        return plain_path(subject.question)


@register_notification
class ForumDue(Notification):
    """Soon a year will have passed without a forum (S4-65): for the contact persons and the coordinators."""

    key = "participation.forum_due"
    label = _("A forum is due soon")
    category = Category.ACT

    def recipients(self, subject: Neighbourhood, **facts):
        coordinators = get_user_model().objects.filter(roles__contains=[Role.COORDINATOR], is_active=True)
        return contact_persons_of([subject]) + [Recipient.of(person) for person in coordinators]

    def link(self, subject: Neighbourhood, recipient):
        return plain_reverse("participation:forum_compliance")


@register_notification
class NotesHandedIn(Notification):
    """A community has handed in what was written down at the forum: the unit makes the minutes of it."""

    key = "participation.forum_notes"
    label = _("Notes of a forum are handed in")
    category = Category.ACT

    def recipients(self, subject: ForumNotes, **facts):
        return unit_contacts(subject.forum.unit)

    def link(self, subject: ForumNotes, recipient):
        return plain_reverse("admin:participation_forum_change", subject.forum_id)


@register_notification
class NotesAccepted(Notification):
    key = "participation.forum_notes_accepted"
    label = _("The minutes are made of my notes")
    category = Category.SERVICE

    def recipients(self, subject: ForumNotes, **facts):
        return [Recipient.of(subject.handed_in_by)] if subject.handed_in_by.is_active else []

    def link(self, subject: ForumNotes, recipient):
        return plain_path(subject.forum)


class _ToRegistered(Notification):
    """To one who registered. The link shows the registration and signs off."""

    category = Category.SERVICE

    def recipients(self, subject: ForumRegistration, **facts):
        return [_reader(subject)]

    def context(self, subject: ForumRegistration, recipient, **facts):
        return {"forum": subject.forum}

    def link(self, subject: ForumRegistration, recipient):
        return plain_reverse("participation:registration_detail", OWN.token_for(subject.pk))

    def files(self, subject: ForumRegistration, *, calendar=None, **facts):
        return [calendar] if calendar else []


@register_notification
class RegistrationConfirm(_ToRegistered):
    """A guest's registration counts once this link is opened."""

    key = "participation.registration_confirm"
    label = _("Confirm my registration for a forum")
    category = Category.ACT

    def link(self, subject: ForumRegistration, recipient):
        return plain_reverse("participation:registration_confirm", CONFIRMING.token_for(subject.pk))


@register_notification
class RegistrationReceived(_ToRegistered):
    key = "participation.registration_received"
    label = _("I am registered for a forum")


@register_notification
class RegistrationMovedUp(_ToRegistered):
    key = "participation.registration_moved_up"
    label = _("A place at a forum has become free for me")


@register_notification
class RegistrationForumMoved(_ToRegistered):
    key = "participation.registration_forum_moved"
    label = _("A forum I registered for is moved")
    category = Category.ACT


@register_notification
class RegistrationForumCancelled(_ToRegistered):
    key = "participation.registration_forum_cancelled"
    label = _("A forum I registered for is cancelled")
    category = Category.ACT


@register_notification
class RegistrationMinutes(_ToRegistered):
    """What came of the forum, to one who registered for it, with an account or without."""

    key = "participation.registration_minutes"
    label = _("The minutes of a forum I registered for are public")

    def link(self, subject: ForumRegistration, recipient):
        return plain_path(subject.forum)


@register_notification
class RegistrationReminder(_ToRegistered):
    key = "participation.registration_reminder"
    label = _("The forum I registered for is tomorrow")


FOLLOWABLE.register(Forum._meta.label_lower, Forum.objects.visible_to)
