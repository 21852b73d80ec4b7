from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from actionplans.actions.action_update import ask_for_status
from actionplans.actions.course import adopt_plan, consult_plan, end_plan, review_plan, rewrite_plan, start_plan
from actionplans.actions.monitoring import ask_for_reading
from actionplans.enums import ActionStatus, PlanState, Promise
from actionplans.models import Chapter, ChapterDraft, Plan, PlanTemplate
from participation.actions.consultation import cancel_consultation
from participation.enums import Promise as ParticipationPromise
from participation.models import Consultation
from portal.accounts.roles import Role
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from tests.factories.actionplans import ActionFactory, ChallengeFactory, GoalFactory, IndicatorFactory, PlanFactory, complete_plan
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")

NOW = datetime(2027, 3, 1, 0, 30, tzinfo=ZoneInfo("Europe/Riga"))
TODAY = NOW.date()
CHANGES = "Pēc iedzīvotāju ierosinājuma pievienota rīcība par mācībām Misas krastā."
SUMMARY = "Notika septiņi forumi no deviņiem; divās apkaimēs pietrūka telpas."


def coordinator():
    return OfficerFactory(roles=[Role.COORDINATOR])


def adopt(plan: Plan, adopted_on: date = TODAY, now: datetime = NOW, **facts) -> Plan:
    return adopt_plan(plan=plan, decision_number="12/4", adopted_on=adopted_on, by=coordinator(), now=now, **facts)


def consult(plan: Plan, **facts) -> Consultation:
    plan.neighbourhoods.add(NeighbourhoodFactory())
    given = {
        "opens_on": TODAY + timedelta(days=1), "contact_post": "Koordinators", "contact_phone": "+371 60000000",
        "contact_email": "lidzdaliba@example.lv",
    }  # fmt: skip
    return consult_plan(plan=plan, by=coordinator(), now=NOW, **given | facts)


def started(**fields) -> Plan:
    return start_plan(plan=adopt(complete_plan(**fields)), by=coordinator(), now=NOW)


# Asking people


def test_asking_publishes_the_plans_text_paragraph_by_paragraph():
    plan = complete_plan()

    consultation = consult(plan)

    plan.refresh_from_db()
    assert (plan.state, consultation.state) == (PlanState.CONSULTED, "published")
    text = consultation.documents.get().versions.get().text
    assert str(plan.goals.get()) in text
    assert str(plan.actions.get()) in text
    assert text.startswith("# 1. ")


def test_a_plan_without_a_word_is_not_asked_about():
    with override("en"), pytest.raises(InvalidInput, match="Nothing is written yet"):
        consult(PlanFactory(chapters=False))

    assert not Consultation.objects.exists()


def test_a_window_shorter_than_advised_needs_its_reason_and_nothing_half_done_stays():
    plan = complete_plan()

    with pytest.raises(InvalidInput):
        consult(plan, closes_on=TODAY + timedelta(days=5))

    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT
    assert not Consultation.objects.exists()


def test_while_people_are_asked_the_plan_is_neither_rewritten_nor_adopted():
    plan = complete_plan()
    consultation = consult(plan)
    before = consultation.closes_at - timedelta(seconds=1)

    for act in (
        lambda: rewrite_plan(plan=plan, by=coordinator(), now=before),
        lambda: adopt(plan, before.date(), before, changes=CHANGES),
    ):
        with override("en"), pytest.raises(StateConflict, match="still giving their opinion"):
            act()


def test_after_the_closing_the_team_writes_again():
    plan = complete_plan()
    consultation = consult(plan)

    rewritten = rewrite_plan(plan=plan, by=coordinator(), now=consultation.closes_at)

    assert rewritten.is_being_written


def test_what_the_opinions_changed_becomes_the_consultations_result():
    plan = complete_plan()
    consultation = consult(plan)
    after = consultation.closes_at + timedelta(days=1)

    with pytest.raises(InvalidInput) as refusal:
        adopt(plan, after.date(), after)
    adopt(plan, after.date(), after, changes=CHANGES)

    consultation.refresh_from_db()
    assert refusal.value.field == "changes"
    assert consultation.result == CHANGES
    assert not obligation_of(consultation, ParticipationPromise.CONSULTATION_RESULT).is_open


