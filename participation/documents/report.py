"""The yearly participation report and the monthly sheet of a neighbourhood, on paper."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.models import MonthlySheet, YearlyReport
from participation.queries.monthly_sheet import SHEET, contents_of
from participation.queries.yearly_report import REPORT, report_context
from portal.documents.kinds import DocumentKind, register_document
from portal.documents.rendering import DOCUMENT_LANGUAGE, qr_code
from portal.ui.links import absolute, plain_path

SHEET_TITLE = "Jūs jautājāt, mēs atbildējām"


def sheet_context(sheet: MonthlySheet) -> dict:
    """The month's answers with the way to the neighbourhood's page."""
    address = absolute(plain_path(sheet.neighbourhood), DOCUMENT_LANGUAGE)
    return {
        "title": SHEET_TITLE,
        "place": sheet.neighbourhood,
        "contents": contents_of(sheet.neighbourhood, sheet.month, timezone.now()),
        "address": address,
        "qr": qr_code(address),
    }


def may_view_report(user, report: YearlyReport) -> bool:
    return YearlyReport.objects.visible_to(user).filter(pk=report.pk).exists()


register_document(
    DocumentKind(
        key=REPORT,
        label=_("Yearly participation report"),
        template="participation/documents/yearly_report.html",
        context=report_context,
        title=lambda report: f"Līdzdalības pārskats par {report.year}. gadu",
        file_name=lambda report: f"lidzdalibas-parskats-{report.year}",
        may_view=may_view_report,
        is_draft=lambda report: report.published_at is None,
    )
)
register_document(
    DocumentKind(
        key=SHEET,
        label=_("You asked, we answered"),
        template="participation/documents/monthly_sheet.html",
        context=sheet_context,
        title=lambda sheet: f"{SHEET_TITLE}: {sheet.neighbourhood.name}, {sheet.month:%m.%Y}.",
        file_name=lambda sheet: f"jus-jautajat-{sheet.neighbourhood.slug}-{sheet.month:%Y-%m}",
        may_view=lambda user, sheet: True,
        letterhead=False,
    )
)
