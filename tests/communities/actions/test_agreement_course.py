"""What becomes of an agreement in force: looked over, renewed, amended, ended, expired by the clock."""

from datetime import timedelta

import pytest

from communities.actions.agreement import put_into_force
from communities.actions.agreement_course import (
    amend_agreement,
    expire_agreement,
    renew_agreement,
    review_agreement,
    terminate_agreement,
)
from communities.enums import AgreementState
from communities.models import Agreement
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.factories.communities import AgreementFactory, CommitmentFactory, CommunityFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
DAY = timedelta(days=1)


def take_effect(agreement, now):
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.SIGNING)
    return put_into_force(agreement=agreement, signed_on=now.date(), paper_reason="Parakstīts klātienē.", by=None, now=now)


@pytest.fixture
def agreement(now):
    """In force since today, with one promise kept and one open."""
    agreement = AgreementFactory(community=CommunityFactory(leader=PersonFactory()), number="SM-1")
    CommitmentFactory(agreement=agreement, text="Sakopt krastu.", due_on=now.date() + 60 * DAY)
    CommitmentFactory(agreement=agreement, text="Savākt viedokļus.", kept_on=now.date(), kept_note="Savākti.")
    return take_effect(agreement, now)


def over(now, **details):
    """The last day was yesterday and nobody has written it down."""
    return AgreementFactory(
        state=AgreementState.IN_FORCE, signed_on=now.date() - 90 * DAY, valid_from=now.date() - 90 * DAY,
        valid_to=now.date() - DAY, **details,
    )  # fmt: skip


@pytest.mark.rule("D8")
def test_an_agreement_reads_as_expired_from_the_day_after_its_last(now):
    agreement = over(now)
    last_day = AgreementFactory(
        state=AgreementState.IN_FORCE, signed_on=now.date(), valid_from=now.date() - DAY, valid_to=now.date()
    )

    assert agreement.status_on(now.date()).value == AgreementState.EXPIRED
    assert last_day.status_on(now.date()).value == AgreementState.IN_FORCE
    assert list(Agreement.objects.in_state(AgreementState.EXPIRED, now.date())) == [agreement]
    assert list(Agreement.objects.in_state(AgreementState.IN_FORCE, now.date())) == [last_day]


def test_the_end_is_written_down_once(now):
    agreement = over(now)

    expire_agreement(agreement=agreement, now=now)
    expire_agreement(agreement=agreement, now=now + DAY)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == (AgreementState.EXPIRED, agreement.valid_to)


def test_an_agreement_in_force_does_not_expire_early(agreement, now):
    expire_agreement(agreement=agreement, now=now)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.IN_FORCE


def test_a_review_notes_its_day(agreement, now):
    assert review_agreement(agreement=agreement, reviewed_on=now.date(), by=None, now=now).reviewed_on == now.date()


@pytest.mark.parametrize("days", [-1, 1])
def test_a_review_lies_between_the_signing_and_today(agreement, now, days):
    with pytest.raises(InvalidInput) as refused:
        review_agreement(agreement=agreement, reviewed_on=now.date() + days * DAY, by=None, now=now)

    assert refused.value.field == "reviewed_on"


@pytest.mark.parametrize(
    "act",
    [
        lambda agreement, now: review_agreement(agreement=agreement, reviewed_on=now.date(), by=None, now=now),
        lambda agreement, now: terminate_agreement(
            agreement=agreement, ended_on=now.date(), reason="Puses vienojās.", by=None, now=now
        ),
        lambda agreement, now: amend_agreement(agreement=agreement, by=None, now=now),
    ],
)
def test_what_is_over_by_the_clock_is_neither_reviewed_nor_ended_nor_amended(now, act):
    with pytest.raises(StateConflict):
        act(over(now), now)


def test_a_terminated_agreement_says_why_and_nothing_of_it_is_owed_any_more(agreement, now):
    ended = terminate_agreement(agreement=agreement, ended_on=now.date(), reason="Kopiena beidza darbu.", by=None, now=now)

    promise = Obligation.objects.get()
    assert (ended.state, ended.end_reason) == (AgreementState.TERMINATED, "Kopiena beidza darbu.")
    assert (promise.cancelled_at, promise.cancelled_reason) == (now, "Kopiena beidza darbu.")
    assert Message.objects.filter(key="communities.agreement_ended").exists()


@pytest.mark.parametrize(("days", "reason", "field"), [(1, "Kopiena beidza darbu.", "ended_on"), (0, "Beidzam", "reason")])
def test_an_agreement_is_terminated_with_a_day_and_a_reason(agreement, now, days, reason, field):
    with pytest.raises(InvalidInput) as refused:
        terminate_agreement(agreement=agreement, ended_on=now.date() + days * DAY, reason=reason, by=None, now=now)

    assert refused.value.field == field


def test_a_renewal_is_a_draft_of_the_same_text_for_the_time_after_the_last_day(agreement, now):
    draft = renew_agreement(agreement=agreement, by=None, now=now)

    assert (draft.state, draft.valid_from, draft.replaces) == (AgreementState.DRAFT, agreement.valid_to + DAY, agreement)
    assert draft.valid_to - draft.valid_from == agreement.valid_to - agreement.valid_from
    assert [clause.text for clause in draft.clauses.all()] == [clause.text for clause in agreement.clauses.all()]
    assert draft.commitments.count() == 2
    assert not draft.commitments.filter(kept_on__isnull=False).exists()


def test_what_has_expired_can_be_renewed(now):
    assert renew_agreement(agreement=over(now), by=None, now=now).state == AgreementState.DRAFT


def test_an_agreement_is_renewed_or_amended_once_at_a_time(agreement, now):
    amend_agreement(agreement=agreement, by=None, now=now)

    with pytest.raises(StateConflict, match=agreement.title):
        renew_agreement(agreement=agreement, by=None, now=now)


def test_an_amendment_replaces_the_agreement_once_it_is_signed_and_not_before(agreement, now):
    draft = amend_agreement(agreement=agreement, by=None, now=now)
    assert [one.text for one in draft.commitments.all()] == ["Sakopt krastu."]
    assert list(Agreement.objects.in_force(now.date())) == [agreement]

    take_effect(draft, now)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.TERMINATED
    assert [promise.subject.agreement for promise in Obligation.objects.open()] == [draft]


def test_a_renewal_signed_early_leaves_the_agreement_in_force_to_its_last_day(agreement, now):
    take_effect(renew_agreement(agreement=agreement, by=None, now=now), now)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.IN_FORCE
