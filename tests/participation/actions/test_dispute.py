"""The author does not accept an answer."""

import pytest

from participation.actions.answer import answer_now, correct_answer
from participation.actions.dispute import decide_dispute, raise_dispute
from participation.enums import DisputeOutcome
from participation.models import Dispute
from portal.accounts.roles import Role
from portal.audit.actions import Guest
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Category, Message
from portal.obligations.models import Obligation
from tests.at_once import at_once
from tests.factories.participation import ANSWER, REASON, ConsultationFactory, draft_answer, give_opinion, send_in
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory, UnitFactory

WHY = "Trīssimt skolēnu skaitīja brīvlaikā, īstais skaits ir divreiz lielāks."
DECISION = (
    "Skaitījumu atkārtojām otrdien no septiņiem līdz deviņiem: ceļu šķērso 610 skolēni. Celiņa vieta nemainās, bet pāreja būs "
    "regulējama."
)


@pytest.fixture(autouse=True)
def _portal(request):
    request.getfixturevalue("committed" if "committed" in request.fixturenames else "db")
    MunicipalityFactory()


@pytest.fixture
def head():
    return OfficerFactory()


@pytest.fixture
def answered(head, now):
    """A published answer of a unit with a head, who did not write it."""
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(head=head)))
    return answer_now(question=opinion, by=OfficerFactory(), now=now, **ANSWER)


def test_a_disputed_answer_goes_to_the_head_of_the_unit_on_a_new_clock(answered, head, now):
    dispute = raise_dispute(answer=answered, reason=WHY, by=answered.opinion.author, now=now)

    promise = Obligation.objects.about(dispute).get()
    letter = Message.objects.get(key="participation.dispute_raised")
    assert promise.holder == head
    assert (promise.term_amount, promise.term_unit) == (10, "working_days")
    assert (letter.email, letter.category) == (head.email, Category.ACT)
    assert WHY in letter.body


def test_where_the_head_wrote_the_answer_a_coordinator_looks_at_it(now):
    head, coordinator = OfficerFactory(), OfficerFactory(roles=[Role.COORDINATOR])
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(head=head)))
    given = answer_now(question=opinion, by=head, now=now, **ANSWER)

    dispute = raise_dispute(answer=given, reason=WHY, by=Guest(), now=now)

    assert Obligation.objects.about(dispute).get().holder == coordinator
    assert dispute.raised_by is None


def test_an_answer_is_disputed_once(answered, now):
    raise_dispute(answer=answered, reason=WHY, by=None, now=now)

    with pytest.raises(StateConflict, match="Atbildi var apstrīdēt vienreiz"):
        raise_dispute(answer=answered, reason=WHY, by=None, now=now)


@pytest.mark.parametrize("reason", ["", "Nē!", "Paldies par viedokli.", f"{WHY} " * 100])
def test_a_dispute_says_what_is_wrong_in_a_few_words(answered, now, reason):
    with pytest.raises(InvalidInput) as refused:
        raise_dispute(answer=answered, reason=reason, by=None, now=now)

    assert refused.value.field == "reason"
    assert not Dispute.objects.exists()


def test_a_draft_is_not_disputed(now):
    with pytest.raises(StateConflict):
        raise_dispute(answer=draft_answer(give_opinion()), reason=WHY, by=None, now=now)


def test_the_dispute_about_a_private_submission_is_not_public(now):
    given = answer_now(question=send_in(author=PersonFactory()), by=OfficerFactory(), now=now, **ANSWER)

    dispute = raise_dispute(answer=given, reason=WHY, by=None, now=now)

    assert not Obligation.objects.public().about(dispute).exists()


@pytest.mark.rule("S4-43")
def test_the_outcome_stands_beside_the_answer_and_reaches_the_author(client, answered, head, now):
    dispute = raise_dispute(answer=answered, reason=WHY, by=None, now=now)

    decide_dispute(dispute=dispute, outcome=DisputeOutcome.STANDS, decision=DECISION, by=head, now=now)

    page = client.get(answered.get_absolute_url()).text
    log = client.get("/lidzdaliba/atbildes/?apstridets=ir").text
    letter = Message.objects.get(key="participation.dispute_decided")
    assert WHY in page
    assert DECISION in page
    assert "Atbilde paliek spēkā" in page
    assert DECISION in log
    assert (letter.email, DECISION in letter.body) == (answered.opinion.author.email, True)
    assert Obligation.objects.about(dispute).get().fulfilled_at == now


def test_the_writer_does_not_judge_the_own_answer(answered, now):
    dispute = raise_dispute(answer=answered, reason=WHY, by=None, now=now)

    with pytest.raises(StateConflict, match="cits darbinieks, nevis atbildes autors"):
        decide_dispute(
            dispute=dispute, outcome=DisputeOutcome.STANDS, decision=DECISION, by=answered.written_by, now=now
        )  # fmt: skip


@pytest.mark.rule("D5")
@pytest.mark.parametrize("decision", ["Pieņemts zināšanai.", WHY])
def test_a_decision_says_something(answered, head, now, decision):
    dispute = raise_dispute(answer=answered, reason=WHY, by=None, now=now)

    with pytest.raises(InvalidInput) as refused:
        decide_dispute(dispute=dispute, outcome=DisputeOutcome.STANDS, decision=decision, by=head, now=now)

    assert refused.value.field == "decision"


def test_an_answer_is_only_called_corrected_once_it_is(answered, head, now):
    dispute = raise_dispute(answer=answered, reason=WHY, by=None, now=now)
    decided = {"dispute": dispute, "outcome": DisputeOutcome.CORRECTED, "decision": DECISION, "by": head, "now": now}

    with pytest.raises(InvalidInput) as refused:
        decide_dispute(**decided)
    correct_answer(
        answer=answered, reason=REASON.replace("trīssimt", "sešsimt"), why="Skaitījumu atkārtojām darba dienā.", by=head, now=now
    )

    assert refused.value.field == "outcome"
    assert decide_dispute(**decided).outcome == DisputeOutcome.CORRECTED


@pytest.mark.usefixtures("committed")
def test_of_two_who_decide_at_once_one_is_told_that_it_is_done(answered, head, now):
    dispute, other = raise_dispute(answer=answered, reason=WHY, by=None, now=now), OfficerFactory()

    told = at_once(
        *(
            lambda officer=officer: decide_dispute(
                dispute=dispute, outcome=DisputeOutcome.STANDS, decision=DECISION, by=officer, now=now
            )
            for officer in (head, other)
        )
    )

    assert sorted(told)[0] == ""
    assert sorted(told)[1].startswith("Lēmums jau ir pieņemts")
