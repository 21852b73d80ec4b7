"""Values of indicators: who hands them in and how often, the values themselves, and those that project reports propose."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.enums import Promise, ProposalState, ReadingFrequency
from actionplans.models import Indicator, MonitoringReport, Plan, Reading, ReadingProposal, YearlyTarget
from actionplans.queries.monitoring import figure_of, owing_reading
from actionplans.queries.periods import Period
from actionplans.workflow import PROPOSAL
from grants.models import ProjectReport
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, move_obligations, open_obligation
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation
from portal.ui.links import plain_reverse
from portal.ui.visibility import Visibility

User = get_user_model()


@action("actionplans.reporting.arranged")
def arrange_reporting(
    *, indicator: Indicator, email: str, frequency: str, method: str, report_figure: str, targets: Mapping[int, Decimal | None],
    by, now: datetime,
) -> Indicator:  # fmt: skip
    """Say who hands the values in and how often, which number of project reports counts, and where each year should end.

    An empty ``email`` leaves it to the plan's unit. Raises ``InvalidInput`` for an address without an account, for a
    rhythm a plan that only hints does not know, and for a year outside baseline and target.
    """
    indicator = Indicator.objects.select_related("goal__plan__unit", "goal__plan__template").lock(indicator.pk)
    plan = indicator.goal.plan
    reporter = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if email and reporter is None:
        raise InvalidInput(_("Nobody with this e-mail has an account here. Ask the person to open one first."), field="email")
    if not plan.template.is_strict and frequency != ReadingFrequency.YEARLY:
        raise InvalidInput(_("Values of this kind of plan are gathered once a year."), field="frequency")
    kept = {year: value for year, value in targets.items() if value is not None}
    if outside := [year for year in kept if not indicator.baseline_on.year <= year <= indicator.target_on.year]:
        raise InvalidInput(_("The year is outside the time between baseline and target: %(year)s.") % {"year": outside[0]})
    indicator.reporter, indicator.frequency = reporter, frequency
    indicator.method, indicator.report_figure = method.strip(), report_figure
    indicator.save(update_fields=["reporter", "frequency", "method", "report_figure", "updated_at"])
    indicator.targets.exclude(year__in=kept).delete()
    for year, value in kept.items():
        YearlyTarget.objects.update_or_create(indicator=indicator, year=year, defaults={"value": value})
    move_obligations(subject=indicator, holder=reporter or plan.unit, unit=plan.unit)
    record(target=indicator, reporter=reporter.pk if reporter else None, frequency=frequency)
    return indicator


@action("actionplans.reading.asked")
def ask_for_reading(*, indicator: Indicator, now: datetime) -> Obligation:
    """The period is over: its value is due, from the reporter or from the plan's unit."""
    plan = indicator.goal.plan
    period = Period.last_ended(timezone.localdate(now), indicator.frequency)
    record(target=indicator, period=str(period.end))
    return open_obligation(
        kind=Promise.READING,
        subject=indicator,
        holder=indicator.reporter or plan.unit,
        unit=plan.unit,
        received_at=end_of_day(period.end),
        label=f"{indicator.goal.code}: {indicator.name}",
        address=f"{plain_reverse('actionplans:reading_form', plan.slug)}?raditajs={indicator.pk}",
        visibility=Visibility.STAFF,
    )


@action("actionplans.reading.added")
def add_reading(
    *, plan: Plan, indicator: Indicator, value: Decimal, measured_on: date, note: str = "", by, now: datetime
) -> Reading:
    """A value measured on a day; handed in again for the same day it stands in place of the earlier one.

    Raises ``InvalidInput`` for an indicator of another plan, a day before the baseline or in the future.
    """
    indicator = Indicator.objects.select_related("goal").lock(indicator.pk)
    if indicator.goal.plan_id != plan.pk:
        raise InvalidInput(_("This indicator belongs to another plan. Choose one of this plan."), field="indicator")
    reading = _read(indicator, value, measured_on, note, by, now)
    record(target=indicator, value=value, measured_on=measured_on)
    return reading


