"""Challenges, goals and actions of plans: who may open what."""

from actionplans.models import ActionStep, ActionTie, Plan, PlanAmendment
from tests.project.visitors import COORDINATOR, OFFICER, STAFF, Desk, Page, only, private, public

WRITES = only(COORDINATOR, OFFICER)


def adopted() -> Plan:
    return Plan.objects.get(state="adopted")


def plan() -> dict[str, object]:
    return {"slug": adopted().slug}


def challenge() -> dict[str, object]:
    return {**plan(), "position": adopted().challenges.first().position}


def goal() -> dict[str, object]:
    return {**plan(), "code": adopted().goals.first().code}


def planned() -> dict[str, object]:
    return {**plan(), "code": adopted().actions.first().code}


def amendment() -> dict[str, object]:
    found = PlanAmendment.objects.select_related("plan").first()
    return {"slug": found.plan.slug, "edition": found.edition}


def tie() -> dict[str, object]:
    found = ActionTie.objects.filter(action__plan=adopted()).select_related("action").first()
    return {**plan(), "code": found.action.code, "pk": found.pk}


def step() -> dict[str, object]:
    found = ActionStep.objects.filter(action__plan=adopted()).select_related("action").first()
    return {**plan(), "code": found.action.code, "pk": found.pk}


PAGES: tuple[Page, ...] = (
    public("actionplans:challenge_detail", challenge),
    public("actionplans:goal_detail", goal),
    public("actionplans:action_detail", planned),
    public("actionplans:plan_opinions", plan),
    public("actionplans:plan_amendment", amendment),
    private("actionplans:goal_board", plan, opens=WRITES, refusal=403),
    private("actionplans:challenge_create", plan, opens=WRITES, refusal=403),
    private("actionplans:challenge_edit", challenge, opens=WRITES, refusal=403),
    private("actionplans:challenge_remove", challenge, status=405),
    private("actionplans:goal_create", plan, opens=WRITES, refusal=403),
    private("actionplans:goal_edit", goal, opens=WRITES, refusal=403),
    private("actionplans:goal_check", plan, status=405),
    private("actionplans:goal_remove", goal, status=405),
    private("actionplans:action_create", plan, opens=WRITES, refusal=403),
    private("actionplans:action_edit", planned, opens=WRITES, refusal=403),
    private("actionplans:action_remove", planned, status=405),
    private("actionplans:action_ties", planned, opens=WRITES, refusal=403),
    private("actionplans:action_untie", tie, status=405),
    private("actionplans:step_done", step, status=405),
)

DESKS: dict[str, Desk] = {
    "actionplans.plan": Desk(
        STAFF,
        only(COORDINATOR, OFFICER),
        steps={
            "drukat": WRITES,
            **dict.fromkeys(("apspriest", "parrakstit", "apstiprinat", "sakt", "izvertet", "beigt"), only(COORDINATOR)),
            **dict.fromkeys(("grozit", "apstiprinat-grozijumus", "atsaukt-grozijumus"), only(COORDINATOR)),
        },
    ),
}
