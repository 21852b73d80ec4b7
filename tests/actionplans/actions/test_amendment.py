"""An adopted plan changes only by a reasoned, dated amendment, and the edition before stays readable."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from actionplans.actions.action import remove_action
from actionplans.actions.amendment import adopt_amendment, begin_amendment, withdraw_amendment
from actionplans.actions.comment import comment_chapter
from actionplans.actions.course import end_plan
from actionplans.actions.writing import write_chapter
from actionplans.documents.plan import plan_context
from actionplans.enums import ActionStatus
from actionplans.models import Plan, PlanAmendment
from actionplans.queries.amending import changes_of
from portal.documents.models import Document
from portal.documents.rendering import render_body
from portal.errors import InvalidInput, StateConflict
from tests.actionplans.actions.test_course import SUMMARY, adopt, coordinator
from tests.factories.actionplans import ActionFactory, complete_plan
from tests.factories.joining import JoiningFactory

pytestmark = pytest.mark.usefixtures("municipality")

NOW = datetime(2027, 9, 1, 12, 0, tzinfo=ZoneInfo("Europe/Riga"))
TODAY = NOW.date()
REASON = "Pēc pirmā gada Mežinieku iedzīvotāji lūdza iekļaut plānā arī savu apkaimi."


def adopted_plan() -> Plan:
    """Adopted, and the adopted edition is printed."""
    plan = adopt(complete_plan())
    Document.objects.update(state=Document.State.READY, rendered_at=timezone.now())
    return plan


def amended_plan() -> Plan:
    plan = adopted_plan()
    begin_amendment(plan=plan, reason=REASON, by=coordinator(), now=NOW)
    return Plan.objects.get(pk=plan.pk)


def rewrite(plan: Plan, text: str = "Arī Mežinieki.") -> None:
    write_chapter(plan=plan, kind=plan.template.chapters.get(slug="vietas"), text=text, by=coordinator(), now=NOW)


def decide(plan: Plan, adopted_on: date = TODAY) -> PlanAmendment:
    return adopt_amendment(plan=plan, decision_number="9/5", adopted_on=adopted_on, by=coordinator(), now=NOW)


def test_the_text_of_an_adopted_plan_opens_only_for_an_amendment():
    plan = adopted_plan()
    with pytest.raises(StateConflict):
        rewrite(plan)

    begin_amendment(plan=plan, reason=REASON, by=coordinator(), now=NOW)
    rewrite(plan)

    assert plan.chapters.get(kind__slug="vietas").text == "Arī Mežinieki."
    assert Plan.objects.get(pk=plan.pk).state == "adopted"


def test_the_adopted_amendment_is_the_next_edition_and_the_one_before_stays_readable():
    plan = amended_plan()
    before = Document.objects.latest_of("actionplans.plan", plan)
    rewrite(plan)

    amendment = decide(plan)

    plan.refresh_from_db()
    after = Document.objects.latest_of("actionplans.plan", plan)
    assert (plan.edition, plan.is_being_amended, plan.decision_number) == (2, False, "12/4")
    assert amendment.document == before != after
    assert not after.is_draft
    assert "9/5" in render_body(after)


def test_everybody_sees_word_by_word_what_changes():
    plan = amended_plan()
    rewrite(plan)

    (part,) = changes_of(plan.amendments.get())

    assert part.heading == "6. Vietas"
    assert ("added", "Arī Mežinieki.") in {(one.change, one.text.strip()) for one in part.pieces}


def test_while_it_is_written_it_prints_as_a_draft():
    plan = amended_plan()

    assert plan_context(plan)["amendments"][0].adopted_on is None
    assert Document.objects.latest_of("actionplans.plan", plan).kind_info.is_draft(plan)


def test_the_team_comments_on_what_is_being_amended():
    plan = amended_plan()

    comment = comment_chapter(chapter=plan.chapters.first(), text="Un Pulkarne?", by=coordinator(), now=NOW)

    assert comment.text == "Un Pulkarne?"


@pytest.mark.parametrize("reason", ["", "Vajag.", " " * 50])
def test_an_amendment_without_a_reason_does_not_begin(reason):
    with pytest.raises(InvalidInput) as refusal:
        begin_amendment(plan=adopted_plan(), reason=reason, by=coordinator(), now=NOW)

    assert refusal.value.field == "reason"


@pytest.mark.parametrize("state", ["draft", "consulted", "ended"])
def test_only_a_plan_that_holds_is_amended(state):
    plan = adopted_plan()
    Plan.objects.update(state=state)

    with override("en"), pytest.raises(StateConflict, match="adopted plan that has not ended"):
        begin_amendment(plan=plan, reason=REASON, by=coordinator(), now=NOW)


def test_one_amendment_at_a_time():
    with override("en"), pytest.raises(StateConflict, match="amended already"):
        begin_amendment(plan=amended_plan(), reason=REASON, by=coordinator(), now=NOW)


def test_an_edition_that_is_not_printed_yet_would_be_lost():
    with override("en"), pytest.raises(StateConflict, match="still being printed"):
        begin_amendment(plan=adopt(complete_plan()), reason=REASON, by=coordinator(), now=NOW)


def test_the_next_amendment_waits_for_the_edition_it_changes():
    plan = amended_plan()
    rewrite(plan)
    decide(plan)

    with override("en"), pytest.raises(StateConflict, match="still being printed"):
        begin_amendment(plan=plan, reason=REASON, by=coordinator(), now=NOW)


def test_nothing_changed_is_nothing_to_adopt():
    with override("en"), pytest.raises(InvalidInput, match="Nothing has changed"):
        decide(amended_plan())


def test_an_amendment_leaves_the_plan_as_complete_as_it_was():
    plan = amended_plan()
    loose = ActionFactory(plan=plan, what="Rīcība bez mērķa")

    with pytest.raises(InvalidInput, match=str(loose)):
        decide(plan)


@pytest.mark.parametrize("days", [1, -400], ids=["tomorrow", "before the plan itself"])
def test_a_day_that_cannot_be_the_decisions_is_refused(days):
    plan = amended_plan()
    rewrite(plan)

    with pytest.raises(InvalidInput) as refusal:
        decide(plan, TODAY + timedelta(days=days))

    assert refusal.value.field == "adopted_on"


def test_an_amendment_is_taken_back_only_with_the_text_as_it_was():
    plan = amended_plan()
    was = plan.chapters.get(kind__slug="vietas").text
    rewrite(plan)
    with override("en"), pytest.raises(StateConflict, match="differs from the adopted edition"):
        withdraw_amendment(plan=plan, by=coordinator(), now=NOW)

    rewrite(plan, was)
    withdraw_amendment(plan=plan, by=coordinator(), now=NOW)

    assert not PlanAmendment.objects.exists()
    assert not Plan.objects.get(pk=plan.pk).is_being_written


def test_a_plan_does_not_end_in_the_middle_of_an_amendment():
    plan = amended_plan()
    plan.actions.update(progress=ActionStatus.DONE)

    with override("en"), pytest.raises(StateConflict, match="being amended"):
        end_plan(plan=plan, summary=SUMMARY, by=coordinator(), now=NOW)


def test_an_action_that_people_have_joined_is_stopped_not_taken_out():
    plan = amended_plan()
    action = plan.actions.get()
    JoiningFactory(action=action)

    with override("en"), pytest.raises(StateConflict, match="Note it as stopped"):
        remove_action(plan_action=action, by=coordinator(), now=NOW)
