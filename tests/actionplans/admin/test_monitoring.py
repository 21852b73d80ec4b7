import pytest
from django.urls import reverse

from actionplans.actions.monitoring import propose_reading
from actionplans.queries.monitoring import unproposed
from tests.factories.monitoring import coordinator, counting_indicator
from tests.portal.instants import riga

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]


@pytest.mark.parametrize(
    ("step", "fields", "state"),
    [("parnemt", {"value": "42", "measured_on": "2028-08-23"}, "accepted"), ("noraidit", {}, "declined")],
)
def test_the_desk_decides_on_a_proposed_value(client, time_machine, step, fields, state):
    time_machine.move_to(riga(2028, 9, 1, 9))
    counting_indicator()
    ((indicator, report),) = unproposed()
    proposal = propose_reading(indicator=indicator, report=report, now=riga(2028, 9, 1))
    client.force_login(coordinator())

    response = client.post(reverse("admin:actionplans_readingproposal_step", args=[proposal.pk, step]), fields)

    proposal.refresh_from_db()
    assert (response.status_code, proposal.state) == (302, state)
    assert indicator.readings.exists() is (state == "accepted")
