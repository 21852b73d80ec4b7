from datetime import timedelta

import pytest

from participation.actions.answer import (
    answer_now,
    correct_answer,
    extend_answer,
    pass_on,
    publish_answer,
    say_whether_it_helped,
    write_answer,
)
from participation.actions.opinion import confirm_opinion
from participation.enums import OpinionState, SubmissionState
from participation.models import Answer, Opinion, Submission
from participation.workflow import OPINION, SUBMISSION
from portal.audit.models import Event
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Category, Message
from portal.obligations.models import LegalRule, Obligation
from portal.obligations.rules_of_law import forget_rules
from tests.factories.communities import CommunityFactory
from tests.factories.participation import (
    ANSWER,
    REASON,
    ConsultationFactory,
    draft_answer,
    give_guest_opinion,
    give_joint_opinion,
    give_opinion,
    send_in,
)
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def answer(question, now, **text):
    return answer_now(question=question, by=OfficerFactory(), now=now, **{**ANSWER, **text})


@pytest.mark.rule("D5")
@pytest.mark.rule("S4-42")
def test_an_answer_keeps_the_promise_and_reaches_its_author(now):
    opinion = confirm_opinion(opinion=give_guest_opinion(), now=now)

    answer(opinion, now)

    letter = Message.objects.get(key="participation.answer_published")
    opinion.refresh_from_db()
    assert opinion.state == OpinionState.ANSWERED
    assert Obligation.objects.about(opinion).get().fulfilled_at == now
    assert letter.email == "viesis@example.lv"
    assert REASON in letter.body
    assert ANSWER["next_step"] in letter.body
    assert Answer.objects.public().get().opinion == opinion


@pytest.mark.rule("S4-94")
def test_a_joint_opinion_is_answered_to_its_author_and_the_communitys_contacts(now):
    leader, author = PersonFactory(), PersonFactory()
    opinion = give_joint_opinion(community=CommunityFactory(leader=leader), by=author)

    answer(opinion, now)

    readers = Message.objects.filter(key="participation.answer_published").values_list("email", flat=True)
    assert sorted(readers) == sorted([leader.email, author.email])


@pytest.mark.rule("S4-41")
@pytest.mark.rule("D5")
@pytest.mark.parametrize(
    "empty",
    [
        pytest.param(" \n\t\u200b", id="blanks"),
        pytest.param("............", id="dots"),
        pytest.param("Vajag drošu ceļu uz skolu.", id="the question itself"),
        pytest.param("Pieņemts zināšanai,", id="with a comma"),
        pytest.param("PIENEMTS zinasanai!!", id="without diacritics"),
        pytest.param("Labdien! Paldies par viedokli.\nAr cieņu\nnodaļas vadītāja Anna", id="only polite"),
    ],
)
def test_an_empty_answer_is_refused_and_nothing_is_sent(now, empty):
    opinion = give_opinion()

    with pytest.raises(InvalidInput, match="nekas nav pateikts par pašu jautājumu") as refused:
        answer(opinion, now, reason=empty)

    assert (refused.value.field, refused.value.code) == ("reason", "empty_answer")
    assert not Answer.objects.exists()
    assert not Message.objects.filter(key="participation.answer_published").exists()


@pytest.mark.rule("D5")
def test_the_opinion_sent_back_is_no_answer(now):
    opinion = give_opinion(text=REASON)

    with pytest.raises(InvalidInput) as refused:
        answer(opinion, now, reason=REASON.upper())

    assert refused.value.code == "empty_answer"


@pytest.mark.rule("S4-42")
def test_an_answer_says_what_follows_or_why_nothing_does(now):
    with pytest.raises(InvalidInput) as refused:
        answer(give_opinion(), now, next_step=" ")

    assert refused.value.field == "next_step"
    assert answer(give_opinion(), now, next_step="", no_next_step="Celiņš jau ir uzbūvēts.").published_at == now


