"""How the demo's plans are monitored: the adopted one is arranged for, and an earlier one has run for two years."""

from datetime import date
from decimal import Decimal

from django.utils.text import slugify

from actionplans.actions.action import tie_action
from actionplans.actions.action_update import EXPLAINED, ask_for_status, report_progress
from actionplans.actions.amendment import adopt_amendment, begin_amendment
from actionplans.actions.course import adopt_plan, review_plan, start_plan
from actionplans.actions.monitoring import (
    add_reading,
    arrange_reporting,
    ask_for_reading,
    make_monitoring_report,
    propose_reading,
)
from actionplans.actions.writing import write_chapter
from actionplans.enums import MoneySource, PlanState, ReadingFrequency, TeamRole
from actionplans.models import (
    Action,
    ActionMoney,
    Challenge,
    Goal,
    Indicator,
    Plan,
    PlanTemplate,
    TeamMember,
)
from actionplans.queries.monitoring import owing_reading, owing_status, unproposed
from actionplans.queries.periods import last_quarter
from grants.enums import ReportKind, ReportState
from grants.models import ProjectReport
from portal.documents.actions import render_document
from portal.documents.models import Document
from portal.management.demo import Demo

TEMPLATE = "kulturas-un-noturibas-plans"


def load(demo: Demo) -> None:
    content = demo.content("monitoring")
    _arrange(demo, Plan.objects.get(state=PlanState.ADOPTED), content["reporting"])
    _run(demo, _plan(demo, content["plan"]), content["plan"])
    for indicator in owing_reading(demo.today).select_related("goal__plan__unit", "reporter"):
        ask_for_reading(indicator=indicator, now=demo.now)
    for action in owing_status(demo.today).select_related("plan__unit"):
        ask_for_status(plan_action=action, now=demo.now)
    for indicator, report in unproposed():
        propose_reading(indicator=indicator, report=report, now=demo.now)


def _arrange(demo: Demo, plan: Plan, rows: dict[str, dict]) -> None:
    for code, row in rows.items():
        _arrange_one(demo, Indicator.objects.get(goal__plan=plan, goal__code=code), row, plan.year_from, demo.at(-1))


def _arrange_one(demo: Demo, indicator: Indicator, row: dict, first_year: int, now) -> None:
    arrange_reporting(
        indicator=indicator,
        email=demo.person(row["reporter"]).email if "reporter" in row else "",
        frequency=row["frequency"],
        method=row.get("method", ""),
        report_figure=row.get("figure", ""),
        targets={first_year + number: Decimal(value) for number, value in enumerate(row["targets"])},
        by=demo.person("koordinators"),
        now=now,
    )


def _plan(demo: Demo, row: dict) -> Plan:
    """An earlier plan of three years, adopted before the first and now in its last."""
    first, by = demo.today.year - 2, demo.person("koordinators")
    title = f"{row['title']} {first}–{first + 2}"
    plan = Plan.objects.create(
        template=PlanTemplate.objects.get(slug=TEMPLATE), title=title, slug=slugify(title.replace("–", "-")),
        story=row["story"], year_from=first, year_to=first + 2, unit=demo.made["units"][row["unit"]],
        ten_steps=list(range(1, 11)),
    )  # fmt: skip
    plan.neighbourhoods.set([demo.made["neighbourhoods"][slug] for slug in row["places"]])
    TeamMember.objects.create(plan=plan, role=TeamRole.LEAD, post=row["lead"])
    written = demo.at(-800)
    for kind in plan.template.chapters.all():
        write_chapter(plan=plan, kind=kind, text=row["chapters"][kind.slug], by=by, now=written)
    challenge = Challenge.objects.create(plan=plan, title=row["challenge"])
    measured = [_goal(demo, plan, challenge, goal) for goal in row["goals"]]
    by_code = {goal.code: (goal, indicators) for goal, indicators in measured}
    for action in row["actions"]:
        _action(plan, *by_code[action["goal"]], action)
    decided = date(first, 1, 25)
    days = (decided - demo.today).days
    adopt_plan(plan=plan, decision_number=row["decision"], adopted_on=decided, by=by, now=demo.at(days))
    return start_plan(plan=plan, by=by, now=demo.at(days + 7))


