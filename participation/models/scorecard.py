from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.enums import Outcome
from portal.db import TimestampedModel, only_columns
from portal.municipality.models import Unit
from portal.obligations.kinds import KINDS


def days_within(days: list[int], percent: int) -> int | None:
    """The fewest working days within which ``percent`` of the answers came; None when there were none."""
    needed, so_far = -(-sum(days) * percent // 100), 0
    for number, answers in enumerate(days):
        so_far += answers
        if answers and so_far >= needed:
            return number
    return None


class ScoreSnapshotQuerySet(models.QuerySet):
    def of_whole(self) -> "ScoreSnapshotQuerySet":
        return self.filter(unit=None, neighbourhood=None, kind="")

    def in_year(self, year: int | None) -> "ScoreSnapshotQuerySet":
        """Of a calendar year; without one, of the last twelve months and of what waits now."""
        return self.filter(year=year)

    def without_quiet_places(self, number: int) -> "ScoreSnapshotQuerySet":
        """Of the neighbourhoods only ``number``, those in which most was asked."""
        asked = self.filter(neighbourhood__isnull=False).order_by(-(F("waiting") + F("answered")), "neighbourhood__name_sort")
        return self.filter(Q(neighbourhood=None) | Q(pk__in=asked.values("pk")[:number]))

    def with_names(self) -> "ScoreSnapshotQuerySet":
        """With what each row is about, as its ``name`` reads it."""
        others = ("created_at", "updated_at")
        named = ("unit__name", "neighbourhood__name")
        own = [field.name for field in self.model._meta.concrete_fields if field.name not in others]
        return only_columns(self, *own, *named)


class ScoreSnapshot(TimestampedModel):
    """How promises of an answer were kept in a year, counted by a worker so that no page counts them.

    One row each for the whole municipality, for every unit, every neighbourhood and every kind of promise. A row
    without a year is about the last twelve months and alone knows what waits now. What is sensitive is in none (D9).
    """

    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("neighbourhood")
    )
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    overdue = models.PositiveIntegerField(_("overdue"), default=0)
    answered = models.PositiveIntegerField(_("answered"), default=0)
    in_time = models.PositiveIntegerField(_("in time"), default=0)
    days = ArrayField(
        models.PositiveIntegerField(), verbose_name=_("answers by working days"), default=list, blank=True,
        help_text=_("The n-th number, from 0, says how many answers took n working days."),
    )  # fmt: skip
    outcomes = models.JSONField(_("outcomes of published answers"), default=dict, blank=True)
    counted_at = models.DateTimeField(_("counted at"))

    objects = ScoreSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept figures of answers")
        verbose_name_plural = _("kept figures of answers")
        constraints = [
            models.UniqueConstraint(
                fields=["year", "unit", "neighbourhood", "kind"], name="score_snapshot_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(unit=None, neighbourhood=None) | Q(unit=None, kind="") | Q(neighbourhood=None, kind=""),
                name="score_snapshot_is_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(in_time__lte=F("answered")), name="score_in_time_among_answered"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.year or ''} {self.unit_id or ''} {self.neighbourhood_id or ''} {self.kind}"

    @property
    def name(self) -> str:
        """What the row is about. Load ``with_names``: this reads loaded relations."""
        if self.unit_id:
            return self.unit.name
        return self.neighbourhood.name if self.neighbourhood_id else str(KINDS[self.kind].label) if self.kind else ""

    @property
    def share_in_time(self) -> int | None:
        """Whole percent of the answers that came in time; None when there were none."""
        return round(100 * self.in_time / self.answered) if self.answered else None

    @property
    def median_days(self) -> int | None:
        """Half of the answers came within so many working days."""
        return days_within(self.days, 50)

    @property
    def ninetieth_days(self) -> int | None:
        """Nine answers of ten came within so many working days."""
        return days_within(self.days, 90)

    @property
    def published(self) -> int:
        """How many answers everybody may read."""
        return sum(self.outcomes.values())

    @property
    def share_taken(self) -> int | None:
        """Whole percent of the published answers that took up what was said, in full or in part."""
        taken = self.outcomes.get(Outcome.TAKEN, 0) + self.outcomes.get(Outcome.PARTLY, 0)
        return round(100 * taken / self.published) if self.published else None


class ScoreFigure(TimestampedModel):
    """A kept figure of another sort, by its code in the registry: ``part`` of ``whole``, or a plain number."""

    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    code = models.CharField(_("code"), max_length=60)
    part = models.BigIntegerField(_("number"), default=0)
    whole = models.BigIntegerField(_("of how many"), null=True, blank=True)
    counted_at = models.DateTimeField(_("counted at"))

    class Meta:
        verbose_name = _("kept figure")
        verbose_name_plural = _("kept figures")
        constraints = [models.UniqueConstraint(fields=["year", "code"], name="score_figure_once", nulls_distinct=False)]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.code} {self.year or ''}"
