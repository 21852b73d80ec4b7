"""Several people write one application."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communities.enums import MemberRole
from grants.actions.extension import grant_extension
from portal.documents.models import Document
from portal.documents.rendering import render_body
from portal.ui.templatetags.portal_ui import until
from tests.factories.applying import TYPED_ELIGIBILITY
from tests.factories.communities import MembershipFactory
from tests.factories.grants import DEADLINE, IN_TIME, call_administrator, submitted_application, typed_budget, typed_project


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def editor(draft):
    return MembershipFactory(community=draft.community, role=MemberRole.EDITOR).user


def address(name: str, application, *more) -> str:
    return reverse(f"grants:application_{name}", args=[application.pk, *more])


def fill(client, draft) -> None:
    sections = (("atbilstiba", TYPED_ELIGIBILITY), ("projekts", typed_project(draft)), ("tame", typed_budget(draft.call)))
    for section, typed in sections:
        client.post(address("section", draft, section), {**typed, "revision": "0"})


def test_who_else_has_the_section_open_is_shown(client, draft, leader, editor):
    client.force_login(leader)
    client.get(address("section", draft, "projekts"))
    client.force_login(editor)

    page = client.get(address("section", draft, "projekts"))
    saved = client.post(address("autosave", draft, "projekts"), {"title": "Soliņi", "revision": "0"}).json()

    assert page.context["others"] == [leader.name]
    assert leader.name in saved["others"]


def test_whoever_goes_on_typing_stays_shown_and_whoever_left_does_not(client, draft, leader, editor, time_machine):
    for seconds in range(0, 301, 20):
        time_machine.move_to(IN_TIME + timedelta(seconds=seconds), tick=False)
        client.force_login(leader)
        client.post(address("autosave", draft, "projekts"), {"title": "Soliņi", "revision": "0"})
    client.force_login(editor)
    seen = client.get(address("section", draft, "projekts")).context["others"]
    time_machine.move_to(IN_TIME + timedelta(minutes=8, seconds=1), tick=False)

    left = client.get(address("section", draft, "projekts")).context["others"]

    assert (seen, left) == ([leader.name], [])


def test_a_conflict_shows_both_texts_and_lets_choose(client, draft, leader, editor):
    client.force_login(leader)
    client.post(address("autosave", draft, "projekts"), {"title": "Vadītāja nosaukums", "revision": "0"})
    client.force_login(editor)

    page = client.post(address("section", draft, "projekts"), {"title": "Redaktora nosaukums", "revision": "0"})

    assert page.status_code == 409
    assert page.context["differences"] == [
        {"label": page.context["form"]["title"].label, "theirs": "Vadītāja nosaukums", "mine": "Redaktora nosaukums"}
    ]
    kept = client.post(
        address("section", draft, "projekts"), {"title": "Redaktora nosaukums", "revision": page.context["revision"]}
    )
    assert kept.status_code == 200
    draft.draft.refresh_from_db()
    assert draft.draft.data["projekts"]["fields"]["title"] == "Redaktora nosaukums"


def test_a_conflict_in_the_budget_names_its_fields_and_choices_in_words(client, draft, leader, editor):
    category = draft.call.cost_categories.get(is_administration=False)
    client.force_login(leader)
    client.post(address("autosave", draft, "tame"), {"cost-0-category": str(category.pk), "revision": "0"})
    client.force_login(editor)

    page = client.post(address("section", draft, "tame"), {"cost-0-item": "Dēļi", "revision": "0"})

    assert [(one["theirs"], one["mine"]) for one in page.context["differences"]] == [(category.name, ""), ("", "Dēļi")]


def test_an_editor_checks_the_answers_and_the_leader_hands_in(client, draft, leader, editor):
    client.force_login(editor)
    fill(client, draft)

    page = client.get(address("submit", draft))
    refused = client.post(address("submit", draft), {"rules": "on", "no_debts": "on", "agreed": "on"})

    assert "Pieteikumu iesniedz kopienas vadītājs." in page.text
    assert refused.status_code == 403
    client.force_login(leader)
    client.post(address("submit", draft), {"rules": "on", "no_debts": "on", "agreed": "on"})
    draft.refresh_from_db()
    assert (draft.state, draft.eligibility) == ("submitted", TYPED_ELIGIBILITY)


def test_answers_that_fail_keep_the_section_incomplete(client, draft, leader):
    client.force_login(leader)
    fill(client, draft)

    page = client.post(address("section", draft, "atbilstiba"), TYPED_ELIGIBILITY | {"debts": "yes", "revision": "1"})
    overview = client.get(draft.get_absolute_url())

    assert "Pieteicējs ar nodokļu parādiem finansējumu saņemt nevar." in page.text
    assert not overview.context["is_ready"]


def test_the_budget_asks_for_units_that_need_no_declension(client, draft, leader):
    client.force_login(leader)

    assert "gab., h, d., mēn." in client.get(address("section", draft, "tame")).text


@pytest.mark.parametrize("section", ["atbilstiba", "projekts", "partneri", "tame", "pielikumi"])
def test_every_page_shows_the_deadline_with_its_hour(client, draft, leader, section):
    client.force_login(leader)

    page = client.get(address("section", draft, section))

    assert until(draft.call.closes_at) in page.text


def test_after_closing_the_draft_is_kept_and_the_page_says_so(client, draft, leader, time_machine):
    client.force_login(leader)
    fill(client, draft)
    time_machine.move_to(DEADLINE, tick=False)
    client.force_login(leader)

    overview, section = client.get(draft.get_absolute_url()), client.get(address("section", draft, "projekts"))

    for page in (overview, section):
        assert "Termiņš ir beidzies. Melnraksts ir saglabāts;" in page.text
    assert typed_project(draft)["title"] in section.text


def test_a_later_deadline_stands_on_the_pages_of_its_community_alone(client, draft, leader):
    later = DEADLINE + timedelta(days=2)
    grant_extension(
        call=draft.call, community=draft.community, until=later, by=call_administrator(), now=IN_TIME,
        reason="Kopienas kontaktpersona nedēļu bija slimnīcā, to apliecina izziņa.",
    )  # fmt: skip
    client.force_login(leader)

    page = client.get(draft.get_absolute_url())

    assert until(later) in page.text
    assert "pagarināts tikai Jūsu kopienai" in page.text
    assert until(later) not in client.get(draft.call.get_absolute_url()).text


def test_the_application_is_printed_as_it_was_handed_in(call):
    application = submitted_application(call)
    document = Document.objects.latest_of("grants.application_print", application)

    body = render_body(document)

    assert application.title in body
    assert application.need in body
    assert "Dēļi un skrūves" in body


def test_a_budget_of_a_hundred_and_twenty_rows_is_kept_whole(client, draft, leader):
    client.force_login(leader)
    category = str(draft.call.cost_categories.get(is_administration=False).pk)
    values = {"category": category, "item": "Dēlis", "quantity": "1", "price": "1"}
    typed = {f"cost-{number}-{name}": value for number in range(120) for name, value in values.items()}

    page = client.post(address("section", draft, "tame"), {**typed, "revision": "0"})

    draft.draft.refresh_from_db()
    assert draft.draft.data["tame"]["fields"] == typed
    assert "rindu skaits 120, atļauts ne vairāk kā 100" in page.text
    assert 'name="cost-119-item"' in page.text