def test_a_consultation_that_was_called_off_asks_for_no_result():
    plan = complete_plan()
    cancel_consultation(consultation=consult(plan), reason="Kļūda pielikumā: nebija kartes.", by=coordinator(), now=NOW)

    assert adopt(plan).state == PlanState.ADOPTED


# Adopting


def test_a_complete_plan_is_adopted_and_printed_without_projekts():
    plan = adopt(complete_plan())

    assert (plan.state, plan.decision_number, plan.adopted_on) == (PlanState.ADOPTED, "12/4", TODAY)
    assert Document.objects.latest_of("actionplans.plan", plan).is_draft is False


def test_what_was_typed_and_never_saved_goes_with_the_adoption():
    plan = complete_plan()
    ChapterDraft.objects.create(chapter=plan.chapters.first(), fields={"text": "Vēl viena doma."})

    adopt(plan)

    assert not ChapterDraft.objects.exists()


@pytest.mark.rule("D7")
def test_a_plan_with_any_of_its_thirteen_chapters_missing_is_not_adopted():
    plan = complete_plan()
    chapters = list(plan.chapters.select_related("kind"))
    assert len(chapters) == 13

    for chapter in chapters:
        Chapter.objects.filter(pk=chapter.pk).update(text=" \n")
        with pytest.raises(InvalidInput) as refusal:
            adopt(plan)
        assert f"{chapter.kind.position}. {chapter.kind.title}" in str(refusal.value)
        Chapter.objects.filter(pk=chapter.pk).update(text="Uzrakstīts")

    assert adopt(plan).state == PlanState.ADOPTED


def test_everything_that_is_missing_is_named_at_once():
    plan = PlanFactory(chapters=False)

    with pytest.raises(InvalidInput) as refusal:
        adopt(plan)

    assert str(refusal.value).count(";") == 12


@pytest.mark.rule("S0-44")
def test_an_action_without_a_goal_is_named():
    plan = complete_plan()
    loose = ActionFactory(plan=plan, what="Rīcība bez mērķa")

    with override("en"), pytest.raises(InvalidInput, match=f"{loose} – it serves no goal"):
        adopt(plan)


@pytest.mark.rule("S0-44")
def test_a_goal_without_an_action_is_named():
    plan = complete_plan()
    idle = IndicatorFactory(goal=GoalFactory(plan=plan, title="Mērķis bez rīcības")).goal

    with pytest.raises(InvalidInput, match=str(idle)):
        adopt(plan)


@pytest.mark.rule("S0-37")
def test_a_goal_without_an_indicator_is_named():
    plan = complete_plan()
    unmeasured = GoalFactory(plan=plan, title="Mērķis bez rādītāja")
    ActionFactory(plan=plan, goals=[unmeasured])

    with pytest.raises(InvalidInput, match=str(unmeasured)):
        adopt(plan)


def test_a_decision_of_tomorrow_cannot_have_been_made():
    with pytest.raises(InvalidInput) as refusal:
        adopt(complete_plan(), TODAY + timedelta(days=1))

    assert refusal.value.field == "adopted_on"


@pytest.mark.parametrize("state", [PlanState.ADOPTED, PlanState.IN_PROGRESS, PlanState.ENDED])
def test_a_plan_is_adopted_once(state):
    plan = adopt(complete_plan())
    Plan.objects.update(state=state)

    with pytest.raises(StateConflict):
        adopt(plan)


@pytest.mark.rule("S0-44")
def test_an_action_with_neither_an_indicator_nor_a_reason_is_named():
    plan = complete_plan()
    unmeasured = ActionFactory(plan=plan, goals=[plan.goals.get()], what="Rīcība bez rādītāja")

    with pytest.raises(InvalidInput, match=str(unmeasured)):
        adopt(plan)


@pytest.mark.rule("S0-44")
def test_the_reason_stands_in_for_an_indicator():
    plan = complete_plan()
    ActionFactory(plan=plan, goals=[plan.goals.get()], no_indicator_reason="Sagatavošanās darbs, ko skaita kopā ar R1.")

    assert adopt(plan).state == PlanState.ADOPTED


