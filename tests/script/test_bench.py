"""The instruments of script/bench: the large municipality in small, and the judgement."""

import pytest

from bench.budgets import is_near, judge
from bench.municipality import Size, make_large
from communities.models import Community, Event, Neighbourhood
from grants.models import Application
from participation.models import Answer, Opinion
from portal.audit.models import Event as AuditEntry
from portal.obligations.models import Obligation

SMALL = Size(
    neighbourhoods=20, communities=40, events=60, applications=60, judged=10, opinions=120, opinions_in_one=20,
    obligations=900, reminders_due=30, audit_entries=100,
)  # fmt: skip
MEASURED = {"per_second": 600, "of_bare": 1.09, "growth": 1.0, "median": 4, "p99": 9, "faults": {}}


def test_the_demo_grows_to_the_size_that_is_asked_for(committed_demo, now):
    make_large(SMALL)

    assert Neighbourhood.objects.count() >= SMALL.neighbourhoods
    assert Community.objects.count() >= SMALL.communities
    assert Event.objects.count() >= SMALL.events
    assert Application.objects.count() >= SMALL.applications
    assert Opinion.objects.count() >= SMALL.opinions
    assert Answer.objects.filter(opinion__state="answered").count() == Opinion.objects.filter(state="answered").count()
    assert Obligation.objects.count() >= SMALL.obligations
    assert Obligation.objects.reminder_due(now).count() >= SMALL.reminders_due
    assert AuditEntry.objects.count() >= SMALL.audit_entries


def results(**changed) -> dict:
    page = {"name": "home", "kind": "page", "html": 9_000, "queries": 9, "assets": 70_000, "warm": MEASURED,
            "uncached": MEASURED, "half": MEASURED, "demo": MEASURED}  # fmt: skip
    return {"bare": 550, "bare_rates": [540, 560], "pages": [page | changed], "start": 1.2, "memory": 120}


def test_a_run_within_the_budgets_says_so():
    assert judge(results()).met


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"warm": MEASURED | {"of_bare": 0.91}}, "warm 0.91 of the bare page"),
        ({"uncached": MEASURED | {"of_bare": 0.09}}, "uncached 0.09 of the bare page"),
        ({"half": MEASURED | {"p99": 40}}, "of a hundred the slowest takes 10 medians"),
        ({"demo": MEASURED | {"growth": 2.0}}, "2.0 times as slow as on the demo"),
        ({"queries": 16}, "16 queries"),
        ({"kind": "list", "html": 70_000}, "70 KB of HTML"),
        ({"assets": 120_000}, "120 KB of styles and scripts"),
        ({"warm": MEASURED | {"faults": {"500": 3}}}, "warm: answers other than 200: {'500': 3}"),
    ],
)
def test_what_is_over_its_budget_is_named(changed, said):
    assert judge(results(**changed)).lines == [f"home: {said}"]


@pytest.mark.parametrize(
    ("changed", "near"),
    [
        ({}, False),
        ({"uncached": MEASURED | {"of_bare": 0.12}}, True),
        ({"uncached": MEASURED | {"of_bare": 0.09}}, True),
        ({"uncached": MEASURED | {"of_bare": 0.07}}, False),
        ({"demo": MEASURED | {"growth": 1.45}}, True),
        ({"kind": "autosave", "uncached": MEASURED | {"of_bare": 0.24}}, True),
    ],
)
def test_a_page_near_its_budget_on_either_side_is_measured_for_longer(changed, near):
    assert is_near(results(**changed)["pages"][0]) is near
