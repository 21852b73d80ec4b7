"""Which values and statuses are owed, which have grown stale, and what accepted project reports propose."""

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from actionplans.enums import PlanState, Promise, ReadingFrequency, ReportFigure
from actionplans.models import Action, ActionTie, ActionUpdate, Indicator, Plan, Reading, ReadingProposal
from actionplans.models.action import OVER
from actionplans.queries.periods import Period, last_quarter, quarter_of
from grants.enums import ReportKind, ReportState
from grants.models import ProjectReport
from portal.obligations.models import Obligation

MONITORED = (PlanState.ADOPTED, PlanState.IN_PROGRESS)
"""While a plan stands in one of these its indicators are read and its actions reported."""


def is_monitored(plan: Plan) -> bool:
    return plan.state in MONITORED


def _within_plan(period: Period, frequency: str) -> Q:
    """Periods are asked for from the plan's first year on, between the days of the baseline and of the target."""
    return Q(
        frequency=frequency,
        goal__plan__state__in=MONITORED,
        goal__plan__year_from__lte=period.start.year,
        baseline_on__lt=period.end,
        target_on__gte=period.start,
    )


def owing_reading(today: date) -> QuerySet[Indicator]:
    """Indicators that have no reading in the period that ended last."""
    owed = Q(pk__in=())
    for frequency in ReadingFrequency:
        period = Period.last_ended(today, frequency)
        read = Reading.objects.filter(indicator=OuterRef("pk"), measured_on__range=(period.start, period.end))
        owed |= _within_plan(period, frequency) & ~Exists(read)
    return Indicator.objects.filter(owed)


def asked_period(indicator: Indicator, today: date) -> Period | None:
    """The period whose value is missing, None when the indicator is up to date."""
    owes = owing_reading(today).filter(pk=indicator.pk).exists()
    return Period.last_ended(today, indicator.frequency) if owes else None


def stale_indicators(today: date) -> Q:
    """Nothing was read for two whole periods on end."""
    stale = Q(pk__in=())
    for frequency in ReadingFrequency:
        since = Period.last_ended(today, frequency).before(frequency)
        stale |= _within_plan(since, frequency) & ~Exists(
            Reading.objects.filter(indicator=OuterRef("pk"), measured_on__gte=since.start)
        )
    return stale


def _running(quarter: Period) -> Q:
    return Q(plan__state__in=MONITORED, plan__template__is_strict=True, starts_on__lte=quarter.end) & ~Q(progress__in=OVER)


def owing_status(today: date) -> QuerySet[Action]:
    """Actions that had begun by the end of the last quarter, are not over, and were not reported for it."""
    quarter = last_quarter(today)
    told = ActionUpdate.objects.filter(action=OuterRef("pk"), quarter_from=quarter.start)
    return Action.objects.filter(_running(quarter)).exclude(Exists(told))


def stale_actions(today: date) -> Q:
    """Nothing was reported for two whole quarters on end."""
    since = last_quarter(today).before(ReadingFrequency.QUARTERLY)
    told = ActionUpdate.objects.filter(action=OuterRef("pk"), quarter_from__gte=since.start)
    return _running(since) & Q(starts_on__lte=since.start) & ~Exists(told)


def quarter_to_report(plan_action: Action, today: date) -> Period:
    """The last quarter while it is owed, else the present one."""
    owes = owing_status(today).filter(pk=plan_action.pk).exists()
    return last_quarter(today) if owes else quarter_of(today)


def latest_value(indicator: Indicator) -> Decimal:
    """The newest reading, or the baseline; reads the prefetched readings."""
    readings = sorted(indicator.readings.all(), key=lambda reading: reading.measured_on)
    return readings[-1].value if readings else indicator.baseline


def with_latest(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """With the newest value (``latest``, the baseline before any) and its day (``last_read_on``)."""
    newest = Reading.objects.filter(indicator=OuterRef("pk")).order_by("-measured_on")
    return rows.annotate(
        latest=Coalesce(Subquery(newest.values("value")[:1]), "baseline"),
        last_read_on=Subquery(newest.values("measured_on")[:1]),
    )


def late_readings(now: datetime) -> QuerySet:
    """Keys of indicators whose value is overdue."""
    return Obligation.objects.overdue(now).filter(kind=Promise.READING).values("subject_id")


def promises_of(plan: Plan) -> QuerySet[Obligation]:
    """The values and statuses of the plan that are still owed."""
    indicators = Q(kind=Promise.READING, subject_id__in=Indicator.objects.filter(goal__plan=plan).values("pk"))
    return Obligation.objects.open().filter(indicators | Q(kind=Promise.STATUS, subject_id__in=plan.actions.values("pk")))


def figure_of(report: ProjectReport, figure: str) -> Decimal:
    """The number of an accepted final report that an indicator with this ``report_figure`` counts."""
    if figure == ReportFigure.PEOPLE:
        return Decimal(report.reached.aggregate(total=Sum("people"))["total"] or 0)
    if figure == ReportFigure.MONEY:
        return report.contract.used or Decimal(0)
    return Decimal(1)


def unproposed() -> list[tuple[Indicator, ProjectReport]]:
    """Accepted final reports of projects that an action is tied to, with each of the action's indicators that counts a
    number of such reports and was not proposed it yet."""
    counting = ActionTie.objects.filter(
        action__plan__state__in=MONITORED, action__indicators__report_figure__in=ReportFigure.values, project__isnull=False
    )
    pairs = set(counting.values_list("action__indicators", "project"))
    reports = ProjectReport.objects.filter(
        kind=ReportKind.FINAL, state=ReportState.ACCEPTED, contract__application__in={project for _one, project in pairs}
    )
    of_project = {report.contract.application_id: report for report in reports.select_related("contract")}
    known = set(ReadingProposal.objects.filter(report__in=reports).values_list("indicator", "report"))
    wanted = [(one, of_project[project]) for one, project in sorted(pairs) if project in of_project]
    wanted = [(one, report) for one, report in wanted if (one, report.pk) not in known]
    indicators = Indicator.objects.in_bulk({one for one, _report in wanted})
    return [(indicators[one], report) for one, report in wanted]


def proposed_value(proposal: ReadingProposal) -> Decimal:
    """The report's number added to what the indicator shows now."""
    return latest_value(proposal.indicator) + proposal.figure


def waiting_proposals(plan: Plan) -> QuerySet[ReadingProposal]:
    return (
        ReadingProposal.objects.waiting()
        .filter(indicator__goal__plan=plan)
        .select_related("indicator__goal", "report__contract__application")
    )
