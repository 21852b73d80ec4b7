"""The course of a plan as its officers walk it, button by button."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.enums import ActionStatus
from actionplans.models import Chapter, Plan, PlanReview
from portal.accounts.roles import Role
from portal.documents.models import Document
from tests.factories.actionplans import complete_plan
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.portal import OfficerFactory

SUMMARY = "Notika septiņi forumi no deviņiem; divās apkaimēs pietrūka telpas."


@pytest.fixture(autouse=True)
def _office(municipality, settings, client):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))


def take(client, plan: Plan, step: str, **answers):
    return client.post(reverse("admin:actionplans_plan_step", args=[plan.pk, step]), answers)


def state_of(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def asking(**changes) -> dict[str, str]:
    opens_on = timezone.localdate() + timedelta(days=1)
    contact = {"contact_post": "Koordinators", "contact_phone": "+371 60000000", "contact_email": "lidzdaliba@example.lv"}
    return {"opens_on": str(opens_on), **contact, **changes}


def test_a_plan_is_asked_about_and_its_consultation_is_public(client):
    plan = complete_plan()
    plan.neighbourhoods.add(NeighbourhoodFactory())

    take(client, plan, "apspriest", **asking())

    consultation = plan.consultations.get().consultation
    assert state_of(plan) == "consulted"
    assert plan.title in client.get(consultation.get_absolute_url()).text


def test_what_the_rules_of_consultations_ask_for_is_said_and_nothing_typed_is_lost(client):
    plan = complete_plan()
    plan.neighbourhoods.add(NeighbourhoodFactory())
    too_soon = str(timezone.localdate() + timedelta(days=4))

    page = take(client, plan, "apspriest", **asking(closes_on=too_soon))

    assert page.status_code == 422
    assert too_soon in page.text
    assert state_of(plan) == "draft"


def test_a_plan_begins_is_reviewed_and_ends(client):
    plan = complete_plan(year_from=2024, year_to=2100)
    take(client, plan, "apstiprinat", decision_number="12/4", adopted_on="2026-01-15")

    take(client, plan, "sakt")
    take(client, plan, "izvertet", year=timezone.localdate().year, summary=SUMMARY)
    assert state_of(plan) == "in_progress"

    plan.actions.update(progress=ActionStatus.STOPPED)
    take(client, plan, "beigt", summary=SUMMARY)

    assert state_of(plan) == "ended"
    assert list(PlanReview.objects.order_by("pk").values_list("is_final", flat=True)) == [False, True]
    assert SUMMARY in client.get(plan.get_absolute_url()).text


def test_once_adopted_its_frame_is_no_longer_typed_over(client):
    plan = complete_plan()
    take(client, plan, "apstiprinat", decision_number="12/4", adopted_on="2026-01-15")

    page = client.get(reverse("admin:actionplans_plan_change", args=[plan.pk]))

    assert 'name="title"' not in page.text


def test_an_officer_who_does_not_conduct_plans_cannot_take_its_steps(client):
    plan = complete_plan()
    client.force_login(OfficerFactory(roles=[Role.OFFICER]))

    assert take(client, plan, "apspriest", **asking()).status_code == 403
    assert state_of(plan) == "draft"


def test_an_adopted_plan_is_amended_and_its_page_says_so(client):
    plan = complete_plan()
    take(client, plan, "apstiprinat", decision_number="12/4", adopted_on="2026-01-15")
    Document.objects.update(state=Document.State.READY, rendered_at=timezone.now())
    reason = "Pēc pirmā gada Mežinieku iedzīvotāji lūdza iekļaut plānā arī savu apkaimi."

    take(client, plan, "grozit", reason=reason)
    shown = client.get(plan.get_absolute_url())
    Chapter.objects.filter(plan=plan, kind__slug="vietas").update(text="Arī Mežinieki.")
    take(client, plan, "apstiprinat-grozijumus", decision_number="9/5", adopted_on=str(timezone.localdate()))

    amendment = plan.amendments.get()
    assert reason in shown.text
    assert shown.context["document"] == amendment.document
    assert "9/5" in client.get(plan.get_absolute_url()).text
    assert "Arī Mežinieki." in client.get(amendment.get_absolute_url()).text


def test_an_amendment_begun_by_mistake_is_taken_back(client):
    plan = complete_plan()
    take(client, plan, "apstiprinat", decision_number="12/4", adopted_on="2026-01-15")
    Document.objects.update(state=Document.State.READY, rendered_at=timezone.now())
    take(client, plan, "grozit", reason="Gribējām grozīt, bet dome lēma gaidīt līdz gada izvērtējumam.")

    take(client, plan, "atsaukt-grozijumus")

    assert not Plan.objects.get(pk=plan.pk).is_being_amended
