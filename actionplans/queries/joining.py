"""Which actions take somebody in, how many have joined, and the links of those who did."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from actionplans.enums import JoiningState, PlanState
from actionplans.models import Action, Joining
from actionplans.models.action import OVER
from actionplans.models.joining import CONFIRMATION_TERM
from portal.errors import InvalidInput
from portal.obligations.rules_of_law import legal_rule
from portal.ui.confirming import ConfirmationLink

CONFIRMING = ConfirmationLink(
    "actionplans.joining.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Join once more."),
)
OWN = ConfirmationLink("actionplans.joining.own", timedelta(days=3650), gettext_lazy("What this link led to is erased by now."))


def takes_joiners(plan_action: Action) -> bool:
    """At any moment (S0-28): as long as neither the action nor its plan is over, and it was not closed."""
    is_over = plan_action.progress in OVER or plan_action.plan.state == PlanState.ENDED
    return plan_action.is_open_to_join and not is_over


def kept_months(day: date) -> int:
    """How many months after the action's end a joining is erased, by the rule of ``day``."""
    return legal_rule("JOINING_KEPT_MONTHS", day).whole


def joining_to_confirm(token: str) -> Joining:
    """What a guest's link confirms. Raises ``InvalidInput``."""
    return _found(CONFIRMING, token)


def joining_of(token: str) -> Joining:
    """What the link of a letter shows and ends. Raises ``InvalidInput``."""
    return _found(OWN, token)


def _found(link: ConfirmationLink, token: str) -> Joining:
    confirmed = Joining.objects.exclude(state=JoiningState.UNCONFIRMED)
    joining = Joining.objects.for_list().filter(pk=link.read(token, confirmed)).first()
    if joining is None:
        raise InvalidInput(OWN.expired)
    return joining
