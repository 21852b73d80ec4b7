"""The passport: what is reached and what is missing; equal to a slow and obvious recomputation."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communities.enums import CountProof, LegalForm
from communities.models import Community
from communities.queries.event import event_evidence
from grants.actions.subsidy import name_partner, waive_condition
from grants.conditions.passport import evidence_of, passport_of, passports
from grants.models import SubsidyScheme, TierCondition
from participation.models import Opinion
from portal.ui.links import plain_path
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.subsidy import (
    AS_IN_2026,
    BEFORE,
    YEAR,
    SchemeFactory,
    event_of,
    leader_of,
    opinion_of,
    published_scheme,
    subsidy_officer,
    tradition_of,
    united,
)


@pytest.fixture(autouse=True)
def _in_the_municipality(municipality, time_machine):
    time_machine.move_to(BEFORE, tick=False)


@pytest.fixture
def scheme() -> SubsidyScheme:
    return published_scheme(levels=AS_IN_2026)


def active(
    residents: int, events: tuple[int, ...] = (), opinions: int = 0, traditions: tuple[int, ...] = (), **fields
) -> Community:
    """A community with the records of a year."""
    community = united(residents, **fields)
    for attendance in events:
        event_of(community, attendance)
    for _number in range(opinions):
        opinion_of(community)
    for attendance in traditions:
        tradition_of(community, attendance)
    return community


def reached(scheme: SubsidyScheme, community: Community) -> int:
    level = passport_of(scheme, community).reached
    return level.tier.position if level else 0


@pytest.mark.rule("S4-124")
@pytest.mark.parametrize(
    ("figures", "level"),
    [
        ((46, (24, 31, 22, 58), 2, (120,)), 2),
        ((31, (26, 21), 1, (70,)), 1),
        ((28, (28,), 1, (45,)), 1),
        ((6, (), 0, ()), 0),
    ],
)
def test_the_levels_of_2026_are_as_computed_by_hand(scheme, figures, level):
    assert reached(scheme, active(*figures)) == level


@pytest.mark.rule("S4-129")
def test_what_is_missing_is_said_in_words_that_agree(scheme):
    community = active(31, (26, 21), 1, (70,))

    assert passport_of(scheme, community).next.missing == ["4 iedzīvotāji", "1 pasākums", "1 kopviedoklis"]


@pytest.mark.rule("S4-129")
def test_a_beginning_community_hears_what_it_needs_for_the_first_level(scheme):
    group = active(6, legal_form=LegalForm.INFORMAL, registration_number="")
    name_partner(community=group, organisation=united(12), by=leader_of(group), now=BEFORE)

    missing = ", ".join(passport_of(scheme, group).next.missing)

    assert missing == "4 iedzīvotāji, 1 pasākums, 1 kopviedoklis, tradīcija"


@pytest.mark.parametrize(
    ("residents", "words"), [(34, "1 iedzīvotājs"), (33, "2 iedzīvotāji"), (25, "10 iedzīvotāji"), (14, "21 iedzīvotājs")]
)
def test_numbers_of_residents_take_their_three_forms(residents, words):
    scheme = published_scheme()

    assert passport_of(scheme, united(residents)).next.missing == [words]


def test_a_number_nobody_has_shown_asks_for_its_proof():
    community = united(12)
    Community.objects.filter(pk=community.pk).update(residents_proof=CountProof.STATEMENT)

    assert passport_of(published_scheme(), community).next.missing == ["iedzīvotāju skaita apliecinājums"]


@pytest.mark.rule("S3-05")
def test_outside_dense_places_fewer_residents_are_enough():
    scheme = SchemeFactory()
    TierCondition.objects.filter(tier__scheme=scheme, tier__position=1).update(minimum_outside=7)
    village, town = (NeighbourhoodFactory(is_dense=dense) for dense in (False, True))

    assert reached(scheme, united(7, neighbourhoods=[village])) == 1
    assert reached(scheme, united(7, neighbourhoods=[village, town])) == 0
    assert reached(scheme, united(6, neighbourhoods=[village])) == 0


def test_the_evidence_behind_a_number_leads_to_the_records(scheme):
    community = active(31, (26, 12), 1, (70,))
    level = passport_of(scheme, community).levels[0]

    evidence = evidence_of(scheme, community, level)
    behind = {check.condition.kind: evidence[check.question] for check in level.checks}

    assert [one.address for one in behind["events"].shown] == [plain_path(event_evidence(community, YEAR).counting[0])]
    assert behind["opinions"].number == behind["traditions"].number == behind["residents"].number == 1
    assert len(behind["opinions"].shown) == 1
    assert not behind["opinions"].is_more


@pytest.mark.rule("D3")
def test_a_waived_condition_counts_as_met_and_says_so(scheme):
    community = active(31, (26, 21), 1, (19,))
    condition = TierCondition.objects.get(tier__scheme=scheme, tier__position=1, kind="traditions")
    assert reached(scheme, community) == 0

    waive_condition(
        condition=condition, community=community, reason="Svētkus atcēla plūdu dēļ; tos apliecina civilās aizsardzības komisija.",
        by=subsidy_officer(), now=BEFORE,
    )  # fmt: skip

    assert reached(scheme, community) == 1
    assert [check.waiver is not None for check in passport_of(scheme, community).levels[0].checks].count(True) == 1


def test_many_communities_are_counted_with_as_many_queries_as_one(scheme, django_assert_max_num_queries):
    first, *_others = [active(31, (26,), 1, (70,)) for _number in range(5)]
    with django_assert_max_num_queries(30) as one:
        list(passports(scheme, Community.objects.filter(pk=first.pk)))
    few = len(one)
    with django_assert_max_num_queries(few):
        assert len(list(passports(scheme, Community.objects.all()))) == 5


def by_hand(scheme: SubsidyScheme, community: Community) -> int:
    """The level, found out slowly: one community, one condition, one record at a time."""

    def number(condition) -> bool:
        evidence = event_evidence(community, scheme.year)
        if condition.kind == "residents":
            return community.residents_united >= condition.minimum
        if condition.kind == "events":
            return len([one for one in evidence.counting if one.attendance >= condition.attendance]) >= condition.minimum
        if condition.kind == "traditions":
            return len([most for most in evidence.traditions.values() if most >= condition.attendance]) >= condition.minimum
        if condition.kind == "opinions":
            joint = [one for one in Opinion.objects.filter(community=community) if one.is_joint]
            return len([one for one in joint if one.submitted_at.year == scheme.year]) >= condition.minimum
        return True

    levels = [tier.position for tier in scheme.tiers.all() if all(number(one) for one in tier.conditions.all())]
    return max(levels, default=0)


LIVES = st.tuples(
    st.integers(5, 50),
    st.lists(st.integers(15, 30), max_size=4).map(tuple),
    st.integers(0, 2),
    st.lists(st.sampled_from([19, 20, 49, 50]), max_size=2).map(tuple),
)


@pytest.mark.rule("D3")
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lives=st.lists(LIVES, min_size=1, max_size=3))
def test_levels_equal_a_slow_recomputation(scheme, lives):
    communities = [active(*life) for life in lives]

    found = {one.community.pk: one for one in passports(scheme, Community.objects.filter(pk__in=[one.pk for one in communities]))}

    for community in communities:
        level = found[community.pk].reached
        assert (level.tier.position if level else 0) == by_hand(scheme, community)
