from datetime import timedelta

import pytest
from django.utils import timezone

from communities.enums import AgreementKind, AgreementState, EventState, MemberRole, ProfileTopic
from communities.models import Community, Event, Term
from communities.queries.cooperation import ELEMENTS, LADDER, START, marked, public_ladder, traces_of, with_traces
from tests.factories.communities import (
    AgreementFactory,
    CommunityFactory,
    GoodPracticeFactory,
    MembershipFactory,
    ResourceCentreFactory,
)
from tests.factories.profile import ProfileTextFactory, SelfHelpActionFactory

pytestmark = pytest.mark.usefixtures("db")


def traces(community) -> set[str]:
    return traces_of(with_traces(Community.objects.all()).get(pk=community.pk))


def hold(community, kind, groups=(), state=EventState.PUBLISHED):
    now = timezone.now()
    event = Event.objects.create(
        title="Saiets", slug=f"saiets-{Event.objects.count()}", kind=kind, community=community, summary="Tiekamies.",
        starts_at=now, ends_at=now + timedelta(hours=1), place="Klēts", state=state, published_at=now,
    )  # fmt: skip
    event.target_groups.set(Term.objects.filter(kind="group", slug__in=groups))


def in_force(community, kind=AgreementKind.MEMORANDUM):
    AgreementFactory(community=community, kind=kind, state=AgreementState.IN_FORCE, signed_on=timezone.localdate(), number="1")


def test_a_community_of_which_nothing_is_known_has_left_no_trace():
    assert traces(CommunityFactory()) == set()


def several_people(community):
    MembershipFactory.create_batch(2, community=community)


def divided_roles(community):
    MembershipFactory(community=community, role=MemberRole.LEADER)
    MembershipFactory(community=community, role=MemberRole.TREASURER)


@pytest.mark.rule("S2-32")
@pytest.mark.parametrize(
    ("step", "take"),
    [
        (0, several_people),
        (1, lambda community: Community.objects.filter(pk=community.pk).update(channel="e-pasta kopa")),
        (2, divided_roles),
        (3, in_force),
        (4, lambda community: ProfileTextFactory(community=community, topic=ProfileTopic.STRONGER)),
    ],
)
def test_a_step_to_begin_ticks_itself(step, take):
    community = CommunityFactory()
    before = START[step].is_left(traces(community))

    take(community)

    assert (before, START[step].is_left(traces(community))) == (False, True)


ELEMENT_TAKEN = {
    "S3-07": lambda community: hold(community, "seminar"),
    "S3-08": in_force,
    "S3-09": lambda community: GoodPracticeFactory(community=community, state="published", published_at=timezone.now()),
    "S3-10": lambda community: ResourceCentreFactory(community=community),
    "S3-12": lambda community: hold(community, "training"),
    "S3-13": lambda community: hold(community, "celebration", ["gimenes"]),
    "S3-15": lambda community: SelfHelpActionFactory(community=community),
    "S3-16": lambda community: hold(community, "celebration", ["viriesi-35"]),
}


@pytest.mark.rule("S3-24")
@pytest.mark.parametrize("rule", [pytest.param(rule, marks=pytest.mark.rule(rule)) for rule in ELEMENT_TAKEN])
def test_an_element_of_the_model_counts_once_it_is_used(rule):
    community, element = CommunityFactory(), ELEMENTS[int(rule[3:]) - 7]
    before = element.is_left(traces(community))

    ELEMENT_TAKEN[rule](community)

    assert (before, element.is_left(traces(community))) == (False, True)


def test_an_event_that_was_never_announced_is_no_trace():
    community = CommunityFactory()

    hold(community, "training", state=EventState.DRAFT)

    assert traces(community) == set()


@pytest.mark.rule("S4-130")
def test_the_ladder_shows_the_rungs_reached_and_outsiders_no_delegation():
    community = CommunityFactory()
    in_force(community)
    in_force(community, AgreementKind.DELEGATION)

    reached = [is_reached for _rung, is_reached in marked(LADDER, traces(community))]

    assert reached == [False, False, False, True, True]
    assert len(public_ladder(traces(community))) == 4
