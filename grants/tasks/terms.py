"""How long applications and the papers of money are kept."""

from datetime import date

from django.db.models.functions import Coalesce, Greatest

from grants.actions.retention import let_application_go, let_claim_go, let_cofinancing_go, let_contract_go
from grants.enums import ApplicationState, ClaimState, CoFinancingState, ContractState
from grants.models import Application, CoFinancingRequest, Contract, SubsidyClaim
from portal.accounts.retention import Term, moment_ago, years_ago
from portal.ui.panels import Slot, fill_slot

UNPAID = (ApplicationState.DRAFT, ApplicationState.INELIGIBLE, ApplicationState.REJECTED, ApplicationState.WITHDRAWN)
PROMISED = (CoFinancingState.GRANTED, CoFinancingState.WON, CoFinancingState.LOST)


@fill_slot(Slot.RETENTION)
def papers_of_money(today: date):
    """Two terms: one for what was paid or promised, a short one for the rest."""
    unpaid, paid = moment_ago("UNPAID_KEPT_YEARS", today), moment_ago("PAID_KEPT_YEARS", today)
    last_paid = years_ago("PAID_KEPT_YEARS", today)
    ended = Contract.objects.alias(
        ended=Greatest("returned_on", "lapsed_on", Coalesce("ended_on", "application__ends_on"))  # early, it ended that day
    )
    over = (ContractState.CLOSED, ContractState.LAPSED, ContractState.ENDED)
    promised = CoFinancingRequest.objects.filter(state__in=PROMISED, decided_at__lt=paid)
    others = CoFinancingRequest.objects.exclude(state__in=PROMISED).filter(submitted_at__lt=unpaid)
    return [
        Term("application", Application.objects.filter(state__in=UNPAID, call__closes_at__lt=unpaid), let_application_go),
        Term(
            "contract",
            ended.filter(state__in=over, ended__lt=last_paid),
            let_contract_go,
        ),
        Term(
            "claim",
            SubsidyClaim.objects.filter(
                state__in=(ClaimState.CLOSED, ClaimState.REFUSED, ClaimState.WITHDRAWN), scheme__year__lt=last_paid.year
            ),
            let_claim_go,
        ),
        Term("request", promised | others, let_cofinancing_go),
    ]
