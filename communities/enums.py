from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    """What a community may tell of itself, all of it optional (S2-23, S2-25, S2-30, S3-21, S4-04)."""

    IDENTITY = "identity", _("What makes this place ours")
    VALUES = "values", _("What we hold dear")
    NEEDS = "needs", _("What we need")
    AIMS = "aims", _("What we aim at")
    INTERESTS = "interests", _("What we like to do together")
    POSSIBILITIES = "possibilities", _("What is possible here")
    RESOURCES = "resources", _("What we have and can do")
    STRONGER = "stronger", _("Vision: stronger")
    PROSPEROUS = "prosperous", _("Vision: prosperous")
    CONNECTED = "connected", _("Vision: connected")
    RESILIENT = "resilient", _("Vision: resilient")
    GOVERNANCE = "governance", _("How we lead and decide")
    INNOVATION = "innovation", _("What we do in a new way")
    OUTSIDE = "outside", _("How we work with others")
    STRUCTURE = "structure", _("How we reach our goals and get the means")


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
    REQUESTED = "requested", _("requested")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("cancelled")


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
    DRAFT = "draft", _("being prepared")
    PUBLISHED = "published", _("announced")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("called off")


class RegistrationState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("waits for the e-mail to be confirmed")
    REGISTERED = "registered", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("signed off")


class CouncilKind(models.TextChoices):
    RESIDENTS = "residents", _("residents' council")
    ADVISORY = "advisory", _("NGO advisory council")


class CouncilRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    DEPUTY = "deputy", _("deputy chair")
    SECRETARY = "secretary", _("secretary")
    MEMBER = "member", _("member")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("being prepared")
    CALLED = "called", _("called")
    HELD = "held", _("held, minutes being written")
    PUBLISHED = "published", _("minutes published")
    CANCELLED = "cancelled", _("called off")


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
    OTHER = "other", _("other")


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
