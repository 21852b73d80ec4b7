"""What is looked for while one types, when something else was sent."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("forged", ["http://example.lv", "\x00"], ids=["an address", "null"])
def test_what_can_be_no_key_is_no_choice_and_what_was_chosen_stays(client, forged):
    MunicipalityFactory()
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))
    place, unit = NeighbourhoodFactory(name="Alejas apkaime"), UnitFactory(name="Attīstības pārvalde")
    address = reverse("admin:participation_announcement_add")

    several = client.post(address, {"neighbourhoods": [place.pk, forged], "unit": unit.pk})
    one = client.post(address, {"neighbourhoods": [place.pk], "unit": forged})

    assert several.context["adminform"].form.errors["neighbourhoods"]
    assert one.context["adminform"].form.errors["unit"]
    for response in (several, one):
        assert f'<option value="{place.pk}" selected' in response.content.decode()
