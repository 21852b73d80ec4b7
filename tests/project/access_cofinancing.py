"""Co-financing of outside projects: who may open what."""

from django.utils import timezone

from communities.models import Community
from grants.models import CoFinancingFund, CoFinancingRequest
from tests.factories.cofinancing import CoFinancingFundFactory, ask_share
from tests.factories.files import stored_file
from tests.project.visitors import (
    ACCOUNTANT,
    ADMINISTRATOR,
    AUDITOR,
    CALLS,
    LAWYER,
    LEADER,
    STAFF,
    Desk,
    only,
    person,
    private,
    public,
)

READS_REQUESTS = only(CALLS, AUDITOR, LAWYER, ACCOUNTANT, ADMINISTRATOR)


def leaders_request() -> dict[str, int]:
    leader = person(LEADER)
    CoFinancingFund.objects.filter(year=timezone.localdate().year).exists() or CoFinancingFundFactory()
    return {"pk": ask_share(community=Community.objects.of_member(leader).first(), by=leader).pk}


def leaders_description() -> dict[str, int]:
    found = leaders_request()
    CoFinancingRequest.objects.filter(pk=found["pk"]).update(attachment=stored_file())
    return found


PAGES = (
    public("grants:cofinancing_list"),
    private("grants:cofinancing_create"),
    private("grants:cofinancing_detail", leaders_request, opens=READS_REQUESTS | {LEADER}),
    private("grants:cofinancing_attachment", leaders_description, opens=READS_REQUESTS | {LEADER}),
    private("grants:cofinancing_result", leaders_request, status=405),
    private("grants:cofinancing_withdraw", leaders_request, status=405),
)

DESKS = {
    "grants.cofinancingfund": Desk(STAFF, only(CALLS)),
    "grants.cofinancingrequest": Desk(READS_REQUESTS, steps=dict.fromkeys(("solit", "nesolit"), only(CALLS))),
}
