from django.db import models
from django.utils.translation import gettext_lazy as _


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
