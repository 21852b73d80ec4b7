from datetime import date

import pytest
from django.urls import reverse

from actionplans.models import Plan
from portal.accounts.roles import Role
from portal.documents.models import Document
from tests.desks import step_of
from tests.factories.actionplans import PlanFactory, complete_plan
from tests.factories.portal import OfficerFactory


@pytest.fixture(autouse=True)
def _office(municipality, settings, client):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))


ADOPTED = {"decision_number": "12/4", "adopted_on": "2026-01-15"}


@pytest.mark.rule("D7")
def test_what_is_missing_is_named_before_adopting(client):
    plan = PlanFactory(chapters=False)

    page = client.get(reverse("admin:actionplans_plan_change", args=[plan.pk]))
    refused = client.post(step_of(plan, "apstiprinat"), ADOPTED)

    assert [chapter.is_complete for chapter in page.context["chapters"]] == [False] * 13
    assert refused.status_code == 422
    assert "13. Uzraudzība un novērtēšana" in refused.text


def test_a_complete_plan_is_adopted_by_its_decision(client):
    plan = complete_plan()

    client.post(step_of(plan, "apstiprinat"), ADOPTED)

    plan.refresh_from_db()
    assert (plan.state, plan.decision_number, plan.adopted_on) == ("adopted", "12/4", date(2026, 1, 15))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"decision_number": "  "}, "decision_number"),
        ({"adopted_on": "2126-01-15"}, "adopted_on"),
        ({"adopted_on": "x"}, "adopted_on"),
    ],
)
def test_adopting_without_a_decision_is_refused_beside_the_field(client, typed, field):
    plan = complete_plan()

    page = client.post(step_of(plan, "apstiprinat"), ADOPTED | typed)

    assert (page.status_code, set(page.context["form"].errors)) == (422, {field})


@pytest.mark.parametrize(
    ("role", "prints", "adopts"),
    [(Role.COORDINATOR, True, True), (Role.OFFICER, True, False), (Role.AUDITOR, False, False), (Role.CALLS, False, False)],
)
def test_officers_print_and_only_coordinators_adopt(client, role, prints, adopts):
    plan = complete_plan()
    client.force_login(OfficerFactory(roles=[role]))

    client.post(step_of(plan, "drukat"))
    client.post(step_of(plan, "apstiprinat"), ADOPTED)

    assert Document.objects.about(plan).count() == prints + adopts
    assert (Plan.objects.get().state == "adopted") is adopts
