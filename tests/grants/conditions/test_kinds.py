"""Each counter reads the portal's own records of the calendar year, and nothing else."""

from datetime import UTC, date, datetime

import pytest

from communities.actions.profile import count_residents
from communities.enums import CountProof, EventState, LegalForm
from communities.models import Community, Event
from grants.actions.subsidy import name_partner
from grants.conditions.registry import CONDITIONS, Question, Records, Tally, Terms
from participation.actions.opinion import withdraw_opinion
from tests.factories.communities import CommunityFactory
from tests.factories.event import SeriesFactory
from tests.factories.participation import plan, propose
from tests.factories.subsidy import (
    YEAR,
    accepted_claim,
    event_of,
    leader_of,
    opinion_of,
    paid_claim,
    published_scheme,
    tradition_of,
    united,
)


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, time_machine):
    time_machine.move_to(datetime(2026, 11, 21, 10, 0, tzinfo=UTC), tick=False)


def counted(kind: str, community: Community, *, year: int = YEAR, **terms) -> Tally:
    question = Question(CONDITIONS[kind], Terms(**terms))
    return Records(Community.objects.all(), year, (question,)).tally(question, community.pk)


@pytest.mark.rule("S4-125")
def test_residents_count_once_their_number_is_shown():
    community = united(31)

    assert counted("residents", community).meets(31)
    assert not counted("residents", community).meets(32)


@pytest.mark.rule("S4-125")
def test_the_leaders_word_alone_is_no_proof_of_residents():
    community = united(31)
    Community.objects.filter(pk=community.pk).update(residents_proof=CountProof.STATEMENT)

    assert counted("residents", community) == Tally(31, proven=False)
    assert not counted("residents", community).meets(10)


@pytest.mark.rule("S4-126")
@pytest.mark.rule("D3")
def test_only_held_events_with_enough_residents_of_the_year_count():
    community = united(31)
    for attendance in (20, 19, 24):
        event_of(community, attendance)
    event_of(community, 50, year=YEAR - 1)
    tradition_of(community, 80)
    Event.objects.filter(attendance=24).update(state=EventState.CANCELLED)

    assert counted("events", community, attendance=20).number == 1


@pytest.mark.rule("S4-126")
def test_without_a_number_of_its_own_a_rule_asks_for_the_attendance_of_the_law():
    community = united(31)
    event_of(community, 19)
    event_of(community, 20)

    assert counted("events", community).number == 1


@pytest.mark.rule("S4-127")
def test_joint_opinions_of_the_year_count_and_withdrawn_ones_do_not():
    community = united(31)
    opinion_of(community)
    opinion_of(community, year=YEAR - 1)
    withdrawn = opinion_of(community)
    withdraw_opinion(opinion=withdrawn, by=withdrawn.author, now=datetime(2026, 6, 13, tzinfo=UTC))

    assert counted("opinions", community).number == 1


@pytest.mark.rule("S4-127")
def test_what_is_said_at_a_forum_is_the_forums_own():
    community = united(31)
    propose(plan(), community=community, residents_represented=29, how_agreed="Forumā")

    assert counted("opinions", community).number == 0


def test_a_joint_opinion_for_too_few_residents_does_not_count():
    community = united(31)
    opinion_of(community, residents=6)

    assert counted("opinions", community, attendance=10).number == 0


@pytest.mark.rule("S4-128")
def test_a_tradition_counts_once_by_its_largest_evening():
    community = united(31)
    series = SeriesFactory(community=community)
    event_of(community, 30, series=series)
    event_of(community, 70, series=series)
    tradition_of(community, 40)

    assert counted("traditions", community, attendance=20).number == 2
    assert counted("traditions", community, attendance=50).number == 1


def test_an_informal_group_stands_with_its_partner_only():
    group = united(31, legal_form=LegalForm.INFORMAL, registration_number="")
    assert counted("standing", group).number == 0

    name_partner(community=group, organisation=united(12), by=leader_of(group), now=datetime(2026, 11, 1, tzinfo=UTC))

    assert counted("standing", group).number == 1


def test_years_of_registration_are_whole_at_the_end_of_the_year():
    young, group = united(31, founded_on=date(YEAR, 1, 1)), united(31, legal_form=LegalForm.INFORMAL, registration_number="")

    assert counted("registered", young).number == 0
    assert counted("registered", young, year=YEAR + 1).number == 1
    assert counted("registered", group).number == 0


@pytest.mark.rule("S4-121")
@pytest.mark.parametrize(("now", "meets"), [(24, True), (23, False), (35, True)])
def test_growth_is_measured_against_the_last_count_of_the_year_before(now, meets):
    community = CommunityFactory()
    for number, day in ((15, date(2025, 3, 1)), (19, date(2025, 12, 31)), (now, date(2026, 10, 1))):
        count_residents(
            community=community, number=number, counted_on=day, proof=CountProof.CONSENTS, by=None,
            now=datetime(2026, 11, 1, tzinfo=UTC),
        )  # fmt: skip

    assert counted("growth", community, ceiling=35).meets(5) is meets


def test_growth_is_not_asked_any_more_from_the_ceiling_on():
    community = CommunityFactory()
    for number, day in ((36, date(2025, 3, 1)), (35, date(2026, 10, 1))):
        count_residents(
            community=community, number=number, counted_on=day, proof=CountProof.CONSENTS, by=None,
            now=datetime(2026, 11, 1, tzinfo=UTC),
        )  # fmt: skip

    assert counted("growth", community, ceiling=35).meets(5)
    assert not counted("growth", community).meets(5)


@pytest.mark.rule("S4-124")
def test_who_has_had_no_subsidy_owes_no_report():
    community = united(12)

    assert counted("report", community).meets(1)
    assert counted("share_used", community).meets(90)


@pytest.mark.parametrize(("used", "share"), [(400, 100), (359, 89), (360, 90)])
def test_the_last_award_is_accepted_and_its_share_used_is_rounded_down(used, share):
    community = united(12)
    accepted_claim(community, published_scheme(), used=used)

    assert counted("report", community, year=YEAR + 1).meets(1)
    assert counted("share_used", community, year=YEAR + 1).number == share


def test_a_subsidy_without_its_report_blocks_the_next():
    community = united(12)
    paid_claim(community, published_scheme())

    assert not counted("report", community, year=YEAR + 1).meets(1)
    assert counted("report", community).meets(1)


def test_openness_must_have_been_declared():
    assert counted("declaration", united(12)).number == 1
    assert counted("declaration", united(12, declared_at=None)).number == 0
