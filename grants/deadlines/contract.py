"""What a grant contract promises: the community its budget, signature, reports and unused money, the unit its answers and
payments."""

from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from portal.obligations.kinds import PARTNER_LADDER, STAFF_LADDER, Ladder, ObligationKind, Step, register_kind

REPORT_LADDER = Ladder(steps=(Step("two-weeks-before", -10), Step("three-days-before", -3), Step("day-before", -1)))
"""A report takes an evening or two of writing, so its writers hear of it a third time (grants: 14, 3 and 1 days before)."""

register_kind(ObligationKind(Promise.CONTRACT_BUDGET, _("budget for the sum awarded"), PARTNER_LADDER, "CONTRACT_BUDGET"))
register_kind(ObligationKind(Promise.CONTRACT_SIGNING, _("signing of a grant contract"), PARTNER_LADDER, "CONTRACT_SIGNING"))
register_kind(
    ObligationKind(
        Promise.CONTRACT_COUNTERSIGNING, _("countersigning of a grant contract"), STAFF_LADDER, "CONTRACT_SIGNING",
        public_clock=True,
    )
)  # fmt: skip
register_kind(ObligationKind(Promise.REPORT, _("project report"), REPORT_LADDER))
register_kind(ObligationKind(Promise.MONEY_RETURN, _("return of an unused grant"), PARTNER_LADDER, "MONEY_RETURN"))
register_kind(ObligationKind(Promise.INSTALMENT, _("payment of an instalment"), STAFF_LADDER, "INSTALMENT", public_clock=True))
register_kind(
    ObligationKind(Promise.CHANGE_ANSWER, _("answer to a request for a change"), STAFF_LADDER, "CHANGE_ANSWER", public_clock=True)
)
register_kind(
    ObligationKind(Promise.REPORT_ANSWER, _("answer to a project report"), STAFF_LADDER, "REPORT_ANSWER", public_clock=True)
)