@pytest.mark.rule("S0-35")
def test_a_challenge_that_no_goal_answers_is_named():
    plan = complete_plan()
    unanswered = ChallengeFactory(plan=plan, title="plūdu risks pie Misas")

    with pytest.raises(InvalidInput, match=str(unanswered)):
        adopt(plan)


def test_a_strategy_that_only_hints_is_adopted_with_a_goal_that_lacks_letters():
    plan = complete_plan(template=PlanTemplate.objects.filter(is_strict=False).first())
    GoalFactory(plan=plan, owner="", title="Vairāk kopā", answers_to=plan.challenges.get()).actions.add(plan.actions.get())

    assert adopt(plan).state == PlanState.ADOPTED


# In progress


@pytest.mark.rule("S0-50")
def test_once_it_begins_the_unit_promises_a_review_of_the_first_year():
    plan = started()

    promise = obligation_of(plan, Promise.PLAN_REVIEW)

    assert (plan.state, promise.holder, promise.due_on) == (PlanState.IN_PROGRESS, plan.unit, date(2028, 1, 31))


@pytest.mark.rule("S0-50")
def test_a_review_keeps_the_promise_and_makes_the_next():
    plan = started()

    review_plan(plan=plan, year=2027, summary=SUMMARY, changes="Forumus rīkosim skolās.", by=coordinator(), now=NOW)

    assert plan.reviews.get().summary == SUMMARY
    assert obligation_of(plan, Promise.PLAN_REVIEW).due_on == date(2029, 1, 31)


@pytest.mark.parametrize("year", [2026, 2028, 2030], ids=["before the plan", "still to come", "after the plan"])
def test_only_a_year_of_the_plan_that_has_come_is_reviewed(year):
    plan = started()

    with pytest.raises(InvalidInput) as refusal:
        review_plan(plan=plan, year=year, summary=SUMMARY, by=coordinator(), now=NOW)

    assert refusal.value.field == "year"


def test_a_year_is_reviewed_once():
    plan = started()
    review_plan(plan=plan, year=2027, summary=SUMMARY, by=coordinator(), now=NOW)

    with override("en"), pytest.raises(StateConflict, match="reviewed already"):
        review_plan(plan=plan, year=2027, summary=SUMMARY, by=coordinator(), now=NOW)


def test_a_review_of_two_words_says_nothing():
    plan = started()

    with pytest.raises(InvalidInput) as refusal:
        review_plan(plan=plan, year=2027, summary="Viss labi.", by=coordinator(), now=NOW)

    assert refusal.value.field == "summary"


def test_a_draft_is_not_reviewed():
    with pytest.raises(StateConflict):
        review_plan(plan=complete_plan(), year=2027, summary=SUMMARY, by=coordinator(), now=NOW)


def test_a_plan_with_an_action_still_open_does_not_end():
    plan = started()
    action = plan.actions.get()

    with pytest.raises(InvalidInput, match=str(action)):
        end_plan(plan=plan, summary=SUMMARY, by=coordinator(), now=NOW)


def test_the_last_review_says_how_it_ended_and_no_review_is_owed_any_more():
    plan = started()
    plan.actions.update(progress=ActionStatus.DONE)

    ended = end_plan(plan=plan, summary=SUMMARY, by=coordinator(), now=NOW)

    assert (ended.state, ended.reviews.get().is_final) == (PlanState.ENDED, True)
    assert not obligation_of(plan, Promise.PLAN_REVIEW).is_open


def test_with_the_plans_end_nothing_more_is_asked_of_its_actions_and_indicators():
    plan = started()
    ask_for_status(plan_action=plan.actions.get(), now=NOW)
    ask_for_reading(indicator=plan.goals.get().indicators.get(), now=NOW)
    plan.actions.update(progress=ActionStatus.DONE)

    end_plan(plan=plan, summary=SUMMARY, by=coordinator(), now=NOW)

    owed = Obligation.objects.filter(kind__in=[Promise.STATUS, Promise.READING])
    assert [one.cancelled_reason for one in owed] == ["Plānu vairs neīsteno."] * 2
