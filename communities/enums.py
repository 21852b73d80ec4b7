from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NeighbourhoodKind(models.TextChoices):
    TOWN = "town", _("town")
    VILLAGE = "village", _("village")
    PARISH = "parish", _("parish")
    AREA = "area", _("neighbourhood")


class CommunityKind(models.TextChoices):
    TERRITORIAL = "territorial", _("of a place")
    INTEREST = "interest", _("of an interest")
    ADVOCACY = "advocacy", _("for a cause")


class LegalForm(models.TextChoices):
    """S4-05: a community may be registered or not."""

    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    INFORMAL = "informal", _("informal group")


class CommunityStage(models.TextChoices):
    IDENTIFIED = "identified", _("identified")
    FORMING = "forming", _("forming")
    ACTIVE = "active", _("active")
    INACTIVE = "inactive", _("inactive")


class Verification(models.TextChoices):
    """How far officers are with a community. Not stored: it follows from what was done."""

    UNASKED = "unasked", pgettext_lazy("community", "not handed in")
    WAITING = "waiting", pgettext_lazy("community", "waits for verification")
    RETURNED = "returned", pgettext_lazy("community", "sent back")
    VERIFIED = "verified", pgettext_lazy("community", "verified")


class FoundingFactor(models.TextChoices):
    """S4-11: what communities grow out of."""

    COMMON_EVENTS = "common_events", _("events with a common goal")
    FUNDED_PROJECT = "funded_project", _("a fund or a project")
    PLACE = "place", _("a place to meet")
    CELEBRATION = "celebration", _("a shared celebration")
    PROBLEM = "problem", _("a problem to be solved")


class DecisionRule(models.TextChoices):
    """S3-52."""

    CONSENSUS = "consensus", _("by consensus")
    MAJORITY = "majority", _("by majority")
    OTHER = "other", _("another way")


class MemberRole(models.TextChoices):
    LEADER = "leader", _("leader")
    CONTACT = "contact", _("contact")
    TREASURER = "treasurer", _("treasurer")
    EDITOR = "editor", _("editor")
    MEMBER = "member", _("member")


ROLE_MEANINGS = {
    MemberRole.LEADER: _("Speaks for the community, invites people and hands the leadership over."),
    MemberRole.CONTACT: _("The door opener: gets the municipality's letters and carries word both ways."),
    MemberRole.TREASURER: _("Writes applications and looks after money and reports."),
    MemberRole.EDITOR: _("Writes in the community's name; learns to lead."),
    MemberRole.MEMBER: _("An active resident: sees what is going on and takes part."),
}
"""What each role may do, in words (S3-22: heralds and door openers, present and coming leaders, activists)."""


class CentreSetting(models.TextChoices):
    """S3-39: indoors or outdoors, no single model."""

    INDOOR = "indoor", _("indoors")
    OUTDOOR = "outdoor", _("outdoors")
    BOTH = "both", _("indoors and outdoors")


