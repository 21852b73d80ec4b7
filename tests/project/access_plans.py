"""The public side of action plans: the plan, its lists, joining, the impact page."""

from actionplans.models import Action, Joining
from actionplans.queries.joining import CONFIRMING, OWN
from tests.project.visitors import COORDINATOR, OFFICER, Desk, Page, only, public

READS_JOININGS = only(COORDINATOR, OFFICER)


def open_action() -> dict[str, str]:
    plan_action = Action.objects.filter(plan__state="adopted").select_related("plan").order_by("pk").first()
    return {"slug": plan_action.plan.slug, "code": plan_action.code}


PAGES: tuple[Page, ...] = (
    public("actionplans:action_list"),
    public("actionplans:impact"),
    public("actionplans:join", open_action),
    public("actionplans:joining_sent", open_action),
    public("actionplans:joining_confirm", lambda: {"token": CONFIRMING.token_for(Joining.objects.get(state="unconfirmed").pk)}),
    public("actionplans:joining_detail", lambda: {"token": OWN.token_for(Joining.objects.filter(state="joined").first().pk)}),
)

DESKS: dict[str, Desk] = {
    "actionplans.joining": Desk(
        READS_JOININGS,
        steps={"sazinats": READS_JOININGS},
        row=lambda: Joining.objects.filter(state="joined", contacted_at=None).first(),
    ),
}
