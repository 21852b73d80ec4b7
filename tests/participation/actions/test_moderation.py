from datetime import timedelta

import pytest

from participation.actions.answer import answer_now
from participation.actions.moderation import appeal_hiding, decide_appeal, hide_opinion, show_opinion
from participation.actions.opinion import confirm_opinion, withdraw_opinion
from participation.enums import OpinionState
from participation.models import Answer, Consultation, Moderation, Opinion
from participation.queries.opinion import hidden_opinions
from portal.accounts.roles import Role
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.factories.participation import ANSWER, ConsultationFactory, give_guest_opinion, give_joint_opinion, give_opinion
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
REASON = "Viedoklī nosaukts cita cilvēka vārds."
OBJECTION = "Vārdu esmu izņēmis, paliek tikai laipa."
DECISION = "Tekstā svešu datu vairs nav, tāpēc to atkal rāda."


@pytest.fixture
def moderator(municipality):
    return OfficerFactory()


@pytest.fixture
def head(municipality):
    """Heads the unit of ``opinion``."""
    return OfficerFactory()


@pytest.fixture
def opinion(head):
    return give_opinion(ConsultationFactory(unit=UnitFactory(head=head)))


@pytest.fixture
def hidden(opinion, moderator, now) -> Moderation:
    return hide_opinion(opinion=opinion, reason=REASON, by=moderator, now=now)


@pytest.fixture
def appealed(hidden, now) -> Moderation:
    return appeal_hiding(opinion=hidden.opinion, objection=OBJECTION, by=hidden.opinion.author, now=now)


def test_a_hidden_opinion_leaves_its_reason_in_public_and_its_author_is_told(hidden):
    consultation = hidden.opinion.consultation
    letter = Message.objects.get(key="participation.opinion_hidden")

    consultation.refresh_from_db()
    assert not Opinion.objects.public().exists()
    assert [one.reason for one in hidden_opinions(consultation)] == [REASON]
    assert consultation.individual_count == 0
    assert letter.email == hidden.opinion.author.email
    assert REASON in letter.body


def test_a_guest_is_told_too(moderator, now):
    opinion = confirm_opinion(opinion=give_guest_opinion(), now=now)

    hide_opinion(opinion=opinion, reason=REASON, by=moderator, now=now)

    assert Message.objects.get(key="participation.opinion_hidden").email == "viesis@example.lv"


@pytest.mark.parametrize("reason", ["", "Slikti.", "\u200b" * 40])
def test_a_reason_that_says_nothing_is_refused(opinion, moderator, now, reason):
    with pytest.raises(InvalidInput) as refused:
        hide_opinion(opinion=opinion, reason=reason, by=moderator, now=now)

    assert refused.value.field == "reason"


def test_a_hidden_opinion_is_still_answered_and_stays_hidden(hidden, now):
    answer_now(question=hidden.opinion, by=OfficerFactory(), now=now, **ANSWER)

    assert Opinion.objects.get().state == OpinionState.ANSWERED
    assert not Opinion.objects.public().exists()
    assert not Answer.objects.public().exists()
    assert Consultation.objects.get().answered_count == 0
    assert Message.objects.filter(key="participation.answer_published", email=hidden.opinion.author.email).exists()


def test_an_answered_opinion_is_hidden_and_shown_again_with_its_answer(opinion, moderator, now):
    answer_now(question=opinion, by=OfficerFactory(), now=now, **ANSWER)

    hide_opinion(opinion=opinion, reason=REASON, by=moderator, now=now)
    assert not Opinion.objects.public().exists()
    assert not Answer.objects.public().exists()
    assert Consultation.objects.get().answered_count == 0
    shown = show_opinion(opinion=opinion, by=moderator, now=now)

    assert shown.state == OpinionState.ANSWERED
    assert Opinion.objects.public().get() == opinion
    assert Answer.objects.public().get().question == opinion
    assert Consultation.objects.get().answered_count == 1


def test_what_is_shown_again_counts_again(hidden, moderator, now):
    show_opinion(opinion=hidden.opinion, by=moderator, now=now)

    hidden.opinion.consultation.refresh_from_db()
    assert hidden.opinion.consultation.individual_count == 1
    assert not hidden_opinions(hidden.opinion.consultation).exists()
    assert Message.objects.filter(key="participation.opinion_shown").exists()


def test_an_opinion_is_hidden_once_and_shown_once(hidden, moderator, now):
    with pytest.raises(StateConflict, match="jau ir paslēpts"):
        hide_opinion(opinion=hidden.opinion, reason=REASON, by=moderator, now=now)
    show_opinion(opinion=hidden.opinion, by=moderator, now=now)
    with pytest.raises(StateConflict, match="nav paslēpts"):
        show_opinion(opinion=hidden.opinion, by=moderator, now=now)


