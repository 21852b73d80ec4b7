from django.utils.translation import gettext_lazy as _

from actionplans.models import MonitoringReport
from actionplans.queries.monitoring_year import year_of
from portal.documents.kinds import DocumentKind, register_document


def report_context(report: MonitoringReport) -> dict:
    return {"plan": report.plan, "told": year_of(report.plan, report.year)}


register_document(
    DocumentKind(
        key="actionplans.monitoring",
        label=_("Monitoring report of a plan"),
        template="actionplans/documents/monitoring.html",
        context=report_context,
        title=lambda report: f"Uzraudzības pārskats par {report.year}. gadu: {report.plan.title}",
        file_name=lambda report: f"{report.plan.slug}-uzraudziba-{report.year}",
        may_view=lambda user, report: True,
    )
)
