from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction

from communities.enums import LegalForm
from grants.actions.application import begin_application, submit_application, withdraw_application
from grants.actions.idea import (
    answer_offer,
    change_idea,
    decline_idea,
    invite_idea,
    note_development_grant,
    offer_help,
    support_idea,
    take_support_back,
    withdraw_idea,
)
from grants.enums import IdeaState, Promise
from grants.models import Idea, IdeaOffer
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.clock import end_of_day
from portal.obligations.queries import obligation_of
from tests.at_once import at_once
from tests.factories.applying import ANSWERED, IDEA_TIME, IDEAS_UNTIL, WHY_NOT, handed_in_idea, two_round_call
from tests.factories.communities import CommunityFactory
from tests.factories.contract import accountant
from tests.factories.grants import IN_TIME, call_administrator, leader_of, lines_of, project_of, published_call
from tests.factories.portal import MunicipalityFactory, PersonFactory

rule = pytest.mark.rule


@pytest.fixture
def ideas_call(municipality):
    return two_round_call()


@pytest.fixture
def idea(ideas_call) -> Idea:
    return handed_in_idea(ideas_call)


def invite(idea: Idea, condition: str = "", now=ANSWERED) -> Idea:
    return invite_idea(idea=idea, condition=condition, by=call_administrator(), now=now)


def begin(idea: Idea, community=None):
    community = community or idea.community
    return begin_application(call=idea.call, community=community, by=leader_of(community), now=IN_TIME)


# Handing in


@rule("S4-114")
def test_an_idea_is_received_with_a_number_and_the_day_of_the_answer(idea):
    obligation = obligation_of(idea, Promise.IDEA)

    assert obligation.holder == idea.call.unit
    assert obligation.due_at == end_of_day((IDEAS_UNTIL + timedelta(days=30)).date())
    assert obligation.number in Message.objects.get(key="grants.idea_submitted").subject


@rule("S4-114")
@pytest.mark.parametrize("now", [IDEAS_UNTIL, IDEAS_UNTIL + timedelta(days=1)])
def test_at_the_end_of_the_first_round_no_idea_is_taken(ideas_call, now):
    with pytest.raises(DeadlinePassed):
        handed_in_idea(ideas_call, now=now)


def test_a_call_with_one_round_takes_no_ideas(municipality):
    with pytest.raises(DeadlinePassed):
        handed_in_idea(published_call())


@rule("S4-101")
def test_an_applicant_the_call_does_not_know_hands_in_no_idea(ideas_call):
    foundation = CommunityFactory(leader=PersonFactory(), legal_form=LegalForm.FOUNDATION, registration_number="40008999014")

    with pytest.raises(InvalidInput):
        handed_in_idea(ideas_call, foundation)


def test_a_community_has_one_idea_unless_it_withdraws_it(idea):
    with pytest.raises(StateConflict):
        handed_in_idea(idea.call, idea.community)

    withdraw_idea(idea=idea, by=leader_of(idea.community), now=IDEA_TIME)

    assert handed_in_idea(idea.call, idea.community).state == IdeaState.SUBMITTED
    assert obligation_of(idea, Promise.IDEA).cancelled_at == IDEA_TIME


def test_the_same_form_sent_twice_is_one_idea(idea):
    assert handed_in_idea(idea.call, idea.community, form_token=idea.form_token) == idea


def test_a_sum_the_call_never_gives_is_refused(ideas_call):
    with pytest.raises(InvalidInput) as refusal:
        handed_in_idea(ideas_call, estimate=Decimal("3000.01"))

    assert refusal.value.field == "estimate"


def test_an_idea_is_said_better_while_the_round_lasts(idea):
    about = {"idea": idea, "estimate": Decimal(800), "by": leader_of(idea.community)}

    assert change_idea(title="Āra klase", now=IDEA_TIME, **about).title == "Āra klase"
    with pytest.raises(DeadlinePassed):
        change_idea(title="Par vēlu", now=IDEAS_UNTIL, **about)


# The answer


@rule("S4-114")
def test_the_answer_keeps_the_promise_and_tells_what_is_paid_for_the_work(idea):
    invite(idea)

    assert obligation_of(idea, Promise.IDEA).fulfilled_at == ANSWERED
    assert "150,00" in Message.objects.get(key="grants.idea_decided").body


def test_a_condition_is_told_with_the_invitation(idea):
    invited = invite(idea, "Pievienojiet zemes īpašnieka piekrišanu.")

    assert (invited.state, invited.is_invited) == (IdeaState.CONDITIONAL, True)
    assert "zemes īpašnieka" in Message.objects.get(key="grants.idea_decided").body


def test_a_refusal_needs_a_reason_that_says_something(idea):
    by = call_administrator()

    with pytest.raises(InvalidInput):
        decline_idea(idea=idea, reason="Nav labi.", by=by, now=ANSWERED)
    declined = decline_idea(idea=idea, reason=WHY_NOT, by=by, now=ANSWERED)

    assert (declined.state, declined.answer) == (IdeaState.DECLINED, WHY_NOT)
    assert WHY_NOT in Message.objects.get(key="grants.idea_decided").body


def test_no_idea_is_answered_before_the_round_has_closed(idea):
    with pytest.raises(StateConflict):
        invite(idea, now=IDEAS_UNTIL - timedelta(seconds=1))


# What the work is paid


def paid(idea: Idea, amount: str = "150", later: int = 0) -> Idea:
    """Paid so many days after the invitation."""
    paid_on = ANSWERED.date() + timedelta(days=later)
    return note_development_grant(idea=idea, amount=Decimal(amount), paid_on=paid_on, by=accountant(), now=ANSWERED)