def test_an_objection_goes_to_the_head_of_the_unit_on_a_clock(appealed, head):
    obligation = Obligation.objects.about(appealed).get()

    assert (appealed.reviewer, obligation.holder) == (head, head)
    assert obligation.visibility == "staff"
    assert Message.objects.get(key="participation.moderation_appealed").email == head.email


def test_who_hid_it_is_never_the_one_to_decide(opinion, head, now):
    coordinator = OfficerFactory(roles=[Role.COORDINATOR])
    moderation = hide_opinion(opinion=opinion, reason=REASON, by=head, now=now)

    moderation = appeal_hiding(opinion=opinion, objection=OBJECTION, by=opinion.author, now=now)

    assert moderation.reviewer == coordinator
    with pytest.raises(StateConflict, match="lemj kāds cits"):
        decide_appeal(opinion=opinion, shows_again=False, decision=DECISION, by=head, now=now)


def test_without_anybody_else_the_unit_holds_the_objection(opinion, head, now):
    hide_opinion(opinion=opinion, reason=REASON, by=head, now=now)

    moderation = appeal_hiding(opinion=opinion, objection=OBJECTION, by=opinion.author, now=now)

    assert moderation.reviewer is None
    assert Obligation.objects.about(moderation).get().holder == opinion.consultation.unit


def test_an_objection_is_made_once_and_says_why(hidden, now):
    author = hidden.opinion.author
    with pytest.raises(InvalidInput) as refused:
        appeal_hiding(opinion=hidden.opinion, objection="Nē.", by=author, now=now)
    appeal_hiding(opinion=hidden.opinion, objection=OBJECTION, by=author, now=now)

    with pytest.raises(StateConflict, match="jau esat iebildis"):
        appeal_hiding(opinion=hidden.opinion, objection=OBJECTION, by=author, now=now)
    assert refused.value.field == "objection"


def test_what_is_not_hidden_is_not_objected_to(opinion, now):
    with pytest.raises(StateConflict, match="nav paslēpts"):
        appeal_hiding(opinion=opinion, objection=OBJECTION, by=opinion.author, now=now)


def test_the_head_shows_it_again_and_the_author_reads_why(appealed, head, now):
    decide_appeal(opinion=appealed.opinion, shows_again=True, decision=DECISION, by=head, now=now)

    assert Opinion.objects.public().get() == appealed.opinion
    assert Obligation.objects.about(appealed).get().fulfilled_at == now
    assert DECISION in Message.objects.get(key="participation.opinion_shown").body


def test_the_head_keeps_it_hidden_and_the_author_reads_why(appealed, head, now):
    decide_appeal(opinion=appealed.opinion, shows_again=False, decision=DECISION, by=head, now=now)

    assert not Opinion.objects.public().exists()
    assert DECISION in Message.objects.get(key="participation.appeal_refused").body
    with pytest.raises(StateConflict, match="neizlemta"):
        decide_appeal(opinion=appealed.opinion, shows_again=True, decision=DECISION, by=head, now=now)


def test_a_decision_gives_its_reason(appealed, head, now):
    with pytest.raises(InvalidInput) as refused:
        decide_appeal(opinion=appealed.opinion, shows_again=True, decision="Jā.", by=head, now=now)

    assert refused.value.field == "decision"


def test_the_moderator_who_shows_it_again_ends_the_objection(appealed, moderator, now):
    show_opinion(opinion=appealed.opinion, by=moderator, now=now)

    assert Obligation.objects.about(appealed).get().cancelled_at == now


def test_who_withdraws_a_hidden_opinion_is_owed_nothing(appealed, now):
    later = now + timedelta(days=1)

    withdraw_opinion(opinion=appealed.opinion, by=appealed.opinion.author, now=later)

    assert not Obligation.objects.open().exists()
    assert not hidden_opinions(appealed.opinion.consultation).exists()
    with pytest.raises(StateConflict, match="ir atsaukts"):
        appeal_hiding(opinion=appealed.opinion, objection=OBJECTION, by=None, now=later)


@pytest.mark.rule("S4-94")
def test_a_hidden_joint_opinion_takes_its_voices_along(moderator, now):
    opinion = give_joint_opinion(residents_represented=21)

    hide_opinion(opinion=opinion, reason=REASON, by=moderator, now=now)

    opinion.consultation.refresh_from_db()
    assert (opinion.consultation.joint_count, opinion.consultation.represented_count) == (0, 0)
