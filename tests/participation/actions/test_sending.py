"""What people send by the public form: sent, confirmed, handed in, taken back."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from participation.actions.answer import answer_now
from participation.actions.submission import confirm_submission, hand_in, withdraw_submission
from participation.enums import SubmissionKind, SubmissionState
from participation.models import Submission
from portal.audit.actions import Guest
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import LegalRule, Obligation, Receipt
from tests.factories.participation import ANSWER, send_in
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.submission import (
    CampaignFactory,
    gather_signatures,
    propose_for,
    submit,
    submit_as_guest,
    support_as_guest,
)

pytestmark = pytest.mark.usefixtures("municipality")
THURSDAY = datetime(2026, 11, 12, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))


def test_the_same_form_sent_twice_is_one_submission():
    form_token, person = uuid4(), PersonFactory()

    assert submit(by=person, form_token=form_token) == submit(by=person, form_token=form_token)
    assert Obligation.objects.count() == 1


def test_a_guests_submission_is_registered_once_its_link_is_opened(now):
    submission = submit_as_guest()
    assert (submission.state, Receipt.objects.count()) == (SubmissionState.UNCONFIRMED, 0)

    confirm_submission(submission=submission, by=Guest(), now=now)
    confirm_submission(submission=submission, by=Guest(), now=now)

    assert Submission.objects.public().get() == submission
    assert (Obligation.objects.count(), Receipt.objects.count()) == (1, 1)
    assert list(Message.objects.order_by("key").values_list("key", flat=True)) == [
        "participation.submission_confirm",
        "participation.submission_received",
    ]


def test_what_nobody_has_confirmed_is_seen_by_nobody_outside():
    submit_as_guest()

    assert not Submission.objects.visible_to(PersonFactory()).exists()


def test_a_confirm_link_of_something_withdrawn_is_refused(now):
    submission = withdraw_submission(submission=submit_as_guest(), by=Guest(), now=now)

    with pytest.raises(StateConflict):
        confirm_submission(submission=submission, by=Guest(), now=now)


@pytest.mark.parametrize(
    ("details", "field", "sentence"),
    [
        ({"title": "  ...  "}, "title", "Dodiet virsrakstu"),
        ({"text": "​ . ​"}, "text", "Uzrakstiet"),
        ({"text": "a" * 200_000}, "text", "200000"),
        ({"voice": "joint", "residents_represented": 1}, "how_agreed", ""),
    ],
)
def test_words_that_say_nothing_or_far_too_much_are_refused(details, field, sentence):
    with pytest.raises(InvalidInput) as refusal:
        submit(**details)

    assert refusal.value.field == field
    assert sentence in str(refusal.value)
    assert not Submission.objects.exists()


@pytest.mark.rule("S4-49")
def test_an_information_request_has_its_own_clock():
    request = submit(kind=SubmissionKind.INFORMATION_REQUEST, now=THURSDAY)

    promise = Obligation.objects.about(request).get()
    assert promise.due_on == date(2026, 11, 27)
    assert "Informācijas atklātības" in promise.legal_basis


def test_the_laws_term_is_for_what_is_signed_and_our_promise_for_the_rest():
    LegalRule.objects.filter(code="ANSWER_PROMISE").update(value=12)

    signed, plain = submit(now=THURSDAY, is_signed=True), submit(now=THURSDAY, title="Cits jautājums")

    assert Obligation.objects.about(signed).get().due_on == date(2026, 11, 27)
    assert Obligation.objects.about(plain).get().due_on == date(2026, 12, 1)


@pytest.mark.parametrize("kind", ["submission", "information_request", "reaction", "invitation"])
def test_private_kinds_are_between_their_author_and_the_municipality(kind):
    author = PersonFactory()
    submission = submit(kind=kind, by=author)

    seen = [Submission.objects.visible_to(one).exists() for one in (author, OfficerFactory(), PersonFactory())]
    assert seen == [True, True, False]
    assert Obligation.objects.about(submission).get().visibility == "staff"


def test_the_clock_counts_from_the_day_a_paper_really_came():
    submission = send_in(now=THURSDAY, received_at=THURSDAY - timedelta(days=1), channel="paper", is_signed=True)

    promise = Obligation.objects.about(submission).get()
    assert promise.due_on == date(2026, 11, 26)
    assert Receipt.objects.get().handed_in_at == THURSDAY - timedelta(days=1)


def test_a_paper_cannot_come_tomorrow():
    with pytest.raises(InvalidInput) as refusal:
        send_in(now=THURSDAY, received_at=THURSDAY + timedelta(days=1))

    assert refusal.value.field == "received_at"


def test_the_author_takes_it_back_before_the_answer(now):
    submission = withdraw_submission(submission=submit(), by=PersonFactory(), now=now)

    assert submission.state == SubmissionState.WITHDRAWN
    assert not Obligation.objects.open().exists()
    assert not Submission.objects.public().exists()


def test_what_is_answered_can_no_longer_be_taken_back(now):
    submission = submit()
    answer_now(question=submission, by=OfficerFactory(), now=now, **ANSWER)

    with pytest.raises(StateConflict):
        withdraw_submission(submission=submission, by=submission.author, now=now)


def test_a_collective_submission_owes_no_answer_while_it_gathers_signatures():
    submission = gather_signatures()

    assert (submission.state, submission.support_count) == (SubmissionState.COLLECTING, 1)
    assert Receipt.objects.count() == 1
    assert not Obligation.objects.exists()


def test_a_collective_submission_is_handed_in_with_enough_signatures_only(now):
    LegalRule.objects.filter(code="COLLECTIVE_SIGNATURES").update(value=2)
    submission = gather_signatures()

    with pytest.raises(StateConflict, match=r"2.+1"):
        hand_in(submission=submission, by=submission.author, now=now)
    support_as_guest(submission, name="Kaimiņš Kaimiņš", declares=True)
    handed_in = hand_in(submission=submission, by=submission.author, now=now)

    promise = Obligation.objects.about(submission).get()
    assert (handed_in.state, handed_in.received_at) == (SubmissionState.RECEIVED, now)
    assert promise.legal_basis.startswith("Iesniegumu likums")


def test_a_collective_submission_is_begun_by_people_who_may_sign_it():
    with pytest.raises(InvalidInput) as refusal:
        gather_signatures(declares=False)

    assert refusal.value.field == "declared"


def test_a_proposal_one_second_late_for_its_campaign_is_refused_and_may_go_its_own_way():
    campaign = CampaignFactory(over=True)
    just_in_time, too_late = campaign.closes_at - timedelta(seconds=1), campaign.closes_at

    with pytest.raises(DeadlinePassed):
        propose_for(campaign, now=too_late)

    assert propose_for(campaign, now=just_in_time).campaign == campaign


def test_a_guests_proposal_sent_in_time_counts_when_confirmed_after_the_window(now):
    campaign = CampaignFactory(over=True)
    submission = submit_as_guest(campaign=campaign, now=campaign.closes_at - timedelta(hours=1))

    confirmed = confirm_submission(submission=submission, by=Guest(), now=now)

    assert confirmed.campaign == campaign


def test_a_proposal_confirmed_after_the_campaigns_report_stands_on_its_own(now):
    campaign = CampaignFactory(over=True)
    submission = submit_as_guest(campaign=campaign, now=campaign.closes_at - timedelta(hours=1))
    type(campaign).objects.filter(pk=campaign.pk).update(
        state="closed", closed_at=now, closed_by=OfficerFactory(), conclusion="Visi priekšlikumi ir atbildēti un apkopoti."
    )

    confirmed = confirm_submission(submission=submission, by=Guest(), now=now)

    assert confirmed.campaign is None
    assert Obligation.objects.about(confirmed).exists()
