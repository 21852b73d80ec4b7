"""The subsidies of the demonstration municipality are as its description computes them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from communities.models import Community
from grants.conditions.passport import passports
from grants.models import SubsidyScheme

LEVELS = {"Mežinieku kopiena": 2, "Dzērumu un Kažoku ļaudis": 1, "Katlakalna kaimiņi": 1, "Aleju ideju grupa": 0}


@pytest.mark.rule("S4-124")
@pytest.mark.rule("S4-129")
def test_the_demo_lands_as_computed_by_hand(demo):
    """Its records lie in the last 250 days; here they are moved into the calendar year of its rules, whatever today is."""
    scheme, since = SubsidyScheme.objects.current(), timezone.now() - timedelta(days=250)
    middle = datetime(scheme.year, 7, 1, 12, tzinfo=UTC)
    communities = Community.objects.filter(name__in=LEVELS)
    for community in communities:
        recent = community.organised_events.filter(state="held", starts_at__gte=since)
        recent.update(starts_at=middle, ends_at=middle + timedelta(hours=3))
        community.opinions.update(submitted_at=middle)
        community.submissions.update(received_at=middle)

    found = {one.community.name: one for one in passports(scheme, communities)}

    assert {name: one.reached.tier.position if one.reached else 0 for name, one in found.items()} == LEVELS
    assert found["Dzērumu un Kažoku ļaudis"].next.missing == ["4 iedzīvotāji", "1 pasākums", "1 kopviedoklis"]
    assert found["Aleju ideju grupa"].next.missing == ["4 iedzīvotāji", "1 pasākums", "1 kopviedoklis", "tradīcija"]
