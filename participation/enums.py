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


EARLY_STAGES = (Stage.INITIATION, Stage.DRAFTING)
"""People are asked while the solution is still open (S4-89)."""


class Subject(models.TextChoices):
    """What people are asked about (S4-74)."""

    DECISION = "decision", pgettext_lazy("subject", "a decision that touches the place")
    DEVELOPMENT = "development", pgettext_lazy("subject", "development")
    BUDGET = "budget", pgettext_lazy("subject", "use of the budget")


class Audience(models.TextChoices):
    """Whom a consultation looks for first (S4-79); everybody may take part."""

    RESIDENTS = "residents", pgettext_lazy("audience", "residents")
    COMMUNITIES = "communities", pgettext_lazy("audience", "communities")
    ASSOCIATIONS = "associations", pgettext_lazy("audience", "associations and foundations")
    YOUTH = "youth", pgettext_lazy("audience", "young people")
    SENIORS = "seniors", pgettext_lazy("audience", "seniors")
    FAMILIES = "families", pgettext_lazy("audience", "families with children")
    DISABILITY = "disability", pgettext_lazy("audience", "people with disabilities")
    BUSINESS = "business", pgettext_lazy("audience", "entrepreneurs")


class Technique(models.TextChoices):
    """Ways of taking part, from being told to deciding together (S0-33)."""

    NEWSPAPER = "newspaper", _("local paper")
    WEBSITE = "website", _("website")
    PRESENTATION = "presentation", _("presentation of the project")
    WRITTEN = "written", _("written opinion")
    SURVEY = "survey", pgettext_lazy("technique", "survey")
    NOTICE_BOARD = "notice_board", _("noticeboard")
    MEETING = "meeting", pgettext_lazy("technique", "meeting with residents")
    FORUM = "forum", _("residents' forum")
    MAPPING = "mapping", _("mapping of the place")
    IDEAS = "ideas", _("gathering of ideas")
    WORKING_GROUP = "working_group", pgettext_lazy("technique", "working group")
    PROPOSALS = "proposals", _("residents' proposals")


LEVEL_TECHNIQUES = {
    ParticipationLevel.INFORMING: (Technique.NEWSPAPER, Technique.WEBSITE, Technique.PRESENTATION),
    ParticipationLevel.CONSULTING: (Technique.WRITTEN, Technique.SURVEY, Technique.NOTICE_BOARD, Technique.MEETING),
    ParticipationLevel.INVOLVING: (Technique.FORUM, Technique.MAPPING, Technique.IDEAS, Technique.WORKING_GROUP),
    ParticipationLevel.COOPERATING: (Technique.PROPOSALS, Technique.WORKING_GROUP),
}

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
    E_ADDRESS = "e_address", _("official e-address")


class OpinionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for confirmation")
    RECEIVED = "received", _("received")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")
    HIDDEN = "hidden", _("hidden by moderation")


class WarningState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for confirmation")
    RECEIVED = "received", _("received")
    TAKEN = "taken", _("taken over")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", pgettext_lazy("early warning", "closed")


class SubmissionKind(models.TextChoices):
    """What a kind asks for and which clock it has stands beside the model, as data."""

    PROPOSAL = "proposal", _("proposal")
    SUBMISSION = "submission", _("submission")
    COLLECTIVE = "collective", _("collective submission")
    INFORMATION_REQUEST = "information_request", _("information request")
    REACTION = "reaction", _("reaction to a decision")
    INVITATION = "invitation", _("invitation to the municipality")


class ProposalTarget(models.TextChoices):
    """What a proposal wants to change (S4-92)."""

    DEVELOPMENT_PLAN = "development_plan", _("development plan")
    INVESTMENT_PLAN = "investment_plan", _("investment plan")
    BUDGET = "budget", _("the municipality's budget")


class Theme(models.TextChoices):
    SAFETY = "safety", _("safety")
    INFRASTRUCTURE = "infrastructure", _("infrastructure")
    CULTURE = "culture", _("education, culture and sport")
    HEALTH = "health", _("health and social matters")


class ParticipationForm(models.TextChoices):
    """How people take part in what they ask for, from seeing a need to judging the result (S4-67 to S4-72)."""

    NEEDS = "needs", _("assessing needs")
    PLANNING = "planning", pgettext_lazy("form of participation", "planning")
    MOBILISING = "mobilising", _("mobilising people")
    TRAINING = "training", pgettext_lazy("form of participation", "training")
    IMPLEMENTING = "implementing", _("doing the work")
    EVALUATING = "evaluating", _("watching and evaluating")


class Contribution(models.TextChoices):
    """What those who propose bring along (S4-71, S2-09)."""

    WORK = "work", _("own work")
    MATERIALS = "materials", _("materials")
    DONATIONS = "donations", _("donations")
    FEES = "fees", _("member fees")
    KNOWLEDGE = "knowledge", _("knowledge and skills")


class Basis(models.TextChoices):
    """What a proposal rests on (S2-13)."""

    EXPERIENCE = "experience", _("own experience")
    KNOWLEDGE = "knowledge", _("knowledge of the field")
    EXAMPLE = "example", _("an example seen elsewhere")
    TRIED = "tried", _("something we have tried")


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", pgettext_lazy("campaign", "published")
    CLOSED = "closed", pgettext_lazy("campaign", "closed")


class SubmissionState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for confirmation")
    COLLECTING = "collecting", _("gathers signatures")
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


