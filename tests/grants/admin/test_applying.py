"""The officers' desks beside applications: ideas to answer, and a later deadline for one community."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.actions.application import submit_application
from grants.actions.partner import name_partner
from grants.models import Extension, Idea
from tests.desks import step_of
from tests.factories.applying import ANSWERED, IDEA_TIME, WHY_NOT, attached, handed_in_idea, two_round_call
from tests.factories.grants import (
    DEADLINE,
    IN_TIME,
    begun_application,
    call_administrator,
    leader_of,
    lines_of,
    project_of,
    published_call,
)


@pytest.fixture(autouse=True)
def _office(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(ANSWERED, tick=False)


@pytest.fixture
def office(client):
    """The client of a call administrator."""
    client.force_login(call_administrator())
    return client


@pytest.fixture
def idea() -> Idea:
    return handed_in_idea(two_round_call())


@pytest.mark.rule("S4-114")
def test_an_idea_is_invited_with_a_condition(office, idea):
    office.post(step_of(idea, "uzaicinat-ja"), {"condition": "Pievienojiet piekrišanu."})

    idea.refresh_from_db()
    assert (idea.state, idea.answer) == ("conditional", "Pievienojiet piekrišanu.")


@pytest.mark.rule("S4-114")
def test_a_refusal_without_a_reason_is_asked_again_with_what_was_typed(office, idea):
    page = office.post(step_of(idea, "neuzaicinat"), {"reason": "Nav labi"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["reason"])
    assert "Nav labi" in page.text
    office.post(step_of(idea, "neuzaicinat"), {"reason": WHY_NOT})
    idea.refresh_from_db()
    assert idea.state == "declined"


def test_while_the_first_round_lasts_there_is_no_button(client, idea, time_machine):
    time_machine.move_to(IDEA_TIME, tick=False)
    client.force_login(call_administrator())

    page = client.get(reverse("admin:grants_idea_change", args=[idea.pk]))

    assert not page.context["steps"]


def test_ideas_to_answer_wait_on_the_officers_first_page(office, idea):
    assert idea.title in office.get(reverse("admin:index")).text


def test_one_community_is_given_a_later_deadline_by_its_name(client, time_machine):
    time_machine.move_to(IN_TIME, tick=False)
    client.force_login(call_administrator())
    draft = begun_application(published_call())
    until = timezone.localtime(DEADLINE + timedelta(days=1))
    asked = {"until": f"{until:%Y-%m-%dT%H:%M}", "reason": "Kopienas kontaktpersona nedēļu bija slimnīcā, to apliecina izziņa."}

    unknown = client.post(step_of(draft.call, "pagarinat"), {"community": "Nav tādas", **asked})
    client.post(step_of(draft.call, "pagarinat"), {"community": draft.community.name.upper(), **asked})

    assert list(unknown.context["form"].errors) == ["community"]
    assert (Extension.objects.get().community, Extension.objects.get().until) == (draft.community, DEADLINE + timedelta(days=1))


@pytest.mark.rule("S4-101")
def test_the_officer_who_checks_an_application_sees_its_partners_papers_and_answers(client, time_machine):
    time_machine.move_to(IN_TIME, tick=False)
    client.force_login(call_administrator())
    draft = begun_application(published_call())
    paper = attached(draft)
    leader = leader_of(draft.community)
    name_partner(application=draft, name="Galdnieku biedrība", role="Darbnīca", by=leader, now=IN_TIME)
    submit_application(
        application=draft, project=project_of(draft.call), lines=lines_of(draft.call), eligibility={"debts": "agreed"},
        by=leader, now=IN_TIME,
    )  # fmt: skip

    page = client.get(reverse("admin:grants_application_change", args=[draft.pk])).text

    assert "Galdnieku biedrība: Darbnīca" in page
    assert reverse("grants:attachment_download", args=[draft.pk, paper.pk]) in page
    assert "pievienojiet saskaņoto samaksas grafiku" in page
