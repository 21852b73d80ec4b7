from datetime import timedelta

import pytest
from django.utils import timezone

from participation.actions.draft_decision import (
    answer_invitation,
    attach_draft_file,
    decline_request,
    invite_to_committee,
    publish_draft,
    record_decision,
    send_result,
)
from participation.enums import ConsultationKind, DraftStage, Promise
from participation.models import Consultation, DraftDecision, OpinionRequest
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.draft_decision import RESULT, DraftDecisionFactory, ask, hand_in
from tests.factories.files import stored_file
from tests.factories.participation import give_joint_opinion
from tests.factories.portal import OfficerFactory, PersonFactory, SubscriptionFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def place(municipality):
    return NeighbourhoodFactory()


@pytest.fixture
def community(place):
    """Lives in the affected neighbourhood, with a leader who reads its mail."""
    return CommunityFactory(neighbourhoods=[place], leader=PersonFactory())


@pytest.fixture
def draft(place, community) -> DraftDecision:
    return DraftDecisionFactory(neighbourhoods=[place])


def leader(community):
    return community.memberships.get().user


def letters(key: str) -> list[str]:
    return sorted(Message.objects.filter(key=f"participation.{key}").values_list("email", flat=True))


def decide(draft: DraftDecision, now, **details) -> DraftDecision:
    given = {"outcome": "changed", "decided_on": timezone.localdate(now), "by": None}
    return record_decision(draft=draft, now=now, **given | details)


@pytest.mark.rule("S4-86")
def test_a_draft_names_whom_it_affects_before_it_is_public(now):
    with pytest.raises(InvalidInput, match="apkaim"):
        publish_draft(draft=DraftDecisionFactory(published_at=None), by=OfficerFactory(), now=now)


def test_a_draft_without_text_or_file_is_not_published(place, now):
    draft = DraftDecisionFactory(published_at=None, text="", neighbourhoods=[place])

    with pytest.raises(InvalidInput):
        publish_draft(draft=draft, by=OfficerFactory(), now=now)
    attach_draft_file(draft=draft, file=stored_file("projekts.pdf"), by=OfficerFactory(), now=now)
    publish_draft(draft=draft, by=OfficerFactory(), now=now)

    assert list(DraftDecision.objects.public()) == [draft]


@pytest.mark.rule("S4-33")
@pytest.mark.rule("S4-85")
def test_only_communities_of_the_affected_place_are_asked_each_personally(draft, community):
    CommunityFactory(leader=PersonFactory())

    ask(draft)

    assert [one.community for one in OpinionRequest.objects.all()] == [community]
    assert letters("opinion_request") == [leader(community).email]


@pytest.mark.rule("S4-85")
def test_their_opinions_are_given_and_answered_in_a_consultation_of_the_draft(draft):
    ask(draft)

    draft.refresh_from_db()
    consultation = Consultation.objects.get()
    assert draft.consultation == consultation
    assert (consultation.kind, consultation.state, consultation.can_change) == (
        ConsultationKind.DRAFT_OPINION, "published", "Pieturas vieta."
    )  # fmt: skip
    assert list(consultation.neighbourhoods.all()) == list(draft.neighbourhoods.all())


@pytest.mark.rule("S4-85")
def test_nobody_is_asked_once_the_draft_is_with_the_committee(draft):
    hand_in(draft)

    with pytest.raises(StateConflict, match="komitej"):
        ask(draft)

    assert not OpinionRequest.objects.exists()


def test_communities_get_at_least_two_weeks(draft, now):
    with pytest.raises(InvalidInput, match="14") as refusal:
        ask(draft, answer_by=timezone.localdate(now) + timedelta(days=14))
    ask(draft, answer_by=timezone.localdate(now) + timedelta(days=15))

    assert refusal.value.field == "answer_by"


def test_the_decision_comes_after_the_opinions(draft, now):
    with pytest.raises(InvalidInput) as refusal:
        ask(draft, decision_on=timezone.localdate(now) + timedelta(days=21))

    assert refusal.value.field == "decision_on"


@pytest.mark.parametrize("unready", ["unpublished", "asked", "nobody lives there"])
def test_what_cannot_be_asked_is_refused_in_a_sentence(draft, unready):
    if unready == "unpublished":
        DraftDecision.objects.update(published_at=None)
    elif unready == "asked":
        ask(draft)
    else:
        draft.neighbourhoods.set([NeighbourhoodFactory()])

    with pytest.raises((StateConflict, InvalidInput)):
        ask(draft)


def test_a_community_declines_with_a_reason_or_without(draft, community, now):
    request = ask(draft)[0]

    decline_request(request=request, reason="Mūs tas neskar.", by=leader(community), now=now)

    request.refresh_from_db()
    assert (request.declined_by, request.reason) == (leader(community), "Mūs tas neskar.")


def test_whoever_has_spoken_does_not_decline(draft, community):
    request = ask(draft)[0]
    draft.refresh_from_db()
    opens = draft.consultation.opens_at
    give_joint_opinion(draft.consultation, community=community, now=opens)

    assert OpinionRequest.objects.for_list().get().is_given
    with pytest.raises(StateConflict):
        decline_request(request=request, reason="", by=leader(community), now=opens)