@pytest.mark.rule("S4-42")
def test_what_is_not_taken_up_says_why(now):
    unexplained = REASON.replace(", jo ", "; ")

    with pytest.raises(InvalidInput, match="iemesl"):
        answer(give_opinion(), now, outcome="not_taken", reason=unexplained)


def test_how_much_an_answer_must_say_is_a_rule_of_the_administrator(now):
    LegalRule.objects.filter(code="ANSWER_MIN_CHARACTERS").update(value=1000)
    forget_rules()

    with pytest.raises(InvalidInput, match="1000"):
        answer(give_opinion(), now)


def test_a_draft_is_seen_by_nobody_outside():
    opinion = give_opinion()

    draft_answer(opinion)

    assert not Answer.objects.public().exists()
    assert Obligation.objects.about(opinion).open().exists()


def test_a_draft_is_rewritten_not_doubled():
    opinion = give_opinion()
    draft_answer(opinion)

    draft_answer(opinion, outcome="planned")

    assert Answer.objects.get().outcome == "planned"


def test_where_the_unit_wants_a_second_look_a_colleague_publishes(now):
    writer = OfficerFactory()
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(needs_second_look=True)))

    draft = answer_now(question=opinion, by=writer, now=now, **ANSWER)
    with pytest.raises(StateConflict, match="cits darbinieks"):
        publish_answer(answer=draft, by=writer, now=now)
    publish_answer(answer=draft, by=OfficerFactory(), now=now)

    assert Answer.objects.public().get() == draft


@pytest.mark.parametrize("state", [state for state in OPINION.statuses if not OPINION.allows(state, OpinionState.ANSWERED)])
def test_an_opinion_in_another_state_is_not_answered(now, state):
    opinion = give_opinion()
    draft = draft_answer(opinion)
    Opinion.objects.update(state=state)

    for act in (
        lambda: write_answer(question=opinion, by=OfficerFactory(), now=now, **ANSWER),
        lambda: publish_answer(answer=draft, by=OfficerFactory(), now=now),
    ):
        with pytest.raises(StateConflict):
            act()


@pytest.mark.parametrize(
    "state", [state for state in SUBMISSION.statuses if not SUBMISSION.allows(state, SubmissionState.ANSWERED)]
)
def test_a_submission_in_another_state_is_not_answered(now, state):
    submission = send_in()
    Submission.objects.update(state=state)

    with pytest.raises(StateConflict):
        answer(submission, now)

    assert Obligation.objects.open().exists()


def test_an_answer_is_published_once(now):
    draft = draft_answer(give_opinion())
    publish_answer(answer=draft, by=OfficerFactory(), now=now)

    with pytest.raises(StateConflict, match="kāds kolēģis"):
        publish_answer(answer=draft, by=OfficerFactory(), now=now)

    assert Message.objects.filter(key="participation.answer_published").count() == 1


def test_the_answer_to_a_hidden_opinion_is_for_its_author_alone(now):
    opinion = give_opinion()
    Opinion.objects.update(state=OpinionState.HIDDEN, hidden_reason="Svešas personas dati.")

    answer(opinion, now)

    assert not Answer.objects.public().exists()
    assert Message.objects.get(key="participation.answer_published").email == opinion.author.email


def test_the_answer_to_a_private_submission_is_not_public(now):
    submission = send_in(author=PersonFactory())

    answer(submission, now)

    submission.refresh_from_db()
    assert submission.state == SubmissionState.ANSWERED
    assert not Answer.objects.public().exists()


WHY_LATER = "Gaidām ceļu uzturētāja atzinumu."


def extend(question, now):
    until = Obligation.objects.about(question).get().due_on + timedelta(days=3)
    return extend_answer(question=question, until=until, reason=WHY_LATER, by=OfficerFactory(), now=now)


