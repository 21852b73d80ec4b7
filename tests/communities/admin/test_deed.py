from decimal import Decimal
from io import BytesIO

import pytest
import tablib
from django.urls import reverse

from tests.factories.portal import OfficerFactory
from tests.factories.profile import AttractedFundingFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def officer(client, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=["coordinator"]))


@pytest.mark.rule("S4-28")
def test_officers_see_what_was_attracted_in_the_whole_municipality(client, officer):
    for amount in (1200, 300):
        AttractedFundingFactory(amount=amount)

    assert "1\xa0500,00\xa0EUR" in client.get(reverse("admin:communities_attractedfunding_changelist")).text


def test_the_entries_are_downloaded_as_a_spreadsheet(client, officer):
    funding = AttractedFundingFactory(source="=Fonds", amount=Decimal("12.50"))

    answer = client.get(reverse("admin:communities_attractedfunding_export"))

    (row,) = tablib.Dataset().load(BytesIO(answer.content), format="xlsx")
    assert row[:2] == (funding.community.name, "'=Fonds")
