from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CONSULTED = "consulted", _("under consultation")
    ADOPTED = "adopted", _("adopted")
    IN_PROGRESS = "in_progress", _("in progress")
    ENDED = "ended", _("ended")


class ActionStatus(models.TextChoices):
    NOT_BEGUN = "not_begun", _("not begun")
    ON_TIME = "on_time", _("on time")
    LATE = "late", _("late")
    DONE = "done", _("done")
    STOPPED = "stopped", _("stopped")


class IndicatorDirection(models.TextChoices):
    UP = "up", _("should grow")
    DOWN = "down", _("should shrink")


class ReadingFrequency(models.TextChoices):
    """How often an indicator is read. Periods are those of the calendar."""

    QUARTERLY = "quarterly", _("every quarter")
    HALF_YEARLY = "half_yearly", _("every half-year")
    YEARLY = "yearly", _("once a year")


class ReportFigure(models.TextChoices):
    """Which number of a project's final report belongs to an indicator."""

    PEOPLE = "people", _("people the project reached")
    PROJECTS = "projects", _("the project itself, as one")
    MONEY = "money", _("grant money used")


class Promise(StrEnum):
    """The kinds of obligations this app makes."""

    READING = "actionplans.reading"
    STATUS = "actionplans.action_status"
    PLAN_REVIEW = "actionplans.plan_review"


class ProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("proposed reading", "waits for a decision")
    ACCEPTED = "accepted", pgettext_lazy("proposed reading", "taken over")
    DECLINED = "declined", pgettext_lazy("proposed reading", "not taken over")


class JoiningState(models.TextChoices):
    UNCONFIRMED = "unconfirmed", pgettext_lazy("joining", "waits for its link to be opened")
    JOINED = "joined", pgettext_lazy("joining", "joined")
    LEFT = "left", pgettext_lazy("joining", "left")


class JoiningTime(models.TextChoices):
    """How much of their time somebody gives: short taking part is as welcome (S0-22)."""

    ONCE = "once", _("just once")
    SOMETIMES = "sometimes", _("now and then")
    THROUGHOUT = "throughout", _("the whole way")


class StrategyRoute(models.TextChoices):
    """The four ways by which a place grows resilient (S0-10)."""

    NETWORKS = "networks", _("networks between people")
    LEARNING = "learning", _("education and training")
    ECONOMY = "economy", _("a varied local economy")
    BELONGING = "belonging", _("belonging and participation")


class MoneySource(models.TextChoices):
    MUNICIPALITY = "municipality", _("the municipality's budget")
    STATE = "state", _("state funding")
    EUROPE = "europe", _("European Union funds")
    COMMUNITY = "community", _("the community's own money")
    DONATIONS = "donations", _("donations and sponsors")
    OTHER = "other", pgettext_lazy("source of the money", "other")


class TeamRole(models.TextChoices):
    """What somebody of the core team does: the first two write, everybody comments (S0-42)."""

    LEAD = "lead", pgettext_lazy("team role", "answers for the plan")
    WRITER = "writer", pgettext_lazy("team role", "writes")
    ADVISER = "adviser", pgettext_lazy("team role", "advises")


class PointKind(models.TextChoices):
    """The lists that chapters keep beside their text; which chapter keeps which is said by the template."""

    ORIGIN = "origin", pgettext_lazy("point", "how the vision came about")
    STRONGER = "stronger", pgettext_lazy("point", "stronger")
    PROSPEROUS = "prosperous", pgettext_lazy("point", "prosperous")
    CONNECTED = "connected", pgettext_lazy("point", "connected")
    RESILIENT = "resilient", pgettext_lazy("point", "resilient")
    STAKEHOLDER = "stakeholder", pgettext_lazy("point", "stakeholder")
    STRENGTH = "strength", pgettext_lazy("point", "strength")
    DIFFICULTY = "difficulty", pgettext_lazy("point", "difficulty")
    SHOCK = "shock", pgettext_lazy("point", "possible shock")
    STRESS = "stress", pgettext_lazy("point", "stressor")
    PLACE = "place", pgettext_lazy("point", "place")
    LEADER = "leader", pgettext_lazy("point", "local leader")
    CHANNEL = "channel", pgettext_lazy("point", "channel")
    PARTNER = "partner", pgettext_lazy("point", "creative partner")
    METHOD = "method", pgettext_lazy("point", "method")
    GROUP = "group", pgettext_lazy("point", "target group")
    CAPACITY = "capacity", pgettext_lazy("point", "capacity")
    NEED = "need", pgettext_lazy("point", "need")
    RESOURCE = "resource", pgettext_lazy("point", "resource")
    PRIORITY = "priority", pgettext_lazy("point", "priority")
    INSTRUMENT = "instrument", pgettext_lazy("point", "support instrument")