def test_the_author_is_told_the_new_day_and_why(now):
    opinion = confirm_opinion(opinion=give_guest_opinion(), now=now)

    obligation = extend(opinion, now)

    letter = Message.objects.get(key="participation.answer_extended")
    assert (letter.email, letter.category) == ("viesis@example.lv", Category.SERVICE)
    assert f"{obligation.due_on:%d.%m.%Y}." in letter.subject
    assert WHY_LATER in letter.body
    assert Event.objects.get(name="participation.answer.extended").data["notices"] == 1


def test_everybody_sees_why_an_answer_takes_longer(client, now):
    opinion = give_opinion()
    extend(opinion, now)

    assert WHY_LATER in client.get(opinion.consultation.get_absolute_url()).text


def test_a_submission_is_extended_once_and_told_once(now):
    submission = send_in(author=PersonFactory())
    extend(submission, now)

    with pytest.raises(StateConflict):
        extend(submission, now)

    assert Message.objects.get(key="participation.answer_extended").email == submission.author.email


def test_where_no_answer_is_due_nothing_is_extended(now):
    opinion = give_guest_opinion()

    with pytest.raises(StateConflict):
        extend_answer(question=opinion, until=now.date(), reason=WHY_LATER, by=OfficerFactory(), now=now)


PASSED = {
    "body": "VSIA „Latvijas Valsts ceļi”",
    "reason": (
        "Autoceļš P85 pieder valstij, un par gājēju pārejas izbūvi uz tā lemj ceļu pārvaldītājs; Jūsu vēstuli un skaitījumus "
        "nosūtījām šodien."
    ),
    "next_step": "Pārvaldītājs atbild mēneša laikā; kontaktpersona ir Rīgas nodaļas inženieris.",
}


def test_the_same_text_in_another_consultation_is_another_matter(now):
    answer(give_opinion(text="Vajag soliņus."), now)

    assert answer(give_opinion(text="Vajag lampas."), now).published_at == now


@pytest.mark.rule("D5")
@pytest.mark.parametrize("dressed", [REASON, f"Labdien, Annas kundze!\n{REASON.upper()}\nAr cieņu\nnodaļa"])
def test_one_text_for_opinions_that_differ_is_refused(now, dressed):
    first = give_opinion(text="Vajag soliņus.")
    second = give_opinion(first.consultation, text="Vajag lampas.")
    answer(first, now)

    with pytest.raises(InvalidInput, match="Atbildēt vairākiem līdzīgiem") as refused:
        answer(second, now, reason=dressed)

    assert refused.value.code == "repeated_answer"
    assert Answer.objects.count() == 1


def test_the_same_opinion_of_two_people_may_get_the_same_answer(now):
    first = give_opinion(text="Vajag soliņus.")
    second = give_opinion(first.consultation, text="Vajag SOLIŅUS!")
    answer(first, now)

    assert answer(second, now).published_at == now


@pytest.mark.rule("S4-34")
def test_an_explanation_says_what_it_clears_up(now):
    with pytest.raises(InvalidInput, match="izvēlieties šādu iznākumu"):
        answer(give_opinion(), now, clarifies=["rumour"])

    assert answer(give_opinion(), now, outcome="explained", clarifies=["rumour"]).clarified == ["baumas"]


def test_a_submission_is_passed_on_to_the_body_that_decides(now):
    submission = send_in(author=PersonFactory())

    passed = pass_on(question=submission, by=OfficerFactory(), now=now, **PASSED)

    letter = Message.objects.get(key="participation.answer_published")
    assert (passed.outcome, passed.passed_to) == ("passed_on", PASSED["body"])
    assert PASSED["body"] in letter.body
    assert letter.email == submission.author.email
    assert Obligation.objects.about(submission).get().fulfilled_at == now


def test_what_is_passed_on_names_the_body(now):
    with pytest.raises(InvalidInput) as refused:
        pass_on(question=send_in(), by=OfficerFactory(), now=now, **{**PASSED, "body": " "})

    assert refused.value.field == "passed_to"


def _long_ago(now):
    return send_in(now=now - timedelta(days=22))


