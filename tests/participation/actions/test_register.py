"""What officers do in the register beside answering."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.actions.answer import answer_now
from participation.actions.register import (
    assign_submission,
    carry_out,
    examine_submission,
    file_in_document_system,
    mark_signed,
    word_formally,
)
from participation.enums import Channel, SubmissionState
from portal.errors import InvalidInput, StateConflict
from portal.obligations.models import LegalRule, Obligation
from tests.factories.files import stored_file
from tests.factories.participation import ANSWER, send_in
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def officer(db):
    return OfficerFactory()


def test_another_unit_answers_and_the_clock_runs_on(officer, now):
    submission, unit = send_in(), UnitFactory()
    due_at = Obligation.objects.about(submission).get().due_at

    assign_submission(submission=submission, unit=unit, by=officer, now=now)

    promise = Obligation.objects.about(submission).get()
    assert (promise.holder, promise.unit, promise.due_at) == (unit, unit, due_at)


def test_the_unit_that_holds_it_cannot_be_given_it(officer, now):
    submission = send_in()

    with pytest.raises(InvalidInput) as refusal:
        assign_submission(submission=submission, unit=submission.unit, by=officer, now=now)
    assert refusal.value.field == "unit"


@pytest.mark.rule("S4-54")
def test_the_officer_words_it_formally_and_the_authors_words_stay(officer, now):
    submission = send_in(text="Lampa nedeg jau mēnesi.")

    worded = word_formally(
        submission=submission, formal_title="Par ielas apgaismojumu", formal_text="Lūdz novērst bojājumu.", by=officer, now=now
    )

    assert (worded.formal_title, worded.text) == ("Par ielas apgaismojumu", "Lampa nedeg jau mēnesi.")


def test_two_submissions_never_bear_one_number_of_the_document_system(officer, now):
    today = timezone.localdate(now)
    file_in_document_system(submission=send_in(), dvs_number="4-7/26/1", dvs_date=today, by=officer, now=now)

    with pytest.raises(InvalidInput) as refusal:
        file_in_document_system(submission=send_in(), dvs_number="4-7/26/1", dvs_date=today, by=officer, now=now)
    assert refusal.value.field == "dvs_number"


def test_what_came_by_e_address_gets_the_laws_term_from_the_day_of_receipt(officer, now):
    LegalRule.objects.filter(code="ANSWER_PROMISE").update(value=20)
    submission = send_in()
    promised = Obligation.objects.about(submission).get()

    mark_signed(submission=submission, channel=Channel.E_ADDRESS, by=officer, now=now)

    by_law = Obligation.objects.open().about(submission).get()
    assert by_law.due_at < promised.due_at
    assert (by_law.number, by_law.received_at) == (promised.number, promised.received_at)


def test_a_signed_copy_is_kept_with_the_submission(officer, now):
    copy = stored_file()

    signed = mark_signed(submission=send_in(), channel=Channel.WEB, signed_copy=copy, by=officer, now=now)

    assert (signed.is_signed, signed.attachment) == (True, copy)


def test_nothing_is_marked_signed_without_a_copy_or_the_e_address(officer, now):
    with pytest.raises(InvalidInput):
        mark_signed(submission=send_in(), channel=Channel.WEB, by=officer, now=now)


def test_a_promise_is_carried_out_after_its_answer_only(officer, now):
    submission, today = send_in(), timezone.localdate(now)

    with pytest.raises(StateConflict):
        carry_out(submission=submission, on=today, what="Lampa nomainīta.", by=officer, now=now)
    answer_now(question=submission, by=officer, now=now, **ANSWER)
    done = carry_out(submission=submission, on=today, what="Lampa nomainīta.", by=officer, now=now)

    assert (done.carried_out_on, done.carried_out) == (today, "Lampa nomainīta.")
    with pytest.raises(InvalidInput):
        carry_out(submission=submission, on=today + timedelta(days=1), what="Rīt.", by=officer, now=now)


def test_what_is_being_examined_can_still_be_answered(officer, now):
    submission = examine_submission(submission=send_in(), by=officer, now=now)

    answer_now(question=submission, by=officer, now=now, **ANSWER)

    submission.refresh_from_db()
    assert submission.state == SubmissionState.ANSWERED
