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
