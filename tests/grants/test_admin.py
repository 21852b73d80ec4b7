"""The call administrator's way through the admin, from the guideline check to the decision."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants.models import Application, Call
from portal.accounts.roles import Role
from tests.desks import page_of, step_of
from tests.factories.grants import (
    ANNOUNCED,
    DEADLINE,
    CallFactory,
    call_administrator,
    commission_of,
    scored_call,
    submitted_application,
)
from tests.factories.portal import OfficerFactory

WHY = "Avīze šomēnes neiznāk, tāpēc kopienas aicinām pa e-pastu."


@pytest.fixture(autouse=True)
def _announcing(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(ANNOUNCED, tick=False)


@pytest.fixture
def office(client):
    """The client of a call administrator."""
    client.force_login(call_administrator())
    return client


@pytest.mark.rule("D2")
def test_announcing_asks_to_explain_what_is_not_followed(office):
    call = CallFactory(channels=["Portāls"])

    asked = office.get(step_of(call, "izsludinat"))
    refused = office.post(step_of(call, "izsludinat"), {"justify_channels": "Nav."})
    office.post(step_of(call, "izsludinat"), {"justify_channels": WHY})

    assert set(asked.context["form"].fields) == {"justify_channels"}
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"justify_channels"})
    call.refresh_from_db()
    assert (call.state, call.justifications) == ("published", {"channels": WHY})


@pytest.mark.rule("D1")
def test_announcing_shows_what_forbids_it(office):
    call = CallFactory(weights=(50, 49))

    refused = office.post(step_of(call, "izsludinat"))

    assert refused.status_code == 422
    assert "Kritēriju svaru summa ir 100" in refused.text
    assert Call.objects.get().state == "draft"


@pytest.mark.rule("S4-103")
def test_an_announced_call_and_its_criteria_are_locked(office, call):
    page = office.get(page_of(call))
    changed = office.post(page_of(call), {"title": "Cits nosaukums"})

    assert page.context["has_change_permission"] is False
    assert changed.status_code == 403
    assert Call.objects.get().title == call.title


def test_a_commission_member_is_chosen_among_evaluators(office, call):
    evaluator = OfficerFactory(roles=[Role.EVALUATOR])

    refused = office.post(step_of(call, "komisija"), {"user": call_administrator().pk, "represents": "Kultūras nodaļa"})
    office.post(step_of(call, "komisija"), {"user": evaluator.pk, "represents": "Kultūras nodaļa", "is_chair": "on"})

    assert refused.status_code == 422
    assert [(member.user, member.is_chair) for member in call.commission.all()] == [(evaluator, True)]


def test_officers_move_applications_from_the_check_to_the_commission(office, call, time_machine):
    good, bad = submitted_application(call), submitted_application(call)
    commission_of(call)
    time_machine.move_to(DEADLINE + timedelta(days=1), tick=False)
    office.force_login(call_administrator())

    office.post(step_of(good, "atbilst"))
    short = office.post(step_of(bad, "neatbilst"), {"reason": "Neatbilst."})
    office.post(step_of(bad, "neatbilst"), {"reason": "Pieteicējam ir nodokļu parāds (nolikuma 3. punkts)."})
    office.post(step_of(call, "vertet"))

    assert (short.status_code, set(short.context["form"].errors)) == (422, {"reason"})
    assert [Application.objects.get(pk=one.pk).state for one in (good, bad)] == ["eligible", "ineligible"]
    assert Call.objects.get().state == "evaluation"


def test_drafts_are_not_for_officers(office, draft):
    listed = office.get(reverse("admin:grants_application_changelist"))

    assert list(listed.context["cl"].queryset) == []
    assert office.get(page_of(draft)).status_code == 302


ROLES = {
    Role.CALLS: (200, 200, 200, 200),
    Role.AUDITOR: (200, 200, 403, 403),
    Role.LAWYER: (200, 200, 403, 403),
    Role.ACCOUNTANT: (200, 200, 403, 403),
    Role.ADMINISTRATOR: (200, 200, 403, 403),
    Role.COORDINATOR: (200, 403, 403, 403),
    Role.OFFICER: (200, 403, 403, 403),
    Role.SOCIAL: (200, 403, 403, 403),
}


@pytest.mark.parametrize(("role", "answers"), ROLES.items(), ids=ROLES.keys())
def test_officers_read_and_only_call_administrators_act(client, role, answers):
    call = scored_call(9)
    application = call.applications.get()
    client.force_login(OfficerFactory(roles=[role]))

    pages = (page_of(call), page_of(application), step_of(call, "lemumi"), step_of(application, "precizet"))

    assert tuple(client.get(page).status_code for page in pages) == answers


def test_evaluators_do_not_open_the_admin(client, call):
    client.force_login(commission_of(call, 1)[0].user)

    assert client.get(page_of(call)).status_code == 302