def _goal(demo: Demo, plan: Plan, challenge: Challenge, row: dict) -> tuple[Goal, list[Indicator]]:
    goal = Goal.objects.create(plan=plan, code=row["code"], title=row["title"], owner=row["owner"], answers_to=challenge)
    indicators = [
        Indicator.objects.create(
            goal=goal, name=one["name"], unit=one["unit"], direction=one.get("direction", "up"),
            baseline=one["baseline"], baseline_on=date(plan.year_from - 1, 12, 31),
            target=one["target"], target_on=date(plan.year_to, 12, 31), source=one["source"],
        )
        for one in row["indicators"]
    ]  # fmt: skip
    return goal, indicators


def _action(plan: Plan, goal: Goal, indicators: list[Indicator], row: dict) -> None:
    years = [plan.year_from + number for number in range(len(row["money"]))]
    action = Action.objects.create(
        plan=plan, code=row["code"], what=row["what"], who=row["who"], people=row["people"],
        starts_on=date(plan.year_from, 2, 1), ends_on=date(plan.year_to, 11, 30),
        money=sum(map(Decimal, row["money"])),
    )  # fmt: skip
    action.goals.set([goal])
    action.indicators.set([indicators[row["indicator"]]])
    ActionMoney.objects.bulk_create(
        ActionMoney(action=action, year=year, source=MoneySource.MUNICIPALITY, amount=amount)
        for year, amount in zip(years, row["money"], strict=True)
    )


def _run(demo: Demo, plan: Plan, row: dict) -> None:
    by = demo.person("koordinators")
    for goal in row["goals"]:
        for one in goal["indicators"]:
            indicator = Indicator.objects.get(goal__plan=plan, name=one["name"])
            _arrange_one(demo, indicator, one, plan.year_from, demo.at(-700))
            for number, value in enumerate(one["yearly"]):
                day = date(plan.year_from + number, 12, 31)
                add_reading(
                    plan=plan, indicator=indicator, value=Decimal(str(value)), measured_on=day, by=by,
                    now=demo.at((day - demo.today).days + 14),
                )  # fmt: skip
    _amend(demo, plan, row["amended"], by)
    for one in row["actions"]:
        _tell(demo, plan.actions.get(code=one["code"]), one, by)
    report = ProjectReport.objects.filter(kind=ReportKind.FINAL, state=ReportState.ACCEPTED).first()
    tie_action(plan_action=plan.actions.get(code="R1"), kind="project", thing=report.contract.application, by=by, now=demo.at(-2))
    review_plan(plan=plan, year=plan.year_to - 1, summary=row["review"], changes=row["changes"], by=by, now=demo.at(-20))
    make_monitoring_report(plan=plan, year=plan.year_to - 1, by=by, now=demo.at(-20))


def _amend(demo: Demo, plan: Plan, row: dict, by) -> None:
    """The adopted edition is printed, two chapters are rewritten, and the council adopts the next edition."""
    render_document(Document.objects.latest_of("actionplans.plan", plan).pk)
    begin_amendment(plan=plan, reason=row["reason"], by=by, now=demo.at(row["begun"]))
    kinds = {kind.slug: kind for kind in plan.template.chapters.all()}
    for slug, text in row["chapters"].items():
        write_chapter(plan=plan, kind=kinds[slug], text=text, by=by, now=demo.at(row["begun"] + 3))
    adopt_amendment(
        plan=plan, decision_number=row["decision"], adopted_on=demo.day(row["decided"]), by=by, now=demo.at(row["decided"])
    )


def _tell(demo: Demo, action: Action, row: dict, by) -> None:
    """From the beginning of the reviewed year to the last quarter but one, which leaves one owed. The first word goes on
    until the others have their turn."""
    quarters = [last_quarter(demo.today).before(ReadingFrequency.QUARTERLY)]
    while quarters[0].start > date(action.plan.year_to - 1, 1, 1):
        quarters.insert(0, quarters[0].before(ReadingFrequency.QUARTERLY))
    first, *then = row["told"]
    for progress, quarter in zip([first] * (len(quarters) - len(then)) + then, quarters, strict=True):
        now = demo.at((quarter.end - demo.today).days + 7)
        reason = row.get("reason", "") if progress in EXPLAINED else ""
        report_progress(plan_action=action, progress=progress, reason=reason, by=by, now=now)
