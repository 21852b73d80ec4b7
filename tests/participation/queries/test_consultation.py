from datetime import timedelta

import pytest

from participation.enums import ConsultationState
from participation.queries.consultation import Progress, early_stages, milestones
from tests.factories.participation import ConsultationFactory

pytestmark = pytest.mark.usefixtures("municipality")


def progress(consultation, now) -> list[Progress]:
    return [one.progress for one in milestones(consultation, now)]


def test_stages_are_behind_next_or_still_to_come(now):
    consultation = ConsultationFactory(opens_at=now - timedelta(days=3))

    assert progress(consultation, now) == [Progress.PAST, Progress.PAST, Progress.NEXT, *[Progress.COMING] * 3]
    assert progress(consultation, consultation.closes_at)[2:] == [Progress.PAST, Progress.NEXT, Progress.COMING, Progress.COMING]


def test_a_published_result_is_a_stage_with_its_own_day(now):
    consultation = ConsultationFactory(opens_at=now - timedelta(days=90), result="Nolemts.", result_at=now)

    assert [one.on for one in milestones(consultation, now)][-1] == now.date()
    assert set(progress(consultation, now)) == {Progress.PAST}


def test_of_a_cancelled_consultation_only_the_answers_are_still_to_come(now):
    consultation = ConsultationFactory.build(
        state=ConsultationState.CANCELLED, unit=None, published_at=now - timedelta(days=2), cancelled_at=now - timedelta(days=1)
    )

    assert progress(consultation, now) == [Progress.PAST, Progress.PAST, Progress.NEXT]


@pytest.mark.rule("S4-89")
def test_a_matter_counts_as_early_when_any_of_its_consultations_was():
    idea = ConsultationFactory(stage="initiation")
    ConsultationFactory(stage="decision", continues=idea)
    ConsultationFactory(stage="decision")
    ConsultationFactory(stage="drafting", draft=True)

    found = early_stages()

    assert (found.early, found.processes, found.share) == (1, 2, 50)


def test_without_consultations_there_is_no_share():
    assert early_stages().share is None
