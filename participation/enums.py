from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import ParticipationLevel


class ConsultationKind(models.TextChoices):
    """Kinds are data for presets and lists, never branches."""

    PUBLIC_DISCUSSION = "public_discussion", _("public discussion")
    PUBLIC_MEETING = "public_meeting", _("public meeting")
    WORKING_GROUP = "working_group", _("working group")
    DRAFT_OPINION = "draft_opinion", _("opinion on a draft decision")
    BUDGET = "budget", _("budget proposals")
    PLANNING = "planning", _("development planning")
    SURVEY = "survey", _("survey")


class Stage(models.TextChoices):
    """Where in the making of a decision people are asked (facts 2.2)."""

    INITIATION = "initiation", _("the idea")
    DRAFTING = "drafting", _("drafting")
    DECISION = "decision", _("the decision")
    IMPLEMENTATION = "implementation", _("implementation")
    MONITORING = "monitoring", _("monitoring and evaluation")
    UPDATE = "update", _("renewal")


LEVEL_QUESTIONS = {
    ParticipationLevel.INFORMING: _("What are we going to do?"),
    ParticipationLevel.CONSULTING: _("What do you think of it?"),
    ParticipationLevel.INVOLVING: _("How can we improve it together?"),
    ParticipationLevel.COOPERATING: _("What shall we decide together?"),
}


class ConsultationState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", pgettext_lazy("consultation", "published")
    CANCELLED = "cancelled", pgettext_lazy("consultation", "cancelled")


class VoiceKind(models.TextChoices):
    """S4-94: a community's joint opinion is never counted as one person's voice."""

    INDIVIDUAL = "individual", _("individual")
    JOINT = "joint", _("joint")


class Channel(models.TextChoices):
    """S4-151: the same clock, however it came in."""

    WEB = "web", _("web")
    PAPER = "paper", _("paper")
    PHONE = "phone", _("phone")
    MEETING = "meeting", _("meeting")
    EMAIL = "email", _("e-mail")


class OpinionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for confirmation")
    RECEIVED = "received", _("received")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")
    HIDDEN = "hidden", _("hidden by moderation")


class SubmissionKind(models.TextChoices):
    PROPOSAL = "proposal", _("proposal")
    SUBMISSION = "submission", _("submission")
    INFORMATION_REQUEST = "information_request", _("information request")
    REACTION = "reaction", _("reaction to a decision")


class SubmissionState(models.TextChoices):
    RECEIVED = "received", _("received")
    EXAMINED = "examined", _("being examined")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Outcome(models.TextChoices):
    """What became of what was said (S4-42)."""

    TAKEN = "taken", _("taken into account")
    PARTLY = "partly", _("partly taken into account")
    NOT_TAKEN = "not_taken", _("not taken into account")
    PLANNED = "planned", _("a solution is planned")
    PASSED_ON = "passed_on", _("passed on to another body")
    EXPLAINED = "explained", _("explained")


class ForumState(models.TextChoices):
    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")
    CLOSED = "closed", _("closed")


class Promise(StrEnum):
    """The kinds of obligations this app makes."""

    OPINION_ANSWER = "participation.opinion_answer"
    SUBMISSION_ANSWER = "participation.submission_answer"
    FORUM_MINUTES = "participation.forum_minutes"
