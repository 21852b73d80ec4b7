""" "I need this too", and signatures: once per person and address, counted when confirmed, taken back at will."""

import pytest

from participation.actions.answer import answer_now
from participation.actions.submission import withdraw_submission
from participation.actions.support import confirm_support, give_support, withdraw_support
from participation.models import Submission, Support
from portal.audit.actions import Guest
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Frequency, Message, Preference
from tests.factories.participation import ANSWER
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.submission import gather_signatures, submit, support_as_guest

pytestmark = pytest.mark.usefixtures("municipality")


def count(submission: Submission) -> int:
    return Submission.objects.get(pk=submission.pk).support_count


def test_a_person_supports_once_however_often_the_button_is_pressed(now):
    submission, person = submit(), PersonFactory()

    give_support(submission=submission, by=person, now=now)
    give_support(submission=submission, by=person, now=now)

    assert count(submission) == Support.objects.count() == 1


def test_the_address_of_an_account_counts_once_also_without_signing_in(now):
    submission, person = submit(), PersonFactory()
    give_support(submission=submission, by=person, now=now)

    give_support(submission=submission, by=Guest(), email=person.email.upper(), now=now)

    assert count(submission) == 1
    assert not Message.objects.filter(key="participation.support_confirm").exists()


def test_a_guest_is_counted_once_the_link_is_opened(now):
    submission = submit()
    support = give_support(submission=submission, by=Guest(), email="kaimins@example.lv", now=now)
    assert count(submission) == 0

    confirm_support(support=support, by=Guest(), now=now)
    confirm_support(support=support, by=Guest(), now=now)

    assert count(submission) == 1


def test_support_taken_back_is_neither_counted_nor_kept(now):
    submission = submit()
    support = support_as_guest(submission)

    withdraw_support(support=support, by=Guest(), now=now)
    withdraw_support(support=support, by=Guest(), now=now)

    assert count(submission) == 0
    assert not Support.objects.exists()
    assert not Message.objects.filter(email="kaimins@example.lv").exists()


def test_nobody_supports_the_own_proposal(now):
    submission = submit()

    with pytest.raises(StateConflict):
        give_support(submission=submission, by=submission.author, now=now)


def test_support_is_over_once_the_proposal_is_answered(now):
    submission = submit()
    support = give_support(submission=submission, by=Guest(), email="velu@example.lv", now=now)
    answer_now(question=submission, by=OfficerFactory(), now=now, **ANSWER)

    with pytest.raises(StateConflict):
        confirm_support(support=support, by=Guest(), now=now)
    assert count(submission) == 0


def test_what_is_private_takes_no_support(now):
    with pytest.raises(StateConflict):
        give_support(submission=submit(kind="submission"), by=PersonFactory(), now=now)


@pytest.mark.parametrize(("details", "field"), [({"declares": True}, "name"), ({"name": "Anna Ozola"}, "declared")])
def test_a_signature_needs_a_name_and_the_declaration(details, field, now):
    with pytest.raises(InvalidInput) as refusal:
        give_support(submission=gather_signatures(), by=PersonFactory(), now=now, **details)

    assert refusal.value.field == field


def test_a_signature_handed_in_can_no_longer_be_taken_back(now):
    submission = gather_signatures()
    signature = support_as_guest(submission, name="Anna Ozola", declares=True)
    Submission.objects.filter(pk=submission.pk).update(state="received")

    with pytest.raises(StateConflict):
        withdraw_support(support=signature, by=Guest(), now=now)
    assert count(submission) == 2


def told(key: str) -> list[str]:
    return sorted(Message.objects.filter(key=f"participation.{key}").values_list("email", flat=True))


def test_who_supports_with_an_account_hears_once_that_it_is_withdrawn(now):
    author, person = PersonFactory(), PersonFactory()
    submission = submit(by=author)
    give_support(submission=submission, by=person, now=now)
    support_as_guest(submission)

    withdraw_submission(submission=submission, by=author, now=now)

    letter = Message.objects.get(key="participation.supported_withdrawn")
    assert (letter.email, letter.category) == (person.email, "news")
    assert submission.title in letter.subject
    assert "Paldies par atbalstu" in letter.body


def test_who_refused_such_news_hears_nothing(now):
    submission, person = submit(), PersonFactory()
    give_support(submission=submission, by=person, now=now)
    Preference.objects.create(user=person, key="participation.supported_withdrawn", frequency=Frequency.NEVER)

    withdraw_submission(submission=submission, by=submission.author, now=now)

    assert told("supported_withdrawn") == []


def test_who_supports_with_an_account_hears_of_the_answer(now):
    submission, person = submit(), PersonFactory()
    give_support(submission=submission, by=person, now=now)

    answer_now(question=submission, by=OfficerFactory(), now=now, **ANSWER)

    assert told("supported_answered") == [person.email]
