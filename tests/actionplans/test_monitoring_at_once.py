"""Two people at the same proposed value at the same instant: one of them decides."""

from datetime import date
from decimal import Decimal

import pytest

from actionplans.actions.monitoring import accept_proposal, decline_proposal, propose_reading
from actionplans.models import Reading, ReadingProposal
from actionplans.queries.monitoring import unproposed
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.monitoring import coordinator, counting_indicator
from tests.factories.portal import MunicipalityFactory
from tests.portal.instants import riga

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.rule("S0-50")]

NOW = riga(2028, 9, 1, 10)


@pytest.fixture
def waiting():
    MunicipalityFactory()
    counting_indicator()
    ((indicator, report),) = unproposed()
    return indicator, report


def test_a_proposal_is_taken_over_or_left_out_but_not_both(waiting):
    proposal = propose_reading(indicator=waiting[0], report=waiting[1], now=NOW)
    one, other = coordinator(), coordinator()
    value = {"value": Decimal(42), "measured_on": date(2028, 8, 23)}

    told = at_once(
        lambda: accept_proposal(proposal=proposal, **value, by=one, now=NOW),
        lambda: decline_proposal(proposal=proposal, by=other, now=NOW),
    )

    proposal.refresh_from_db()
    assert sorted(map(bool, told)) == [False, True]
    assert Reading.objects.exists() is (proposal.state == "accepted")


def test_two_runs_at_once_propose_a_value_once(waiting):
    indicator, report = waiting

    at_once(*[lambda: propose_reading(indicator=indicator, report=report, now=NOW)] * 2)

    assert ReadingProposal.objects.count() == 1
    assert Message.objects.filter(key="actionplans.reading_proposed").count() == 1
