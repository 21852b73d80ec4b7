from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.actions.report import prepare_report, publish_report
from participation.models import YearlyReport
from participation.queries.yearly_report import REPORT
from portal.documents.models import Document
from portal.ui.admin import OfficialAdmin, Step


@admin.register(YearlyReport)
class YearlyReportAdmin(OfficialAdmin):
    """The year's report: words by hand, figures gathered by a step, one PDF for the council and everybody."""

    list_display = ("year", "unit", "prepared_at", "published_at")
    fields = ("year", "unit", "foreword", "examples", "prepared_at", "published_at", "published_by", "document")
    workflow_fields = ("prepared_at", "published_at", "published_by", "document")
    steps = (
        Step(
            name="sagatavot",
            label=_("Gather the figures and make the draft"),
            permission="participation.change_yearlyreport",
            perform=lambda report, **who: prepare_report(report=report, **who),
            done=_("The figures are gathered; the draft is being made."),
            available=lambda report: report.published_at is None,
            explanation=_("Save the foreword and the examples first: the draft contains them."),
        ),
        Step(
            name="publicet",
            label=pgettext_lazy("button", "Publish"),
            permission="participation.change_yearlyreport",
            perform=lambda report, **who: publish_report(report=report, **who),
            done=_("The report is published."),
            available=lambda report: report.prepared_at is not None and report.published_at is None,
            prominent=True,
        ),
    )

    def is_locked(self, thing) -> bool:
        return thing.published_at is not None

    @admin.display(description=_("document"))
    def document(self, report):
        document = Document.objects.latest_of(REPORT, report)
        if document is None:
            return ""
        return format_html('<a href="{}">{}</a>', reverse("documents:document_detail", args=[document.pk]), document)
