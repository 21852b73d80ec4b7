from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired
from portal.municipality.models import Unit
from portal.ui.links import path_to


class YearlyReportQuerySet(LockingQuerySet):
    def published(self) -> "YearlyReportQuerySet":
        return self.filter(published_at__isnull=False)

    def visible_to(self, user) -> "YearlyReportQuerySet":
        return self if user.has_perm("participation.view_yearlyreport") else self.published()


@tracked()
class YearlyReport(TimestampedModel):
    """The participation report of a year (S4-43). Its figures are gathered when it is prepared and stay as they were."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    foreword = models.TextField(_("foreword"), blank=True, help_text=_("What this year was like, in a few sentences."))
    examples = models.TextField(
        _("examples"), blank=True, help_text=_("What residents said and what became of it: one example a paragraph.")
    )
    figures = models.JSONField(_("figures"), default=dict, blank=True, editable=False)
    prepared_at = models.DateTimeField(_("figures gathered at"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )

    objects = YearlyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly participation report")
        verbose_name_plural = _("yearly participation reports")
        ordering = ["-year"]
        constraints = [
            paired("yearly_report_publication_whole", "published_at", "published_by"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(prepared_at__isnull=False), name="yearly_report_published_has_figures"
            ),
        ]

    class Privacy:
        personal = ("published_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return gettext("Participation report %(year)s") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return path_to("participation:report_detail", self.year)


class MonthlySheet(TimestampedModel):
    """The page "Jūs jautājāt, mēs atbildējām" of a neighbourhood and a month, for its noticeboard and the local paper."""

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.CASCADE, related_name="monthly_sheets", verbose_name=_("neighbourhood")
    )
    month = models.DateField(_("month"), help_text=_("Its first day."))

    class Meta:
        verbose_name = _("monthly sheet")
        verbose_name_plural = _("monthly sheets")
        ordering = ["-month", "neighbourhood__name_sort"]
        constraints = [
            models.UniqueConstraint(fields=["neighbourhood", "month"], name="monthly_sheet_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="monthly_sheet_is_of_a_month"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.neighbourhood}, {MONTHS[self.month.month]} {self.month.year}"

    @classmethod
    def last_full(cls, today: date) -> date:
        """The first day of the month before the one of ``today``."""
        return date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
