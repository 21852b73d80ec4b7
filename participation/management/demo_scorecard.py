"""Demo self-audits with their trend, two yearly reports (published, draft), a monthly sheet, the scorecard's figures."""

from participation.actions.report import ask_yearly_report, make_monthly_sheet, prepare_report, publish_report
from participation.actions.scorecard import keep_scores
from participation.actions.self_audit import ask_self_audit, fill_self_audit
from participation.enums import Mistake
from participation.models import MonthlySheet, YearlyReport
from participation.queries.counting import years_of_promises
from participation.queries.monthly_sheet import contents_of
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    content = demo.content("scorecard")
    coordinator = demo.person("koordinators")
    keep_scores(years=[None, *years_of_promises(demo.now)], now=demo.now)
    for row in content["self_audits"]:
        unit, year = demo.made["units"][row["unit"]], demo.today.year + row["year"]
        audit = ask_self_audit(unit=unit, year=year, now=demo.now)
        marks = {Mistake(code): tuple(mark) for code, mark in row["marks"].items()}
        fill_self_audit(audit=audit, marks=marks, by=coordinator, now=demo.now)
    _report(demo, content["report"], coordinator)
    _sheet(demo, content["report"]["neighbourhood"])


def _report(demo: Demo, row: dict, coordinator) -> None:
    report = ask_yearly_report(unit=demo.made["units"]["attistiba"], year=demo.today.year - 1, now=demo.now)
    report.foreword, report.examples = row["foreword"], row["examples"]
    report.save()
    report = prepare_report(report=report, by=coordinator, now=demo.now)
    publish_report(report=report, by=coordinator, now=demo.now)
    this_year = YearlyReport.objects.create(unit=report.unit, year=demo.today.year)
    prepare_report(report=this_year, by=coordinator, now=demo.now)


def _sheet(demo: Demo, slug: str) -> None:
    """Of the last month, if its content tells anything on the day of loading."""
    place, month = demo.made["neighbourhoods"][slug], MonthlySheet.last_full(demo.today)
    if not contents_of(place, month, demo.now).is_empty:
        make_monthly_sheet(neighbourhood=place, month=month, now=demo.now)
