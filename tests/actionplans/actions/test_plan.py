from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from actionplans.actions.course import adopt_plan
from actionplans.actions.plan import print_plan
from actionplans.actions.writing import write_chapter
from actionplans.models import Plan
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.documents.models import Document
from tests.factories.actionplans import PlanFactory, complete_plan
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
    plan.chapters.filter(kind=plan.template.chapters.first()).update(text="")

    print_plan(plan=plan, by=coordinator(), now=NOW)

    assert Document.objects.latest_of("actionplans.plan", plan).is_draft
