"""The officers' desks beside applications: ideas to answer, and a later deadline for one community."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.models import Extension, Idea
from tests.factories.applying import ANSWERED, IDEA_TIME, WHY_NOT, handed_in_idea, two_round_call
from tests.factories.grants import DEADLINE, IN_TIME, begun_application, call_administrator, published_call


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


def step_of(thing, name: str) -> str:
    return reverse(f"admin:grants_{thing._meta.model_name}_step", args=[thing.pk, name])


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
