"""A budget campaign: announced, answered, closed and reported."""

from datetime import timedelta

import pytest

from participation.actions.answer import answer_now
from participation.actions.campaign import close_campaign, note_vote, publish_campaign
from participation.actions.submission import withdraw_submission
from participation.enums import CampaignState
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.obligations.queries import obligation_of
from tests.factories.participation import ANSWER
from tests.factories.portal import OfficerFactory
from tests.factories.submission import CampaignFactory, propose_for, submit_as_guest

pytestmark = pytest.mark.usefixtures("municipality")
CONCLUSION = "Visi priekšlikumi ir atbildēti; trīs no tiem ir budžeta projektā."


@pytest.fixture
def coordinator(db):
    return OfficerFactory()


def test_residents_have_the_time_the_rule_asks_for(coordinator, now):
    short = CampaignFactory(draft=True, opens_at=now, closes_at=now + timedelta(days=29))

    with pytest.raises(InvalidInput) as refusal:
        publish_campaign(campaign=short, by=coordinator, now=now)
    assert refusal.value.field == "closes_at"


def test_a_campaign_with_enough_time_is_announced(coordinator, now):
    campaign = publish_campaign(campaign=CampaignFactory(draft=True), by=coordinator, now=now)

    assert (campaign.state, campaign.published_by) == (CampaignState.PUBLISHED, coordinator)


@pytest.mark.rule("S4-93")
def test_with_one_proposal_unanswered_the_campaign_cannot_be_closed(coordinator, now):
    campaign = CampaignFactory(over=True)
    answered, forgotten = propose_for(campaign), propose_for(campaign, title="Nojume pieturā")
    answer_now(question=answered, by=coordinator, now=now, **ANSWER)

    with pytest.raises(StateConflict) as refusal:
        close_campaign(campaign=campaign, conclusion=CONCLUSION, by=coordinator, now=now)

    assert obligation_of(forgotten, "participation.submission_answer").number in str(refusal.value)
    assert obligation_of(answered, "participation.submission_answer").number not in str(refusal.value)


@pytest.mark.rule("S4-93")
def test_a_campaign_whose_proposals_are_all_answered_is_closed_and_reported(coordinator, now):
    campaign = CampaignFactory(over=True)
    answer_now(question=propose_for(campaign), by=coordinator, now=now, **ANSWER)
    withdraw_submission(submission=propose_for(campaign, title="Atsaukts"), by=coordinator, now=now)
    submit_as_guest(campaign=campaign, now=campaign.opens_at)

    campaign = close_campaign(campaign=campaign, conclusion=CONCLUSION, by=coordinator, now=now)

    assert campaign.state == CampaignState.CLOSED
    assert Document.objects.latest_of("participation.campaign_report", campaign) is not None


def test_a_campaign_is_not_closed_while_proposals_are_taken(coordinator, now):
    with pytest.raises(StateConflict):
        close_campaign(campaign=CampaignFactory(), conclusion=CONCLUSION, by=coordinator, now=now)


def test_a_campaign_is_not_closed_without_saying_what_came_of_it(coordinator, now):
    with pytest.raises(InvalidInput) as refusal:
        close_campaign(campaign=CampaignFactory(over=True), conclusion="Paldies!", by=coordinator, now=now)
    assert refusal.value.field == "conclusion"


def test_the_national_vote_is_linked_and_its_result_told(coordinator, now):
    campaign = note_vote(
        campaign=CampaignFactory(over=True), vote_url="https://geolatvija.lv/", vote_result="Uzvarēja upes taka.",
        by=coordinator, now=now,
    )  # fmt: skip

    assert (campaign.vote_url, campaign.vote_result) == ("https://geolatvija.lv/", "Uzvarēja upes taka.")
