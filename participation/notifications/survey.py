from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.models import Survey, SurveyDraft
from participation.queries.survey import communities_told, confirmation_token, members_asked, people_with_drafts
from portal.notifications.following import all_of, followers_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


def _readers(survey: Survey) -> list[Recipient]:
    """Communities concerned, the contact persons of their neighbourhoods, followers."""
    places = survey.neighbourhoods.all()
    readers = [reader for community in communities_told(survey) for reader in community_contacts(community)]
    return readers + contact_persons_of(places) + followers_of(*places, all_of(Survey))


class AboutSurvey(Notification):
    """A message that leads to the survey's page."""

    def link(self, subject: Survey, recipient):
        return plain_path(subject)


@register_notification
class SurveyOpened(AboutSurvey):
    key = "participation.survey_opened"
    label = _("New surveys in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Survey, **facts):
        return _readers(subject)


@register_notification
class SurveyInvitation(AboutSurvey):
    """Each member of the invited communities is asked personally: nobody else may answer."""

    key = "participation.survey_invitation"
    label = _("My community is invited to a survey")
    category = Category.ACT

    def recipients(self, subject: Survey, **facts):
        return [Recipient.of(person) for person in members_asked(subject)]


@register_notification
class SurveyClosing(AboutSurvey):
    """The one reminder: to members who have not answered, else to those who began."""

    key = "participation.survey_closing"
    label = _("A survey closes soon")
    category = Category.ACT

    def recipients(self, subject: Survey, **facts):
        people = members_asked(subject) if subject.is_for_members else people_with_drafts(subject)
        return [Recipient.of(person) for person in people]


@register_notification
class SurveyResults(AboutSurvey):
    key = "participation.survey_results"
    label = _("Results of surveys in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Survey, **facts):
        invited = [reader for community in subject.communities.all() for reader in community_contacts(community)]
        return invited + _readers(subject)


@register_notification
class SurveyResume(Notification):
    """The code with which a guest goes on later; the letter goes when the answers are sent."""

    key = "participation.survey_resume"
    label = _("My code to go on with a survey")
    category = Category.SERVICE

    def link(self, subject: SurveyDraft, recipient):
        return plain_reverse("participation:survey_resume", subject.survey.slug)


@register_notification
class SurveyConfirm(Notification):
    """A guest's answers count once this link is opened."""

    key = "participation.survey_confirm"
    label = _("Confirm my answers to a survey")
    category = Category.ACT

    def link(self, subject: SurveyDraft, recipient):
        return plain_reverse("participation:survey_confirm", confirmation_token(subject))
