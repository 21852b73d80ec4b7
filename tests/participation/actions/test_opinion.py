from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from participation.actions.opinion import (
    LONGEST_OPINION,
    confirm_opinion,
    edit_opinion,
    erase_unconfirmed_opinion,
    withdraw_opinion,
)
from participation.enums import Channel, ConsultationState, OpinionState, VoiceKind
from participation.models import Opinion
from participation.queries.consultation import Voices, count_voices
from participation.queries.opinion import earlier_wordings
from participation.workflow import OPINION
from portal.audit.actions import Guest
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation, Receipt
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.participation import (
    ConsultationFactory,
    give_guest_opinion,
    give_joint_opinion,
    give_opinion,
    type_in,
)
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
SECOND = timedelta(seconds=1)


def test_an_opinion_of_a_signed_in_person_counts_at_once_and_is_owed_an_answer():
    received = datetime(2026, 11, 12, 19, 30, tzinfo=ZoneInfo("Europe/Riga"))
    consultation = ConsultationFactory(opens_at=received - timedelta(days=3))

    opinion = give_opinion(consultation, now=received)

    obligation = Obligation.objects.about(opinion).get()
    assert opinion.state == OpinionState.RECEIVED
    assert (obligation.holder, obligation.due_on) == (consultation.unit, date(2026, 11, 27))
    assert Receipt.objects.get().number == obligation.number


def test_a_guest_opinion_waits_for_its_link():
    opinion = give_guest_opinion()

    assert opinion.state == OpinionState.UNCONFIRMED
    assert not Opinion.objects.public().exists()
    assert not Obligation.objects.exists()
    assert Message.objects.get().key == "participation.opinion_confirm"


def test_a_confirmed_opinion_gets_its_number_and_its_clock(now):
    opinion = confirm_opinion(opinion=give_guest_opinion(), now=now)

    letter = Message.objects.get(key="participation.opinion_received")
    obligation = Obligation.objects.about(opinion).get()
    assert letter.email == "viesis@example.lv"
    assert letter.subject.startswith(f"{obligation.number}: ")
    assert Opinion.objects.public().get() == opinion


def test_confirming_again_changes_nothing(now):
    opinion = give_guest_opinion()

    for _ in range(2):
        confirm_opinion(opinion=opinion, now=now)

    opinion.consultation.refresh_from_db()
    assert Obligation.objects.count() == Receipt.objects.count() == opinion.consultation.individual_count == 1


def test_an_opinion_sent_in_time_is_confirmed_after_closing(now):
    consultation = ConsultationFactory(closes_at=now)
    opinion = give_guest_opinion(consultation, now=now - SECOND)

    confirm_opinion(opinion=opinion, now=now + timedelta(days=6))

    assert consultation.opinions.public().count() == 1


def test_a_withdrawn_opinion_is_not_confirmed(now):
    opinion = withdraw_opinion(opinion=give_guest_opinion(), by=Guest(), now=now)

    with pytest.raises(StateConflict):
        confirm_opinion(opinion=opinion, now=now)


def test_the_last_moment_counts_and_the_closing_instant_does_not(now):
    consultation = ConsultationFactory(closes_at=now)

    give_opinion(consultation, now=now - timedelta(microseconds=1))
    with pytest.raises(DeadlinePassed, match="ir slēgta"):
        give_opinion(consultation, now=now)

    assert consultation.opinions.count() == 1


def test_an_opinion_before_the_opening_is_refused(now):
    with pytest.raises(StateConflict, match="vēl nav sākusies"):
        give_opinion(ConsultationFactory(opens_at=now + SECOND), now=now)


@pytest.mark.parametrize("state", [ConsultationState.DRAFT, ConsultationState.CANCELLED])
def test_a_consultation_that_is_not_published_takes_no_opinions(state):
    with pytest.raises(DeadlinePassed):
        give_opinion(ConsultationFactory(state=state))


def test_the_same_form_twice_is_one_opinion_also_after_closing(now):
    consultation, form_token = ConsultationFactory(closes_at=now), uuid4()

    first = give_opinion(consultation, form_token=form_token, now=now - SECOND)
    second = give_opinion(consultation, form_token=form_token, now=now + SECOND)

    assert first == second
    assert Obligation.objects.count() == 1


@pytest.mark.parametrize("text", ["", " \n\t", "…", "\u200b\u200e\u202e"])
def test_an_opinion_without_a_word_is_refused(text):
    with pytest.raises(InvalidInput) as refused:
        give_opinion(text=text)

    assert refused.value.field == "text"


def test_the_longest_opinion_is_taken_and_one_letter_more_is_not():
    give_opinion(text="ā" * LONGEST_OPINION)

    with pytest.raises(InvalidInput, match="20001"):
        give_opinion(text="ā" * (LONGEST_OPINION + 1))


