"""Yearly reports, and the monthly sheet of a neighbourhood."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from communities.models import Neighbourhood
from participation.actions.report import make_monthly_sheet
from participation.models import MonthlySheet, YearlyReport
from participation.queries.monthly_sheet import SHEET, contents_of
from participation.queries.yearly_report import REPORT, report_context
from portal.audit.actions import Guest
from portal.documents.models import Document
from portal.errors import DomainError
from portal.ui.throttling import throttle


@login_not_required
def report_list(request):
    """Every year's report."""
    return render(request, "participation/report_list.html", {"reports": YearlyReport.objects.published()})


@login_not_required
def report_detail(request, year):
    """The report in the reader's language; its PDF is in the state language."""
    report = get_object_or_404(YearlyReport.objects.visible_to(request.user).filter(prepared_at__isnull=False), year=year)
    context = {**report_context(report), "document": Document.objects.latest_of(REPORT, report)}
    return render(request, "participation/report_detail.html", context)


@login_not_required
def monthly_sheet(request, slug):
    """ "Jūs jautājāt, mēs atbildējām": a month of a neighbourhood, to read and to print."""
    place = get_object_or_404(Neighbourhood.objects.in_use(), slug=slug)
    now = timezone.now()
    last = MonthlySheet.last_full(timezone.localdate(now))
    month = _month(request.GET.get("menesis", ""), last)
    sheet = MonthlySheet.objects.filter(neighbourhood=place, month=month).first()
    context = {
        "place": place,
        "month": month,
        "can_ask": month <= last,
        "contents": contents_of(place, month, now),
        "document": Document.objects.latest_of(SHEET, sheet) if sheet else None,
        "sheets": place.monthly_sheets.exclude(month=month)[:12],
    }
    return render(request, "participation/monthly_sheet.html", context)


@login_not_required
@require_POST
def monthly_sheet_make(request, slug):
    """Anybody may ask for the paper of a month that is over."""
    place = get_object_or_404(Neighbourhood.objects.in_use(), slug=slug)
    month = _month(request.POST.get("menesis", ""), MonthlySheet.last_full(timezone.localdate(request.arrived_at)))
    try:
        throttle(request, "guest_form")
        by = request.user if request.user.is_authenticated else Guest()
        make_monthly_sheet(neighbourhood=place, month=month, by=by, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('participation:monthly_sheet', args=[slug])}?menesis={month:%Y-%m}")


def _month(text: str, otherwise: date) -> date:
    """The first day of the month named as 2026-10."""
    if not text:
        return otherwise
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