def test_after_the_closing_nothing_is_declined(draft, community):
    request = ask(draft)[0]
    draft.refresh_from_db()

    with pytest.raises(DeadlinePassed):
        decline_request(request=request, reason="", by=leader(community), now=draft.consultation.closes_at)


@pytest.mark.rule("S4-85")
def test_a_draft_does_not_pass_communities_that_are_still_being_heard(draft):
    ask(draft)
    draft.refresh_from_db()

    with pytest.raises(StateConflict):
        hand_in(draft, now=draft.consultation.opens_at)
    hand_in(draft, now=draft.consultation.closes_at)

    assert DraftDecision.objects.get().stage == DraftStage.SUBMITTED


def test_a_meeting_that_is_over_is_no_meeting_to_go_to(draft, now):
    with pytest.raises(InvalidInput) as refusal:
        hand_in(draft, meeting_at=now - timedelta(hours=1))

    assert refusal.value.field == "meeting_at"


@pytest.mark.rule("S4-84")
def test_affected_communities_are_invited_to_the_committee_once(draft, community, now):
    hand_in(draft, remote_link="https://sapulce.example/1")

    invite_to_committee(draft=draft, by=OfficerFactory(), now=now)
    with pytest.raises(StateConflict):
        invite_to_committee(draft=draft, by=OfficerFactory(), now=now)

    letter = Message.objects.get(key="participation.committee_invitation")
    assert letter.email == leader(community).email
    assert "https://sapulce.example/1" in letter.body


def test_nobody_is_invited_before_there_is_a_meeting_or_after_it(draft, now):
    with pytest.raises(StateConflict):
        invite_to_committee(draft=draft, by=OfficerFactory(), now=now)
    hand_in(draft)

    with pytest.raises(DeadlinePassed):
        invite_to_committee(draft=draft, by=OfficerFactory(), now=now + timedelta(days=8))


def test_a_community_says_whether_it_comes_until_the_meeting_begins(draft, community, now):
    hand_in(draft)
    invitation = invite_to_committee(draft=draft, by=OfficerFactory(), now=now)[0]

    answer_invitation(invitation=invitation, is_coming=True, by=leader(community), now=now)
    answer_invitation(invitation=invitation, is_coming=False, by=leader(community), now=now)

    invitation.refresh_from_db()
    assert invitation.is_coming is False
    with pytest.raises(DeadlinePassed):
        answer_invitation(invitation=invitation, is_coming=True, by=leader(community), now=invitation.draft.meeting_at)


@pytest.mark.rule("S4-61")
def test_the_result_reaches_all_affected_also_those_who_stayed_silent(draft, community, place, now):
    silent = CommunityFactory(neighbourhoods=[place], leader=PersonFactory())
    follower = SubscriptionFactory(target=place)
    hand_in(draft)
    later = now + timedelta(days=9)
    decide(draft, later)

    send_result(draft=draft, result=RESULT, by=OfficerFactory(), now=later)

    assert letters("decision_result") == sorted([leader(community).email, leader(silent).email, follower.email])
    assert obligation_of(draft, Promise.DECISION_RESULT).fulfilled_at == later


@pytest.mark.rule("S4-61")
def test_the_unit_owes_the_result_from_the_day_of_the_decision(draft, now):
    hand_in(draft)

    decide(draft, now)

    promise = obligation_of(draft, Promise.DECISION_RESULT)
    assert (promise.holder, promise.is_open, promise.term_amount) == (draft.unit, True, 10)


def test_the_result_stands_in_the_consultation_too(draft, now):
    ask(draft)
    draft.refresh_from_db()
    closing = draft.consultation.closes_at
    hand_in(draft, now=closing)
    decide(draft, closing + timedelta(days=8))

    send_result(draft=draft, result=RESULT, by=OfficerFactory(), now=closing + timedelta(days=9))

    assert Consultation.objects.get().result == RESULT


@pytest.mark.parametrize("days", [-1, +1])
def test_a_decision_falls_between_submission_and_today(draft, now, days):
    hand_in(draft)

    with pytest.raises(InvalidInput) as refusal:
        decide(draft, now, decided_on=timezone.localdate(now) + timedelta(days=days))

    assert refusal.value.field == "decided_on"


def test_a_result_is_sent_once_after_the_decision_and_says_something(draft, now):
    with pytest.raises(StateConflict):
        send_result(draft=draft, result=RESULT, by=OfficerFactory(), now=now)
    hand_in(draft)
    decide(draft, now)
    with pytest.raises(InvalidInput):
        send_result(draft=draft, result="Pieņemts.", by=OfficerFactory(), now=now)
    send_result(draft=draft, result=RESULT, by=OfficerFactory(), now=now)

    with pytest.raises(StateConflict):
        send_result(draft=draft, result=RESULT, by=OfficerFactory(), now=now)


def test_the_file_of_a_draft_stays_once_the_committee_has_it(draft, now):
    hand_in(draft)

    with pytest.raises(StateConflict):
        attach_draft_file(draft=draft, file=stored_file("cits.pdf"), by=OfficerFactory(), now=now)


@pytest.mark.rule("S4-85")
def test_whoever_is_asked_personally_gets_no_second_letter_about_the_consultation(draft, community, place):
    follower = SubscriptionFactory(target=place)

    ask(draft)

    assert letters("opinion_request") == [leader(community).email]
    assert letters("consultation_published") == [follower.email]
