from datetime import timedelta

import pytest

from communities.actions.profile import change_profile, count_residents, describe_community
from communities.enums import CountProof, DecisionRule, ProfileTopic
from communities.queries.profile import residents_over_time, texts_of
from portal.audit.models import Event
from portal.errors import InvalidInput
from tests.factories.communities import CommunityFactory
from tests.factories.profile import ProfileTextFactory

pytestmark = pytest.mark.usefixtures("municipality")


def told(community) -> dict:
    return Event.objects.of(community).latest("id").data


@pytest.mark.rule("S2-34")
def test_the_log_keeps_what_was_changed_but_nobodys_addresses(now):
    community = CommunityFactory(decision_rule=DecisionRule.MAJORITY, channel="vecā kopa", languages="latviešu")
    facts = {"decision_rule": "consensus", "channel": "e-pasta kopa", "languages": "latviešu"}

    change_profile(community=community, facts=facts, by=None, now=now)

    community.refresh_from_db()
    assert (community.decision_rule, community.channel) == ("consensus", "e-pasta kopa")
    assert told(community) == {
        "changed": ["decision_rule", "channel"],
        "before": {"decision_rule": "majority"},
        "after": {"decision_rule": "consensus"},
    }


def test_a_profile_saved_unchanged_leaves_no_event(now):
    community = CommunityFactory(languages="latviešu")

    change_profile(community=community, facts={"languages": "latviešu"}, by=None, now=now)

    assert not Event.objects.of(community).exists()


def test_nobody_is_founded_tomorrow(now):
    community = CommunityFactory()

    with pytest.raises(InvalidInput, match="nevar būt nākotnē") as refusal:
        change_profile(community=community, facts={"founded_on": now.date() + timedelta(days=2)}, by=None, now=now)

    assert refusal.value.field == "founded_on"


@pytest.mark.rule("S3-21")
def test_a_section_is_saved_without_touching_the_others(now):
    community = ProfileTextFactory(topic=ProfileTopic.VALUES, text="Darbs un joks.").community
    ProfileTextFactory(community=community, topic=ProfileTopic.NEEDS, text="Sols.")

    describe_community(community=community, texts={"needs": "Sols un gaisma.", "aims": ""}, by=None, now=now)

    assert texts_of(community) == {"values": "Darbs un joks.", "needs": "Sols un gaisma."}
    assert told(community) == {"before": {"needs": "Sols."}, "after": {"needs": "Sols un gaisma."}}


def test_an_emptied_topic_goes(now):
    community = ProfileTextFactory().community

    describe_community(community=community, texts={"identity": ""}, by=None, now=now)

    assert texts_of(community) == {}


def test_residents_are_kept_as_a_number_with_its_day_and_how_it_was_shown(now):
    community = CommunityFactory()

    count_residents(community=community, number=118, counted_on=now.date(), proof=CountProof.EVENT, by=None, now=now)

    community.refresh_from_db()
    assert (community.residents_united, community.residents_united_on) == (118, now.date())
    assert community.get_residents_proof_display() == str(CountProof.EVENT.label)


@pytest.mark.parametrize(
    ("number", "days", "field", "sentence"),
    [(0, 0, "number", "vismaz vienu"), (12, 2, "counted_on", "nevar būt nākotnē")],
)
def test_a_count_that_cannot_be_is_refused(now, number, days, field, sentence):
    community = CommunityFactory()
    day = now.date() + timedelta(days=days)

    with pytest.raises(InvalidInput, match=sentence) as refusal:
        count_residents(community=community, number=number, counted_on=day, proof="statement", by=None, now=now)

    assert refusal.value.field == field


def test_a_corrected_count_stands_as_told_last(now):
    community, day = CommunityFactory(), now.date()
    for number, days in ((20, 30), (250, 0), (25, 0)):
        count_residents(
            community=community, number=number, counted_on=day - timedelta(days=days), proof="event", by=None, now=now
        )

    assert residents_over_time(community) == [(day - timedelta(days=30), 20), (day, 25)]
