"""The whole course of a campaign, as the demonstration tells it."""

from collections import Counter

import pytest

from participation.models import Answer, BudgetCampaign, Submission
from participation.queries.campaign import campaign_figures
from portal.documents.kinds import KINDS
from portal.documents.models import Document

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def campaign(demo):
    return BudgetCampaign.objects.get(state="closed")


@pytest.mark.rule("S4-93")
def test_a_campaign_of_137_proposals_is_answered_closed_and_reported(campaign):
    figures = campaign_figures(campaign)

    assert (figures.total, figures.waiting, figures.by_theme) == (137, 0, [8, 114, 11, 4])
    assert Document.objects.latest_of("participation.campaign_report", campaign) is not None


def test_every_answer_of_the_campaign_is_its_own(campaign):
    reasons = Counter(Answer.objects.filter(submission__campaign=campaign).values_list("reason", flat=True))

    assert max(reasons.values()) == 1


def test_its_report_prints_every_proposal_with_its_answer(campaign):
    context = KINDS["participation.campaign_report"].context(campaign)

    assert len(context["proposals"]) == 137
    assert all(proposal.answer.reason for proposal in context["proposals"])
    assert context["proposals"][0].is_joint


def test_the_campaign_under_way_has_proposals_that_wait(demo):
    assert Submission.objects.filter(campaign__state="published").waiting().exists()
