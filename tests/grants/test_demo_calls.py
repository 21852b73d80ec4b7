"""The demo's calls, as demo-data 4.10 names them."""

import pytest
from django.utils import timezone

from communities.models import Event
from grants.models import Call
from grants.queries.guidelines import Verdict, guideline_checks


@pytest.fixture
def open_call(demo) -> Call:
    return Call.objects.open(timezone.now()).get(title__startswith="Kopienas dara")


@pytest.mark.rule("S4-119")
def test_the_open_call_keeps_every_guideline(open_call):
    verdicts = {check.code: check.verdict for check in guideline_checks(open_call, open_call.published_at)}

    assert set(verdicts.values()) == {Verdict.OK}, verdicts


@pytest.mark.rule("S1-23")
@pytest.mark.rule("S1-25")
def test_bonuses_the_tie_and_the_instalments_are_those_of_the_rules(open_call):
    assert dict(open_call.bonuses.values_list("kind", "points")) == {"forum_idea": 5, "first_time": 3, "joint_opinion": 2}
    assert open_call.tie_criterion.position == 2
    assert sum(open_call.instalment_terms.values_list("share", flat=True)) == 100
    assert open_call.allows_joint


@pytest.mark.rule("S1-22")
@pytest.mark.rule("S1-27")
def test_culture_and_reusable_methods_are_among_the_criteria(open_call):
    titles = " ".join(open_call.criteria.values_list("title", flat=True))

    assert "Kultūras un radošuma izmantojums" in titles
    assert "tālāka pielietojamība" in titles


@pytest.mark.rule("S4-107")
@pytest.mark.rule("S4-108")
def test_the_page_of_the_open_call_is_alive(open_call):
    seminar = Event.objects.get(call=open_call)

    assert [question.number for question in open_call.questions.published()] == [1, 2, 3]
    assert open_call.questions.waiting().count() == 1
    assert [change.field for change in open_call.changes.all()] == ["questions_until"]
    assert (seminar.capacity, seminar.registrations.with_place().seats()) == (40, 5)
