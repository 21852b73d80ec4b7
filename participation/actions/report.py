from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Neighbourhood
from participation.actions.scorecard import keep_scores
from participation.enums import Promise
from participation.models import MonthlySheet, YearlyReport
from participation.queries.monthly_sheet import SHEET, contents_of
from participation.queries.yearly_report import REPORT, gather_year
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import DomainError, InvalidInput, StateConflict
from portal.municipality.models import Unit
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.clock import end_of_day
from portal.ui.links import plain_reverse
from portal.ui.visibility import Visibility

SHORTEST_FOREWORD = 80


@action("participation.yearly_report.asked")
def ask_yearly_report(*, unit: Unit, year: int, by=None, now: datetime) -> YearlyReport:
    """The year is over: its report becomes the unit's obligation from the first of January (S4-43)."""
    report = YearlyReport.objects.create(year=year, unit=unit)
    record(target=report, year=year)
    open_obligation(
        kind=Promise.YEARLY_REPORT,
        subject=report,
        holder=unit,
        received_at=end_of_day(date(year, 12, 31)),
        label=str(report),
        address=plain_reverse("participation:report_list"),
        staff_address=plain_reverse("admin:participation_yearlyreport_change", report.pk),
        visibility=Visibility.STAFF,
    )
    return report


@action("participation.yearly_report.prepared")
def prepare_report(*, report: YearlyReport, by, now: datetime) -> YearlyReport:
    """Gather the year's figures and make the draft to read through. Done again, it gathers them anew.

    Raises ``StateConflict`` for a published report, whose figures stay, and ``DomainError`` for a year to come.
    """
    report = YearlyReport.objects.lock(report.pk)
    if report.published_at:
        raise StateConflict(_("The report is published; its figures stay as they are."))
    if report.year > timezone.localdate(now).year:
        raise DomainError(_("That year has not begun yet."))
    keep_scores(years=[report.year], now=now)
    report.figures, report.prepared_at = gather_year(report.year), now
    report.save(update_fields=["figures", "prepared_at", "updated_at"])
    record(target=report, year=report.year)
    request_document(REPORT, subject=report, now=now)
    return report


@action("participation.yearly_report.published")
def publish_report(*, report: YearlyReport, by, now: datetime) -> YearlyReport:
    """Give the report to everybody, as page and as PDF, with the figures that were gathered.

    Raises ``InvalidInput`` without a foreword, ``StateConflict`` before the figures are there or when it is out already.
    """
    report = YearlyReport.objects.lock(report.pk)
    if report.published_at:
        raise StateConflict(_("The report is published already."))
    if not report.prepared_at:
        raise StateConflict(_("Gather the figures and read the draft first."))
    if len(report.foreword.strip()) < SHORTEST_FOREWORD:
        raise InvalidInput(_("Say in the foreword, in a few sentences, what this year was like."))
    report.published_at, report.published_by = now, by
    report.save(update_fields=["published_at", "published_by", "updated_at"])
    record(target=report, year=report.year)
    request_document(REPORT, subject=report, now=now)
    fulfil_obligation(kind=Promise.YEARLY_REPORT, subject=report, now=now)
    return report


@action("participation.monthly_sheet.made")
def make_monthly_sheet(*, neighbourhood: Neighbourhood, month: date, by=None, now: datetime) -> MonthlySheet:
    """The A4 of a month that is over, for the noticeboard and the local paper. Asked for again, it is the same one.

    Raises ``DomainError`` while the month lasts, and where there is nothing to tell: an empty sheet is not made.
    """
    neighbourhood = Neighbourhood.objects.lock(neighbourhood.pk)
    sheet = MonthlySheet.objects.filter(neighbourhood=neighbourhood, month=month).first()
    if sheet:
        return sheet
    if month > MonthlySheet.last_full(timezone.localdate(now)):
        raise DomainError(_("The month is not over yet. Choose an earlier one."))
    if contents_of(neighbourhood, month, now).is_empty:
        raise DomainError(_("In this month nothing was asked here and nothing is open, so there is nothing to print."))
    sheet = MonthlySheet.objects.create(neighbourhood=neighbourhood, month=month)
    record(target=sheet, month=month)
    request_document(SHEET, subject=sheet, now=now)
    return sheet
