from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """Open and closed for applications are no states: they follow from the clock."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("announced")
    EVALUATION = "evaluation", _("being evaluated")
    DECIDED = "decided", _("decision made")
    FINISHED = "finished", _("finished")
    CANCELLED = "cancelled", _("cancelled")


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ELIGIBLE = "eligible", _("eligible")
    INELIGIBLE = "ineligible", _("not eligible")
    EVALUATED = "evaluated", _("evaluated")
    FUNDED = "funded", _("supported")
    RESERVE = "reserve", _("in reserve")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CLOSED = "closed", _("closed")


class LineKind(models.TextChoices):
    """One budget: costs, and where the money or its equal comes from beside the municipality."""

    COST = "cost", _("cost")
    IN_KIND = "in_kind", _("own contribution in kind")
    OWN_MONEY = "own_money", _("own money")
    OTHER_MONEY = "other_money", _("other funders")


class DecisionOutcome(models.TextChoices):
    FUNDED = "funded", _("supported")
    RESERVE = "reserve", _("in reserve")
    REJECTED = "rejected", _("rejected")


class ApplicantKind(models.TextChoices):
    ASSOCIATION = "association", _("associations")
    FOUNDATION = "foundation", _("foundations")
    INFORMAL = "informal", _("informal groups of residents")
    RELIGIOUS = "religious", _("religious organisations for community aims")


class Promise(StrEnum):
    """The kinds of obligations this app makes."""

    DECISION = "grants.decision"
