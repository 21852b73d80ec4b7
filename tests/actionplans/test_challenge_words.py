"""What a plan's challenge can be about: the pressures the guide names stand in the choice."""

import pytest

from actionplans.forms.weaving import ChallengeForm
from actionplans.models import Challenge

PRESSURES = {
    "S0-06": ["iedzīvotāju novecošana", "lielo pilsētu pievilkšana", "sarūkoši budžeti"],
    "S0-07": ["karš un tā sekas", "migrācija", "ekonomikas lejupslīde", "klimata katastrofu draudi"],
    "S0-08": ["klimata pārmaiņas", "urbanizācija", "cilvēku grupu nošķirtība", "politiskā spriedze"],
}


@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in PRESSURES])
def test_a_challenge_of_a_plan_can_name_the_pressure(db, rule):
    offered = {label for _value, label in ChallengeForm(instance=Challenge()).fields["topic"].choices}

    assert set(PRESSURES[rule]) <= offered