@pytest.mark.rule("S4-94")
@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({"how_agreed": "  "}, "Kopviedoklim"),
        ({"residents_represented": None}, "Kopviedoklim"),
        ({"residents_represented": 1}, "Kopviedoklim"),
        ({"agreed_on": None}, "kurā dienā"),
        ({"agreed_on": date(2099, 1, 1)}, "nevar būt vēlāka"),
    ],
)
def test_a_joint_opinion_says_how_and_when_it_was_agreed_and_for_how_many(lacking, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        give_joint_opinion(**lacking)

    assert not Opinion.objects.exists()


@pytest.mark.rule("S4-94")
def test_voices_are_counted_apart_and_the_counters_agree_with_the_rows(now):
    consultation = ConsultationFactory()
    give_joint_opinion(consultation, residents_represented=21)
    give_joint_opinion(consultation, residents_represented=117)
    give_opinion(consultation)
    give_guest_opinion(consultation)
    for taken_back in (give_opinion(consultation), give_joint_opinion(consultation, residents_represented=5)):
        withdraw_opinion(opinion=taken_back, by=taken_back.author, now=now)

    consultation.refresh_from_db()
    assert count_voices(consultation) == Voices(joint=2, represented=138, individual=1, answered=0)
    assert (consultation.joint_count, consultation.represented_count, consultation.individual_count) == (2, 138, 1)


@pytest.mark.rule("S4-94")
def test_joint_opinions_come_first():
    consultation = ConsultationFactory()
    joint = give_joint_opinion(consultation)
    single = give_opinion(consultation)

    assert list(consultation.opinions.joint_first()) == [joint, single]


@pytest.mark.rule("S4-151")
@pytest.mark.parametrize("channel", [Channel.PAPER, Channel.PHONE, Channel.MEETING, Channel.EMAIL])
def test_the_clock_of_what_an_officer_types_in_runs_from_its_receipt(channel):
    received = datetime(2026, 11, 12, 19, 30, tzinfo=ZoneInfo("Europe/Riga"))
    consultation = ConsultationFactory(opens_at=received - timedelta(days=3))
    officer = OfficerFactory()

    opinion = type_in(consultation, received_at=received, now=received + timedelta(days=4), channel=channel, by=officer)

    assert (opinion.author, opinion.entered_by, opinion.state) == (None, officer, OpinionState.RECEIVED)
    assert Obligation.objects.about(opinion).get().due_on == date(2026, 11, 27)
    assert Receipt.objects.get().handed_in_at == received


@pytest.mark.rule("S4-151")
def test_the_receipt_of_what_was_typed_in_goes_to_the_author_who_left_an_address():
    type_in(name="Anna Ozola", email="anna@example.lv")
    type_in(name="Jānis Bērziņš")

    assert [letter.email for letter in Message.objects.all()] == ["anna@example.lv"]


@pytest.mark.rule("S4-151")
def test_what_came_in_time_is_typed_in_after_closing(now):
    consultation = ConsultationFactory(opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1))

    type_in(consultation, received_at=consultation.closes_at - SECOND)

    assert consultation.opinions.public().count() == 1


@pytest.mark.parametrize(
    ("received", "sentence"),
    [
        (lambda consultation, now: now + SECOND, "nevar būt nākotnē"),
        (lambda consultation, now: consultation.opens_at - SECOND, "viedokļus nepieņēma"),
        (lambda consultation, now: consultation.closes_at, "viedokļus nepieņēma"),
    ],
)
def test_a_receipt_in_the_future_or_outside_the_window_is_refused(now, received, sentence):
    consultation = ConsultationFactory(opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1))

    with pytest.raises(InvalidInput, match=sentence) as refused:
        type_in(consultation, received_at=received(consultation, now), now=now)

    assert refused.value.field == "received_at"


def test_a_form_typed_in_twice_is_one_opinion():
    consultation, form_token = ConsultationFactory(), uuid4()

    for _ in range(2):
        type_in(consultation, form_token=form_token)

    assert consultation.opinions.count() == 1


def test_the_author_says_it_better_and_the_first_wording_stays_in_the_history(now):
    opinion = give_opinion(text="Vajag ceļu.", experience="Bērni iet pa brauktuvi.")

    edit_opinion(opinion=opinion, text="Vajag drošu ceļu.", by=opinion.author, now=now)
    opinion = edit_opinion(opinion=opinion, text="Vajag drošu ceļu uz skolu.", by=opinion.author, now=now + SECOND)

    assert (opinion.text, opinion.experience, opinion.edited_at) == ("Vajag drošu ceļu uz skolu.", "", now + SECOND)
    assert [one.text for one in earlier_wordings(opinion)] == ["Vajag drošu ceļu.", "Vajag ceļu."]
    assert Obligation.objects.about(opinion).open().count() == 1