class PracticeState(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("sent back")
    PUBLISHED = "published", _("published")


class TermKind(models.TextChoices):
    """The vocabularies that cards, plans and forms choose from."""

    TAG = "tag", _("hashtag")
    TOOL = "tool", _("culture tool")
    ASPECT = "aspect", _("resilience aspect")
    CHALLENGE = "challenge", _("challenge")
    SHOCK = "shock", _("shock")
    STRESS = "stress", _("stressor")
    GROUP = "group", _("target group")
    SECTOR = "sector", _("cultural and creative sector")


class AgreementKind(models.TextChoices):
    MEMORANDUM = "memorandum", _("cooperation memorandum")
    PARTICIPATION = "participation", _("participation contract")
    DELEGATION = "delegation", _("delegation contract")


class AgreementState(models.TextChoices):
    DRAFT = "draft", _("being written")
    PUBLISHED = "published", _("draft published")
    SIGNING = "signing", _("being signed")
    IN_FORCE = "in_force", _("in force")
    TERMINATED = "terminated", _("terminated")
    EXPIRED = "expired", _("expired")


class CommitmentParty(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    COMMUNITY = "community", _("community")


class ParticipationLevel(models.TextChoices):
    """S0-32: the ladder of participation, each rung with its plain question."""

    INFORMING = "informing", _("informing")
    CONSULTING = "consulting", _("consulting")
    INVOLVING = "involving", _("involving")
    COOPERATING = "cooperating", _("cooperating")


class Promise(StrEnum):
    """The kinds of obligations this app makes."""

    VERIFICATION = "communities.verification"
    QUESTION = "communities.question"
    CARD_READING = "communities.card_reading"
    MEETING_MINUTES = "communities.meeting_minutes"
    OF_MUNICIPALITY = "communities.commitment_of_municipality"
    OF_COMMUNITY = "communities.commitment_of_community"


class CountProof(models.TextChoices):
    """S4-125: how the number of residents united was shown. No list of names is kept."""

    MEMBER_LIST = "member_list", _("list of members shown")
    CONSENTS = "consents", _("signed consents shown")
    EVENT = "event", _("counted at a meeting")
    STATEMENT = "statement", _("statement of the leader")


class ProfileTopic(models.TextChoices):
    """What a community may tell of itself, all of it optional (S2-23, S2-25, S2-30, S2-33, S3-21, S4-04, S4-149)."""

    IDENTITY = "identity", _("What makes this place ours")
    CULTURE = "culture", _("Our traditions and culture")
    VALUES = "values", _("What we hold dear")
    NEEDS = "needs", _("What we need")
    AIMS = "aims", _("What we aim at")
    INTERESTS = "interests", _("What we like to do together")
    POSSIBILITIES = "possibilities", _("What is possible here")
    CAPACITIES = "capacities", _("What we are good at")
    RESOURCES = "resources", _("What we have")
    STRONGER = "stronger", _("Vision: stronger")
    PROSPEROUS = "prosperous", _("Vision: prosperous")
    CONNECTED = "connected", _("Vision: connected")
    RESILIENT = "resilient", _("Vision: resilient")
    FORMATION = "formation", _("How our group comes about")
    GOVERNANCE = "governance", _("How we lead and decide")
    INNOVATION = "innovation", _("What we do in a new way")
    OUTSIDE = "outside", _("How we work with others")
    STRUCTURE = "structure", _("How we reach our goals and get the means")
    ACTIVITIES = "activities", _("What we are going to do")
    SOLUTIONS = "solutions", _("How we are going to do it")
    FINANCES = "finances", _("What it costs and who pays")
    MONITORING = "monitoring", _("How we see whether it works")
    COMMUNICATION = "communication", _("How people hear of us")


class Motive(models.TextChoices):
    """S4-14: what brings people together besides the common cause."""

    NEIGHBOURS = "neighbours", _("getting to know the neighbours")
    GAIN = "gain", _("economic gain")
    LEISURE = "leisure", _("spending free time together")


class CapacitySign(models.TextChoices):
    """S3-32: eight signs of the capacity to act, which a community rates for itself once a year."""

    CO_ACTION = "co_action", _("acting together")
    ADAPTATION = "adaptation", _("adapting to change")
    POTENTIAL = "potential", _("using our potential")
    DECISIONS = "decisions", _("taking decisions")
    LIVING_STANDARD = "living_standard", _("quality of life")
    LEADERS = "leaders", _("leaders")
    TRUST = "trust", _("trust")
    COMMUNICATION = "communication", _("communication")


class LastingFactor(models.TextChoices):
    """S4-13: what keeps a community going in the long run; rated once a year beside the eight signs."""

    BELONGING = "belonging", _("sense of belonging")
    LEADER = "leader", _("a strong leader")
    PROBLEM = "problem", _("a common problem to solve")
    MISSION = "mission", _("a mission")
    PATRIOTS = "patriots", _("active patriots of the place")
    COMMUNICATION = "communication", _("communication with one another")
    INCLUSION = "inclusion", _("everybody is included")
    REGULARITY = "regularity", _("regular activity")
    FUNDING = "funding", _("guaranteed funding")
    RESULTS = "results", _("results one can see")


class Maturity(models.TextChoices):
    """S2-02 to S2-04, S2-26, S2-27: what a community that renews itself can tick off, and the ground it grows from."""

    NEEDS = "needs", _("We meet, talk, weigh and analyse what is needed.")
    GROWTH = "growth", _("We learn, and new people with new skills join us.")
    ACTION = "action", _("We put our needs into practice ourselves and stand up for our interests.")
    TRUST = "trust", _("We trust one another and are glad to do things.")
    COURAGE = "courage", _("We are ready to leave the comfort zone and to learn.")


class SupportKind(models.TextChoices):
    """S3-23."""

    KNOWLEDGE = "knowledge", _("knowledge and skills")
    EXCHANGE = "exchange", _("exchange, network, dialogue")
    CONTACTS = "contacts", _("contacts")
    FINANCE = "finance", _("money")


class SupportForm(models.TextChoices):
    """S3-18."""

    FINANCIAL = "financial", _("financial")
    INFORMATIONAL = "informational", _("informational")
    MATERIAL = "material", _("material")


class SupportAudience(models.TextChoices):
    """S4-20."""

    NEW = "new", _("for new communities")
    EXISTING = "existing", _("for existing communities")
    BOTH = "both", _("for new and existing communities")


class NoticeKind(models.TextChoices):
    OFFER = "offer", _("offer")
    NEED = "need", _("need")


class NoticeCategory(models.TextChoices):
    TOOLS = "tools", _("tools and equipment")
    ROOMS = "rooms", _("rooms")
    SKILLS = "skills", _("skills and advice")
    OTHER = "other", _("something else")


class QuestionKind(models.TextChoices):
    """S4-47: a community may also invite the municipality to itself."""

    QUESTION = "question", _("question")
    INVITATION = "invitation", _("invitation to us")


class AccessFeature(models.TextChoices):
    """S3-38: what a visitor needs to know before setting out."""

    STEP_FREE = "step_free", _("entrance without steps")
    LIFT = "lift", _("lift")
    TOILET = "toilet", _("accessible toilet")
    PARKING = "parking", _("accessible parking place")
    HEARING_LOOP = "hearing_loop", _("hearing loop")
    PUBLIC_TRANSPORT = "public_transport", _("public transport within 500 m")
    PRAM = "pram", _("room for prams")
    QUIET = "quiet", _("quiet corner")


class BookingState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for the e-mail to be confirmed")
    REQUESTED = "requested", pgettext_lazy("booking", "requested")
    CONFIRMED = "confirmed", pgettext_lazy("booking", "confirmed")
    REFUSED = "refused", pgettext_lazy("booking", "refused")
    CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled")
    LAPSED = "lapsed", pgettext_lazy("booking", "lapsed")


class EventKind(models.TextChoices):
    TRADITION = "tradition", _("tradition")
    MEETING = "meeting", _("meeting")
    TRAINING = "training", _("training")
    SEMINAR = "seminar", _("seminar")
    EXCHANGE = "exchange", _("exchange of experience")
    NGO_DAY = "ngo_day", _("NGO day")
    OUTREACH = "outreach", _("visit of the municipality")
    CLEAN_UP = "clean_up", _("clean-up")
    CELEBRATION = "celebration", _("celebration")


class EventState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("event", "being prepared")
    PUBLISHED = "published", pgettext_lazy("event", "announced")
    HELD = "held", pgettext_lazy("event", "has taken place")
    CANCELLED = "cancelled", pgettext_lazy("event", "called off")


class Reward(models.TextChoices):
    """What helping gives in return (S0-27); the first six cost nothing."""

    SATISFACTION = "satisfaction", _("the joy of good work")
    FRIENDS = "friends", _("new friends")
    FUN = "fun", _("fun")
    MEANING = "meaning", _("making something that matters")
    CAUSE = "cause", _("part of a greater cause")
    EXPERIENCE = "experience", _("experience")
    MONEY = "money", _("money")


class RegistrationState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for the e-mail to be confirmed")
    REGISTERED = "registered", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("signed off")


class CouncilKind(models.TextChoices):
    RESIDENTS = "residents", _("residents' council")
    ADVISORY = "advisory", _("NGO advisory council")


class CouncilRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("council", "chair")
    DEPUTY = "deputy", _("deputy chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", pgettext_lazy("council", "member")


class AgendaKind(models.TextChoices):
    """What kind of matter a council talks of (S4-83)."""

    DEVELOPMENT = "development", _("development goals")
    BUDGET = "budget", _("next year's budget")
    NEEDS = "needs", _("what groups of residents need")
    DRAFT = "draft", _("a draft decision of the municipality")
    OWN = "own", _("the council's own work")


class MeetingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "being prepared")
    CALLED = "called", pgettext_lazy("meeting", "called")
    HELD = "held", _("held, minutes being written")
    PUBLISHED = "published", _("minutes published")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "called off")


class Attendance(models.TextChoices):
    """What an invited member answers."""

    COMING = "coming", _("is coming")
    ONLINE = "online", _("joins online")
    AWAY = "away", _("cannot come")


class DelegatedField(models.TextChoices):
    """S4-135: what is typically entrusted to a community."""

    SOCIAL = "social", _("social services")
    EDUCATION = "education", _("education")
    EARLY_WARNING = "early_warning", _("early warning")
    OTHER = "other", pgettext_lazy("delegated field", "other")


class MutualBenefit(models.TextChoices):
    """S4-29: the nine benefits of cooperation an agreement chooses from."""

    ACCESSIBILITY = "accessibility", _("services closer to people")
    REACH = "reach", _("information reaches more residents")
    CO_RESPONSIBILITY = "co_responsibility", _("shared responsibility")
    GIVE_AND_TAKE = "give_and_take", _("giving and taking")
    OVERSIGHT = "oversight", _("public oversight")
    IMPACT_CHECK = "impact_check", _("decisions tested before they are taken")
    COMPROMISE = "compromise", _("compromise instead of conflict")
    TRUST = "trust", _("trust")
    LEGITIMACY = "legitimacy", _("decisions that people accept")


class GapKind(models.TextChoices):
    """What an officer should not leave as it is in a neighbourhood (S4-30, S4-38, S4-45, S4-66)."""

    NO_CONTACT = "no_contact", _("no contact person")
    CORRECTION = "correction", _("the contact person reported a change")
    CONTACT_STALE = "contact_stale", _("data of the contact person not confirmed")
    NO_HOURS = "no_hours", _("no hours reserved for the contact person")
    QUESTION_OVERDUE = "question_overdue", _("a question past its term")
    UNVISITED = "unvisited", _("not visited by the municipality")
    NO_ACTIVITY = "no_activity", _("no community and no event")