def _read(indicator: Indicator, value: Decimal, measured_on: date, note: str, by, now: datetime) -> Reading:
    today = timezone.localdate(now)
    if measured_on < indicator.baseline_on:
        raise InvalidInput(_("The day is before the baseline's date."), field="measured_on")
    if measured_on > today:
        raise InvalidInput(_("A value cannot be measured in the future."), field="measured_on")
    reading, _created = Reading.objects.update_or_create(
        indicator=indicator, measured_on=measured_on, defaults={"value": value, "note": note, "reported_by": by}
    )
    if not owing_reading(today).filter(pk=indicator.pk).exists():
        fulfil_obligation(kind=Promise.READING, subject=indicator, now=now)
    return reading


@action("actionplans.reading.proposed")
def propose_reading(*, indicator: Indicator, report: ProjectReport, now: datetime) -> ReadingProposal | None:
    """An accepted project report names a number that belongs to the indicator. None when it was proposed meanwhile."""
    indicator = Indicator.objects.lock(indicator.pk)
    proposal, is_new = ReadingProposal.objects.get_or_create(
        indicator=indicator, report=report, defaults={"figure": figure_of(report, indicator.report_figure)}
    )
    if not is_new:
        return None
    record(target=indicator, report=report.pk, figure=proposal.figure)
    notify("actionplans.reading_proposed", subject=proposal, now=now)
    return proposal


@action("actionplans.reading_proposal.accepted")
def accept_proposal(*, proposal: ReadingProposal, value: Decimal, measured_on: date, by, now: datetime) -> Reading:
    """Take the number over as a reading, as it was proposed or corrected."""
    indicator = Indicator.objects.lock(proposal.indicator_id)
    proposal = ReadingProposal.objects.select_related("report__contract__application").lock(proposal.pk)
    PROPOSAL.check(proposal.state, ProposalState.ACCEPTED)
    project = proposal.report.contract.application.title
    reading = _read(indicator, value, measured_on, _("Project: %(title)s") % {"title": project[:180]}, by, now)
    _decide(proposal, ProposalState.ACCEPTED, by, now, reading)
    record(target=indicator, value=value, measured_on=measured_on, report=proposal.report_id)
    return reading


@action("actionplans.reading_proposal.declined")
def decline_proposal(*, proposal: ReadingProposal, by, now: datetime) -> ReadingProposal:
    """The number says nothing about the indicator: nothing is read."""
    proposal = ReadingProposal.objects.select_related("indicator").lock(proposal.pk)
    PROPOSAL.check(proposal.state, ProposalState.DECLINED)
    _decide(proposal, ProposalState.DECLINED, by, now)
    record(target=proposal.indicator, report=proposal.report_id)
    return proposal


def _decide(proposal: ReadingProposal, state: ProposalState, by, now: datetime, reading: Reading | None = None) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at, proposal.reading = state, by, now, reading
    proposal.save(update_fields=["state", "decided_by", "decided_at", "reading", "updated_at"])


@action("actionplans.monitoring.released")
def release_promise(*, obligation: Obligation, now: datetime) -> None:
    """The plan is over: a value or status still open is no longer asked."""
    record(target=obligation, label=obligation.label)
    cancel_obligation(
        kind=obligation.kind, subject=obligation.subject, reason=_("The plan is no longer being carried out."), now=now
    )


@action("actionplans.monitoring_report.made")
def make_monitoring_report(*, plan: Plan, year: int, by=None, now: datetime) -> MonitoringReport:
    """Print the monitoring report of a year; asked again it is the next version. Followers hear of the first.

    Raises ``InvalidInput`` for a year the plan is not about or that has not begun, ``StateConflict`` before adoption.
    """
    plan = Plan.objects.lock(plan.pk)
    if not plan.is_adopted:
        raise StateConflict(_("A plan is monitored once it is adopted."))
    if not plan.year_from <= year <= timezone.localdate(now).year:
        raise InvalidInput(_("There is nothing to report of this year yet: %(year)s.") % {"year": year})
    report, is_new = MonitoringReport.objects.get_or_create(plan=plan, year=year)
    record(target=plan, year=year)
    request_document("actionplans.monitoring", subject=report, now=now)
    if is_new:
        notify("actionplans.monitoring_report_made", subject=report, now=now)
    return report