def test_after_closing_an_opinion_is_not_changed(now):
    consultation = ConsultationFactory(closes_at=now)
    opinion = give_opinion(consultation, now=now - SECOND)

    with pytest.raises(DeadlinePassed, match="vairs nevar labot"):
        edit_opinion(opinion=opinion, text="Cits.", by=opinion.author, now=now)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (OpinionState.ANSWERED, "jau ir atbildēts"),
        (OpinionState.WITHDRAWN, "netiek ieskaitīts"),
        (OpinionState.UNCONFIRMED, "netiek ieskaitīts"),
    ],
)
def test_an_opinion_in_another_state_is_not_changed(now, state, sentence):
    opinion = give_opinion()
    Opinion.objects.update(state=state)

    with pytest.raises(StateConflict, match=sentence):
        edit_opinion(opinion=opinion, text="Cits.", by=opinion.author, now=now)


@pytest.mark.rule("S4-94")
def test_a_changed_joint_opinion_is_counted_anew(now):
    opinion = give_joint_opinion(residents_represented=21)
    joint = {"how_agreed": "sapulcē", "agreed_on": opinion.agreed_on}

    edit_opinion(opinion=opinion, text=opinion.text, residents_represented=30, by=opinion.author, now=now, **joint)

    opinion.consultation.refresh_from_db()
    assert opinion.consultation.represented_count == 30


@pytest.mark.rule("S4-91")
def test_a_joint_opinion_may_speak_for_other_neighbourhoods_too():
    places = [NeighbourhoodFactory(), NeighbourhoodFactory()]

    assert set(give_joint_opinion(also_represents=places).also_represents.all()) == set(places)
    assert not give_opinion(also_represents=places).also_represents.exists()


def test_a_link_pressed_after_its_opinion_was_erased_is_told_in_a_sentence(now):
    opinion = give_guest_opinion()
    erase_unconfirmed_opinion(opinion=opinion, now=now)

    with pytest.raises(InvalidInput, match="vairs nav"):
        confirm_opinion(opinion=opinion, now=now)


def test_an_opinion_confirmed_a_moment_ago_is_not_erased(now):
    opinion = give_guest_opinion()
    confirm_opinion(opinion=opinion, now=now)

    erase_unconfirmed_opinion(opinion=opinion, now=now)

    assert Opinion.objects.public().get() == opinion


def test_signs_that_nobody_sees_are_taken_out():
    opinion = give_opinion(text="Vajag\u200b ce\u202eļu\ufeff")

    assert opinion.text == "Vajag ceļu"


def test_a_withdrawn_opinion_is_owed_nothing_and_shown_to_nobody(now):
    opinion = give_opinion()

    withdraw_opinion(opinion=opinion, by=opinion.author, now=now)

    obligation = Obligation.objects.about(opinion).get()
    assert (obligation.cancelled_at, obligation.fulfilled_at) == (now, None)
    assert not Opinion.objects.public().exists()


@pytest.mark.parametrize("state", [state for state in OPINION.statuses if not OPINION.allows(state, OpinionState.WITHDRAWN)])
def test_an_opinion_in_another_state_is_not_withdrawn(now, state):
    opinion = give_opinion()
    Opinion.objects.update(state=state)

    with pytest.raises(StateConflict):
        withdraw_opinion(opinion=opinion, by=opinion.author, now=now)

    assert Obligation.objects.open().exists()


def test_what_moderation_hid_stays_hidden_also_when_answered():
    opinion = give_opinion()
    Opinion.objects.update(state=OpinionState.ANSWERED, hidden_reason="Svešas personas dati.")

    assert not Opinion.objects.public().exists()
    assert list(Opinion.objects.visible_to(opinion.author)) == [opinion]
    assert not Opinion.objects.visible_to(PersonFactory()).exists()


def test_a_reader_of_english_gets_the_letter_in_english(now):
    confirm_opinion(opinion=give_guest_opinion(language="en"), now=now)

    assert "opinion received, answer by" in Message.objects.get(key="participation.opinion_received").subject


def test_a_single_opinion_keeps_nothing_of_a_community():
    opinion = give_opinion(residents_represented=50, how_agreed="sapulcē")

    assert (opinion.voice, opinion.residents_represented, opinion.how_agreed) == (VoiceKind.INDIVIDUAL, None, "")


def test_a_joint_opinion_is_signed_by_the_community_and_a_single_one_only_by_consent():
    community = CommunityFactory()

    assert give_joint_opinion(community=community).public_author == community.name
    assert give_opinion(name="Anna Ozola").public_author == "iedzīvotājs"
    assert give_opinion(name="Anna Ozola", publish_name=True).public_author == "Anna Ozola"
