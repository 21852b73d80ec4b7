from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Community
from communities.queries.event import event_evidence


def proven(name: str) -> tuple[list[int], list[int]]:
    """The attendance of a community's counting events and of its traditions within the last year."""
    community, since = Community.objects.get(name=name), timezone.now() - timedelta(days=365)
    years = [event_evidence(community, year) for year in (timezone.localdate().year - 1, timezone.localdate().year)]
    events = [event.attendance for year in years for event in year.counting if event.starts_at > since]
    return events, [attendance for year in years for attendance in year.traditions.values()][-1:]


@pytest.mark.rule("S4-126")
@pytest.mark.parametrize(
    ("name", "events", "tradition"),
    [
        ("Mežinieku kopiena", [24, 31, 22, 58], 120),
        ("Dzērumu un Kažoku ļaudis", [26, 21], 70),
        ("Katlakalna kaimiņi", [28], 45),
    ],
)
def test_the_demo_proves_what_its_subsidies_need(demo, name, events, tradition):
    assert proven(name) == (events, [tradition])
