"""How plans go: indicators, values, statuses, the yearly report: who may open what."""

from actionplans.models import Action, Indicator, Plan, ReadingProposal
from tests.project.visitors import COORDINATOR, OFFICER, Desk, Page, official, only, private, public

WRITES = only(COORDINATOR, OFFICER)


def running() -> Plan:
    return Plan.objects.filter(state="in_progress", monitoring_reports__isnull=False).first()


def plan() -> dict[str, str]:
    return {"slug": running().slug}


def year() -> dict[str, object]:
    return {**plan(), "year": running().year_to}


def indicator() -> dict[str, int]:
    return {"pk": Indicator.objects.filter(goal__plan=running()).first().pk}


def plan_action() -> dict[str, int]:
    return {"pk": Action.objects.filter(plan=running()).first().pk}


def proposal() -> dict[str, int]:
    return {"pk": ReadingProposal.objects.waiting().first().pk}


PAGES: tuple[Page, ...] = (
    public("actionplans:indicator_list"),
    public("actionplans:reading_list"),
    public("actionplans:indicator_detail", indicator),
    public("actionplans:plan_monitoring", plan),
    public("actionplans:monitoring_year", year),
    official("admin:actionplans_plan_import", lambda: {"name": "radijumi"}, opens=WRITES),
    official("admin:actionplans_plan_import_template", lambda: {"name": "radijumi", "format_name": "csv"}, opens=WRITES),
    private("actionplans:reading_form", plan, opens=WRITES, refusal=403),
    private("actionplans:reporting_form", indicator, opens=WRITES, refusal=403),
    private("actionplans:status_form", plan_action, opens=WRITES, refusal=403),
    private("actionplans:monitoring_print", year, status=405),
    private("actionplans:proposal_accept", proposal, status=405),
    private("actionplans:proposal_decline", proposal, status=405),
)

DESKS: dict[str, Desk] = {
    "actionplans.readingproposal": Desk(
        sees=WRITES,
        steps={"parnemt": WRITES, "noraidit": WRITES},
        row=lambda: ReadingProposal.objects.waiting().first(),
    ),
}
