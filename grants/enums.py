from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
    COFINANCING_DECISION = "grants.cofinancing_decision"
    COFINANCING_RESULT = "grants.cofinancing_result"
    SUBSIDY_DECISION = "grants.subsidy_decision"
    SUBSIDY_REPORT = "grants.subsidy_report"
    SUBSIDY_RETURN = "grants.subsidy_return"


class SchemeState(models.TextChoices):
    """A year of subsidies. Whether claims are taken now is no state: it follows from the clock."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", pgettext_lazy("subsidy scheme", "published")
    DECIDED = "decided", pgettext_lazy("subsidy scheme", "decided")
    FINISHED = "finished", pgettext_lazy("subsidy scheme", "finished")


class QueueRule(models.TextChoices):
    """Who comes first when the fund is smaller than the claims."""

    LEVEL = "level", _("the higher level first, then by arrival")
    ARRIVAL = "arrival", _("by arrival")


class SpendingPurpose(models.TextChoices):
    """S4-122, S4-123: what a subsidy is for."""

    CORE = "core", _("daily work and capacity")
    UNFORESEEN = "unforeseen", _("unforeseen needs")


class ClaimState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("subsidy claim", "submitted")
    CONFIRMED = "confirmed", pgettext_lazy("subsidy claim", "confirmed")
    REFUSED = "refused", pgettext_lazy("subsidy claim", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("subsidy claim", "withdrawn")
    WAITING = "waiting", pgettext_lazy("subsidy claim", "in the queue")
    GRANTED = "granted", pgettext_lazy("subsidy claim", "granted")
    PAID = "paid", pgettext_lazy("subsidy claim", "paid")
    REPORTED = "reported", pgettext_lazy("subsidy claim", "reported")
    RETURNING = "returning", pgettext_lazy("subsidy claim", "unused money to be returned")
    CLOSED = "closed", pgettext_lazy("subsidy claim", "closed")


class CoFinancingState(models.TextChoices):
    """A request for a share in a project that another programme is asked to pay."""

    SUBMITTED = "submitted", pgettext_lazy("co-financing", "received")
    GRANTED = "granted", pgettext_lazy("co-financing", "promised")
    REFUSED = "refused", pgettext_lazy("co-financing", "not promised")
    WITHDRAWN = "withdrawn", pgettext_lazy("co-financing", "withdrawn")
    WON = "won", pgettext_lazy("co-financing", "the programme pays")
    LOST = "lost", pgettext_lazy("co-financing", "the programme does not pay")