class Clarified(models.TextChoices):
    """What an explanation clears up: open talk lowers both (S4-34)."""

    RUMOUR = "rumour", pgettext_lazy("explanation", "a rumour")
    CONFLICT = "conflict", pgettext_lazy("explanation", "a conflict")


class DisputeOutcome(models.TextChoices):
    STANDS = "stands", _("the answer stands")
    CORRECTED = "corrected", _("the answer was corrected")


class ForumState(models.TextChoices):
    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")
    CLOSED = "closed", _("closed")


class ForumFormat(models.TextChoices):
    """How people meet; most of them informal, because these bring those who come to no hearing (S0-15)."""

    TABLES = "tables", _("talks at tables")
    MAP = "map", _("drawing on a map")
    WALK = "walk", _("walk through the neighbourhood")
    PICNIC = "picnic", _("street picnic")
    FESTIVAL = "festival", _("part of a festival")
    PHOTO = "photo", _("outdoor photo show")
    POETRY = "poetry", _("poetry slam")
    HALL = "hall", _("meeting in a hall")


class Barrier(models.TextChoices):
    """Why people stay at home (S4-147)."""

    DISTRUST_OF_POWER = "power", _("distrust in power")
    DISTRUST_OF_PEOPLE = "people", _("distrust in each other")
    BAD_EXPERIENCE = "experience", _("bad experience")
    NO_INFORMATION = "information", _("no information")
    NO_RESPONSIBILITY = "responsibility", _("no feeling of responsibility")
    INDIFFERENCE = "indifference", _("indifference of the municipality")


class Voting(models.TextChoices):
    """How those present chose among proposals."""

    HANDS = "hands", _("by show of hands")
    DOTS = "dots", _("with dots")


class TaskState(models.TextChoices):
    """ "Discussed" is the typical failure of S4-17: talked of, and taken nowhere. It counts as open."""

    OPEN = "open", pgettext_lazy("task", "open")
    DISCUSSED = "discussed", _("discussed, not taken forward")
    DONE = "done", pgettext_lazy("task", "done")


class AnnouncementState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    SENT = "sent", pgettext_lazy("announcement", "sent")


class Mistake(models.TextChoices):
    """The nine typical mistakes of a municipality in working with communities (S4-36)."""

    ROLE = "role", _("The role of communities is not understood")
    SKILLS = "skills", _("Skills of working with residents are missing")
    MECHANISM = "mechanism", _("There is no settled way of working together")
    FORMALITY = "formality", _("Residents are asked for form's sake")
    HOURS = "hours", _("Nobody has hours for this work, or it is done half-heartedly")
    TIME = "time", _("Residents get too little time to say what they think")
    FEEDBACK = "feedback", _("Residents do not learn what became of their words")
    CENTRE = "centre", _("Events take place in the centre alone")
    ACCESS = "access", _("Taking part is hard to reach or hard to understand")


class Occurrence(models.TextChoices):
    NO = "no", pgettext_lazy("mistake", "no")
    PARTLY = "partly", pgettext_lazy("mistake", "partly")
    YES = "yes", pgettext_lazy("mistake", "yes")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", pgettext_lazy("survey", "published")


class SurveyAudience(models.TextChoices):
    """Who may answer, and what keeps a person from answering twice."""

    ANONYMOUS = "anonymous", _("everybody, without a name")
    EMAIL = "email", _("everybody, confirmed by e-mail")
    MEMBERS = "members", _("members of invited communities")


class QuestionKind(models.TextChoices):
    ONE = "one", _("one answer")
    SEVERAL = "several", _("several answers")
    SCALE = "scale", _("scale")
    NUMBER = "number", pgettext_lazy("question", "number")
    TEXT = "text", pgettext_lazy("question", "text")
    MATRIX = "matrix", _("table: one answer per row")


class AnswerSet(models.TextChoices):
    """Ready lists of answers, the same in every survey."""

    BARRIERS = "barriers", _("what keeps people from taking part")


class TextState(models.TextChoices):
    WAITING = "waiting", _("not read yet")
    SHOWN = "shown", _("shown in the results")
    HIDDEN = "hidden", _("not shown in the results")


class DraftStage(models.TextChoices):
    """How far a draft decision has come. Opinions are asked before it reaches the committee (S4-85)."""

    DRAFTING = "drafting", _("being drafted")
    SUBMITTED = "submitted", _("submitted to the committee")
    DECIDED = "decided", _("decided")


class DecisionOutcome(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("decision", "adopted")
    CHANGED = "changed", _("adopted with changes")
    REJECTED = "rejected", _("not adopted")


class Promise(StrEnum):
    """The kinds of obligations this app makes."""

    OPINION_ANSWER = "participation.opinion_answer"
    SUBMISSION_ANSWER = "participation.submission_answer"
    DISPUTE_ANSWER = "participation.dispute_answer"
    FORUM_MINUTES = "participation.forum_minutes"
    MODERATION_APPEAL = "participation.moderation_appeal"
    EARLY_WARNING = "participation.early_warning"
    SELF_AUDIT = "participation.self_audit"
    YEARLY_REPORT = "participation.yearly_report"
    MEETING_TASK = "participation.meeting_task"
    COMMUNITY_TASK = "participation.community_task"
    STALLED_TASK = "participation.stalled_task"
    CONSULTATION_RESULT = "participation.consultation_result"
    SURVEY_RESULTS = "participation.survey_results"
    DECISION_RESULT = "participation.decision_result"
