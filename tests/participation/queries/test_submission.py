from datetime import timedelta

import pytest

from participation.actions.submission import withdraw_submission
from participation.models import Submission
from participation.queries.campaign import campaign_figures
from participation.queries.proposal import way_of
from participation.queries.submission import similar_to
from tests.factories.communities import CommunityFactory
from tests.factories.participation import draft_answer
from tests.factories.submission import CampaignFactory, propose_for, submit

pytestmark = pytest.mark.usefixtures("municipality")


def test_alike_is_what_says_the_same_in_other_endings_and_without_marks(now):
    alike = submit(title="Gājēju ietve pie Dzērumu veikala")
    submit(title="Suņu laukums parkā")

    assert similar_to("gajeju ietvi pie veikala", now) == [alike]


def test_alike_is_nothing_private_nothing_withdrawn_and_nothing_old(now):
    title = "Gājēju ietve pie veikala"
    submit(title=title, kind="submission")
    withdraw_submission(submission=submit(title=title), by=None, now=now)
    submit(title=title, now=now - timedelta(days=731))

    assert similar_to(title, now) == []


def test_the_way_of_a_proposal_is_marked_as_far_as_it_has_come():
    submission = submit()
    assert [step.is_reached for step in way_of(submission, None)] == [True, False, False, False]

    answer = draft_answer(submission)
    answer.published_at = submission.received_at
    submission.state = "answered"

    assert [step.is_reached for step in way_of(submission, answer)] == [True, True, True, False]


def test_a_refused_proposal_is_not_promised_to_be_carried_out():
    submission = submit()
    answer = draft_answer(submission)
    answer.published_at, answer.outcome = submission.received_at, "not_taken"

    assert len(way_of(submission, answer)) == 3


@pytest.mark.rule("S4-94")
def test_a_campaign_is_counted_by_place_and_theme_and_joint_proposals_apart():
    campaign = CampaignFactory()
    propose_for(campaign, place="Baloži")
    propose_for(campaign, place="Ķekava", theme="safety", title="Pāreja")
    propose_for(
        campaign, place="Cits ciems", title="Nojume", voice="joint", residents_represented=21, how_agreed="sapulcē",
        community=CommunityFactory(),
    )  # fmt: skip

    figures = campaign_figures(campaign)

    assert [(row.place, row.counts) for row in figures.places] == [("Baloži", [0, 1]), ("Ķekava", [1, 0]), ("", [0, 1])]
    assert (figures.total, figures.by_theme) == (3, [1, 2])
    assert (figures.individual, figures.joint, figures.represented) == (2, 1, 21)


def test_two_coordinates_or_none():
    with pytest.raises(Exception, match="submission_point_whole"):
        Submission.objects.filter(pk=submit().pk).update(latitude=56.8)