def test_after_the_laws_days_nothing_is_passed_on(now):
    submission = _long_ago(now)

    with pytest.raises(DeadlinePassed, match="Jautājumu varēja nodot citai iestādei līdz"):
        pass_on(question=submission, by=OfficerFactory(), now=now, **PASSED)

    assert Obligation.objects.about(submission).open().exists()


def test_where_the_rule_is_soft_a_late_passing_on_is_explained_publicly(now):
    LegalRule.objects.filter(code="FORWARD").update(is_hard=False)
    forget_rules()
    submission = _long_ago(now)

    with pytest.raises(InvalidInput) as refused:
        pass_on(question=submission, by=OfficerFactory(), now=now, **PASSED)
    passed = pass_on(
        question=submission, late_reason="Īpašnieku noskaidrojām tikai zemesgrāmatā.", by=OfficerFactory(), now=now, **PASSED
    )

    assert refused.value.field == "late_reason"
    assert passed.late_reason == "Īpašnieku noskaidrojām tikai zemesgrāmatā."


@pytest.mark.rule("D5")
def test_an_interim_answer_that_says_nothing_is_refused(now):
    opinion = give_opinion()
    until = Obligation.objects.about(opinion).get().due_on + timedelta(days=3)

    with pytest.raises(InvalidInput, match="saviem vārdiem"):
        extend_answer(
            question=opinion, until=until, reason="Jautājums tiks izskatīts, pieņemts zināšanai.", by=OfficerFactory(), now=now
        )

    assert Obligation.objects.about(opinion).get().extended_at is None


CORRECTED = {"reason": REASON.replace("janvārī", "martā"), "why": "Iepirkums pārsūdzēts, tāpēc darbi sāksies vēlāk."}


@pytest.mark.rule("S4-43")
def test_a_correction_keeps_the_earlier_version_and_tells_the_author(now):
    opinion = give_opinion()
    given = answer(opinion, now)

    corrected = correct_answer(answer=given, by=OfficerFactory(), now=now, **CORRECTED)

    before = corrected.revisions.get()
    letter = Message.objects.get(key="participation.answer_corrected")
    assert (corrected.reason, corrected.corrected_at) == (CORRECTED["reason"], now)
    assert (before.reason, before.why) == (REASON, CORRECTED["why"])
    assert CORRECTED["why"] in letter.body
    assert letter.email == opinion.author.email


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"why": "Pieņemts zināšanai."}, "why"),
        ({"reason": "Pieņemts zināšanai."}, "reason"),
        ({"reason": REASON}, "reason"),
        ({"next_step": " "}, "next_step"),
    ],
)
def test_a_correction_says_why_and_still_says_something(now, change, field):
    given = answer(give_opinion(), now)

    with pytest.raises(InvalidInput) as refused:
        correct_answer(answer=given, by=OfficerFactory(), now=now, **{**CORRECTED, **change})

    assert refused.value.field == field
    assert not given.revisions.exists()


def test_a_draft_is_not_corrected(now):
    with pytest.raises(StateConflict, match="melnrakstu vienkārši pārraksta"):
        correct_answer(answer=draft_answer(give_opinion()), by=OfficerFactory(), now=now, **CORRECTED)


def test_where_the_unit_wants_a_second_look_the_writer_does_not_correct_alone(now):
    writer = OfficerFactory()
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(needs_second_look=True)))
    draft = answer_now(question=opinion, by=writer, now=now, **ANSWER)
    published = publish_answer(answer=draft, by=OfficerFactory(), now=now)

    with pytest.raises(StateConflict, match="cits darbinieks"):
        correct_answer(answer=published, by=writer, now=now, **CORRECTED)


def test_whether_it_helped_is_said_once(now):
    given = answer(give_opinion(), now)

    say_whether_it_helped(answer=given, helped=False, by=None, now=now)
    with pytest.raises(StateConflict, match="Savu vērtējumu jau esat devis"):
        say_whether_it_helped(answer=given, helped=True, by=None, now=now)

    given.refresh_from_db()
    assert (given.helped, given.helped_at) == (False, now)
