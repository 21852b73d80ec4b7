"""Who spoke is forgotten when the term is over, and not a day sooner."""

from datetime import timedelta

import pytest

from participation.actions.answer import answer_now
from participation.models import Consultation, Opinion, Submission
from participation.tasks.retention import forget_authors
from portal.audit.models import Event
from portal.obligations.models import Obligation
from tests.factories.participation import ANSWER, ConsultationFactory, give_opinion, propose, send_in
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
FIVE_YEARS = timedelta(days=5 * 366)


def closed_long_ago(opinion: Opinion, now, term=FIVE_YEARS) -> Opinion:
    Consultation.objects.filter(pk=opinion.consultation_id).update(opens_at=now - term - timedelta(days=30), closes_at=now - term)
    return opinion


def answered(submission: Submission, now, ago=FIVE_YEARS) -> Submission:
    answer_now(question=submission, by=OfficerFactory(), now=now, **ANSWER)
    type(submission.answer).objects.filter(submission=submission).update(published_at=now - ago)
    return submission


def test_five_years_after_the_closing_the_opinion_stands_without_its_author(now):
    opinion = closed_long_ago(give_opinion(ConsultationFactory(), publish_name=True, name="Anna Ozola"), now)

    forget_authors.apply(throw=True)

    opinion.refresh_from_db()
    assert (opinion.author, opinion.author_name, opinion.author_email) == (None, "", "")
    assert opinion.text == "Vajag drošu ceļu uz skolu."
    assert opinion.public_author == "iedzīvotājs"


def test_before_the_term_nothing_is_forgotten(now):
    opinion = closed_long_ago(give_opinion(), now, term=timedelta(days=4 * 366))
    submission = answered(send_in(author=PersonFactory()), now, ago=timedelta(days=4 * 366))

    forget_authors.apply(throw=True)

    opinion.refresh_from_db()
    submission.refresh_from_db()
    assert opinion.author is not None
    assert submission.author is not None


def test_of_a_private_submission_number_and_dates_remain(now):
    submission = answered(send_in(author=PersonFactory(), title="Par kaimiņu", text="Kaimiņš trokšņo."), now)

    forget_authors.apply(throw=True)

    submission.refresh_from_db()
    assert (submission.title, submission.text, submission.author) == ("—", "—", None)
    assert Obligation.objects.about(submission).get().label == "—"
    assert not Event.objects.of(submission).filter(target_label="Par kaimiņu").exists()


def test_a_public_proposal_keeps_its_words(now):
    proposal = answered(propose(title="Soliņi pie upes", author=PersonFactory()), now)

    forget_authors.apply(throw=True)

    proposal.refresh_from_db()
    assert (proposal.title, proposal.author) == ("Soliņi pie upes", None)


def test_run_again_it_finds_nothing_more(now):
    closed_long_ago(give_opinion(), now)
    answered(send_in(author=PersonFactory()), now)
    forget_authors.apply(throw=True)
    events = Event.objects.count()

    forget_authors.apply(throw=True)

    assert Event.objects.count() == events
