from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from actionplans.actions.plan import add_reading, adopt_plan, print_plan, report_progress, write_chapter
from actionplans.enums import ActionStatus, PlanState
from actionplans.models import Action, Chapter, Plan
from actionplans.workflow import ACTION
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from tests.factories.actionplans import ActionFactory, GoalFactory, IndicatorFactory, PlanFactory, complete_plan
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")

NOW = datetime(2027, 3, 1, 0, 30, tzinfo=ZoneInfo("Europe/Riga"))
TODAY = NOW.date()


def coordinator():
    return OfficerFactory(roles=[Role.COORDINATOR])


def adopt(plan: Plan, adopted_on: date = TODAY) -> Plan:
    return adopt_plan(plan=plan, decision_number="12/4", adopted_on=adopted_on, by=coordinator(), now=NOW)


# Writing


def test_a_chapter_is_written_and_rewritten_in_place():
    plan = PlanFactory(chapters=False)
    kind = plan.template.chapters.first()

    for text in ("Pirmais", "Otrais"):
        write_chapter(plan=plan, kind=kind, text=text, by=coordinator(), now=NOW)

    assert plan.chapters.get().text == "Otrais"
    assert Event.objects.of(plan).filter(name="actionplans.chapter.written").count() == 2


# Adopting


def test_a_complete_plan_is_adopted_and_printed_without_projekts():
    plan = adopt(complete_plan())

    assert (plan.state, plan.decision_number, plan.adopted_on) == (PlanState.ADOPTED, "12/4", TODAY)
    assert Document.objects.latest_of("actionplans.plan", plan).is_draft is False


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

    with pytest.raises(InvalidInput, match=str(loose)):
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


@pytest.mark.rule("D7")
@pytest.mark.parametrize("complete", [True, False])
def test_until_it_is_adopted_every_printed_version_is_a_draft(complete):
    plan = complete_plan() if complete else PlanFactory(chapters=False)

    for _print in range(2):
        print_plan(plan=plan, by=coordinator(), now=NOW)

    versions = Document.objects.about(plan).order_by("version")
    assert [(version.version, version.is_draft) for version in versions] == [(1, True), (2, True)]


@pytest.mark.rule("D7")
def test_an_adopted_plan_that_lost_a_chapter_is_printed_as_a_draft_again():
    plan = adopt(complete_plan())
    write_chapter(plan=plan, kind=plan.template.chapters.first(), text="", by=coordinator(), now=NOW)

    print_plan(plan=plan, by=coordinator(), now=NOW)

    assert Document.objects.latest_of("actionplans.plan", plan).is_draft


# Monitoring


@pytest.mark.parametrize(("state", "target"), [(one, two) for one in ActionStatus for two in ActionStatus])
def test_progress_moves_only_as_the_table_says(state, target):
    action = ActionFactory(progress=state)

    if ACTION.allows(state, target):
        report_progress(plan_action=action, progress=target, by=coordinator(), now=NOW)
    else:
        with pytest.raises(StateConflict):
            report_progress(plan_action=action, progress=target, by=coordinator(), now=NOW)

    moved = Action.objects.get().progress != state
    assert moved is ACTION.allows(state, target)


def read(indicator, value, measured_on: date):
    return add_reading(indicator=indicator, value=Decimal(value), measured_on=measured_on, by=coordinator(), now=NOW)


@pytest.mark.rule("S0-50")
def test_a_value_of_today_is_taken_even_just_after_midnight():
    indicator = IndicatorFactory()

    read(indicator, 5, TODAY)

    assert indicator.readings.get().measured_on == TODAY


def test_a_second_value_of_a_day_corrects_the_first():
    indicator = IndicatorFactory()

    for value in (5, 6):
        read(indicator, value, TODAY)

    assert indicator.readings.get().value == 6


@pytest.mark.parametrize("days", [1, -(TODAY - date(2025, 12, 30)).days], ids=["tomorrow", "before the baseline"])
def test_a_value_of_an_impossible_day_is_refused(days):
    indicator = IndicatorFactory()

    with pytest.raises(InvalidInput) as refusal:
        read(indicator, 5, TODAY + timedelta(days=days))

    assert refusal.value.field == "measured_on"
    assert not indicator.readings.exists()