@rule("S4-115")
def test_the_payment_for_writing_the_full_application_is_recorded_once(idea):
    invite(idea)

    noted = paid(idea)

    assert (noted.development_paid, noted.development_paid_on, noted.awaits_development_grant) == (150, ANSWERED.date(), False)
    with pytest.raises(StateConflict):
        paid(idea)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"amount": "150.01"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"later": 1}, "paid_on"),
        ({"later": -1}, "paid_on"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_beside_its_field(idea, given, field):
    invite(idea)

    with pytest.raises(InvalidInput) as refusal:
        paid(idea, **given)

    assert refusal.value.field == field


def test_nobody_is_paid_without_an_invitation(idea):
    decline_idea(idea=idea, reason=WHY_NOT, by=call_administrator(), now=ANSWERED)

    with pytest.raises(StateConflict):
        paid(idea)


def test_an_idea_is_answered_once(idea):
    invite(idea)

    with pytest.raises(StateConflict):
        decline_idea(idea=idea, reason=WHY_NOT, by=call_administrator(), now=ANSWERED)


# The second round


@rule("S4-114")
def test_only_an_invited_idea_goes_on_to_a_full_application(idea):
    with pytest.raises(StateConflict):
        begin(idea)

    decline_idea(idea=idea, reason=WHY_NOT, by=call_administrator(), now=ANSWERED)

    with pytest.raises(StateConflict):
        begin(idea)


@rule("S4-114")
def test_the_invited_idea_fills_the_full_application(idea):
    invite(idea)

    draft = begin(idea)

    typed = draft.draft.data["projekts"]["fields"]
    assert draft.idea == idea
    assert (typed["title"], typed["summary"], typed["need"]) == (idea.title, idea.summary, idea.need)


def test_a_withdrawn_application_leaves_the_idea_free_for_a_new_one(idea):
    invite(idea)
    first = begin(idea)
    leader = leader_of(idea.community)
    submit_application(application=first, project=project_of(idea.call), lines=lines_of(idea.call), by=leader, now=IN_TIME)
    withdraw_application(application=first, by=leader, now=IN_TIME)

    assert begin(idea).idea == idea


def test_an_idea_that_is_being_written_out_is_not_withdrawn(idea):
    invite(idea)
    begin(idea)

    with pytest.raises(StateConflict):
        withdraw_idea(idea=Idea.objects.get(), by=leader_of(idea.community), now=IN_TIME)


# What residents say


@rule("S0-67")
def test_a_resident_counts_once_and_may_take_it_back(idea):
    resident = PersonFactory()

    for comment in ("", "Bērniem vajag."):
        support_idea(idea=idea, comment=comment, by=resident, now=IDEA_TIME)
    idea.refresh_from_db()
    assert (idea.support_count, idea.supports.get().comment) == (1, "Bērniem vajag.")

    for _time in range(2):
        take_support_back(idea=idea, by=resident, now=IDEA_TIME)
    idea.refresh_from_db()
    assert (idea.support_count, idea.supports.count()) == (0, 0)


@rule("S0-67")
@pytest.mark.parametrize("changes", [{"is_public": False}, {"state": "declined", "answer": WHY_NOT}], ids=["kept", "answered"])
def test_residents_are_asked_only_about_open_public_ideas(idea, changes):
    Idea.objects.update(**changes)

    with pytest.raises(StateConflict):
        support_idea(idea=idea, by=PersonFactory(), now=IDEA_TIME)


@rule("S0-67")
def test_residents_are_asked_only_where_the_call_says_so(municipality):
    idea = handed_in_idea(two_round_call(ideas_consulted=False))

    with pytest.raises(StateConflict):
        support_idea(idea=idea, by=PersonFactory(), now=IDEA_TIME)


@pytest.mark.usefixtures("committed")
def test_residents_at_the_same_moment_are_all_counted():
    with transaction.atomic():
        MunicipalityFactory()
        idea = handed_in_idea(two_round_call())
        people = PersonFactory.create_batch(3)

    at_once(*(lambda person=person: support_idea(idea=idea, by=person, now=IDEA_TIME) for person in [*people, people[0]]))

    idea.refresh_from_db()
    assert idea.support_count == idea.supports.count() == 3


# Help


def offer(idea: Idea, **changes) -> IdeaOffer:
    facts = {"kind": "room", "text": "Varam dot šķūni vakaros.", "by": PersonFactory(), "now": IDEA_TIME} | changes
    return offer_help(idea=idea, **facts)


def test_help_is_offered_through_the_portal_and_no_address_is_told(idea):
    made = offer(idea)

    message = Message.objects.get(key="grants.idea_offered")
    assert message.email == leader_of(idea.community).email
    assert made.offered_by.email not in message.body


def test_whoever_offered_hears_the_reply(idea):
    made = offer(idea)

    answer_offer(offer=made, is_accepted=True, reply="Labprāt!", by=leader_of(idea.community), now=IDEA_TIME)

    message = Message.objects.get(key="grants.idea_offer_answered")
    assert (message.email, "Labprāt!" in message.body) == (made.offered_by.email, True)
    with pytest.raises(StateConflict):
        answer_offer(offer=made, is_accepted=False, reply="Nē", by=leader_of(idea.community), now=IDEA_TIME)


def test_one_offer_at_a_time_from_one_person_and_none_to_oneself(idea):
    made = offer(idea)

    with pytest.raises(StateConflict):
        offer(idea, by=made.offered_by)
    with pytest.raises(InvalidInput):
        offer(idea, community=idea.community)
    with pytest.raises(InvalidInput):
        offer(idea, text="Jā.")


def test_an_idea_kept_from_others_takes_no_offers(ideas_call):
    with pytest.raises(StateConflict):
        offer(handed_in_idea(ideas_call, is_public=False))
