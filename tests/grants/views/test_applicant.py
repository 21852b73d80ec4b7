"""The applicant's desk, as the browser sends it. The clock stands three days before the deadline."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from communities.actions.membership import end_membership
from communities.enums import MemberRole
from grants.actions.checking import refuse_application
from grants.enums import ApplicationState
from grants.models import Application
from portal.accounts.roles import Role
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from portal.ui.templatetags.portal_ui import money
from tests.factories.applying import TYPED_ELIGIBILITY
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.contract import handed_in, running_contract
from tests.factories.grants import (
    DEADLINE,
    IN_TIME,
    JUDGING,
    call_administrator,
    commission_of,
    leader_of,
    submitted_application,
    typed_budget,
    typed_project,
)
from tests.factories.portal import OfficerFactory, PersonFactory

DECLARED = {"rules": "on", "no_debts": "on", "agreed": "on"}


@pytest.fixture(autouse=True)
def _in_time(time_machine, settings):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(IN_TIME, tick=False)


@pytest.fixture
def desk(client, leader):
    """The client of the applicant's leader."""
    client.force_login(leader)
    return client


def address(name: str, application: Application, *more) -> str:
    return reverse(f"grants:application_{name}", args=[application.pk, *more])


def fill(client, draft: Application) -> None:
    """Type every section that must be filled in."""
    sections = (("atbilstiba", TYPED_ELIGIBILITY), ("projekts", typed_project(draft)), ("tame", typed_budget(draft.call)))
    for section, typed in sections:
        client.post(address("section", draft, section), {**typed, "revision": "0", "turpinat": "talak"})


def kept(draft: Application, section: str = "projekts") -> dict:
    draft.draft.refresh_from_db()
    return draft.draft.data[section]["fields"]


# Beginning


def test_a_leader_begins_in_the_name_of_the_community(client, call):
    community = CommunityFactory(leader=PersonFactory())
    client.force_login(leader_of(community))

    answer = client.post(reverse("grants:application_create", args=[call.slug]), {"community": community.pk})

    application = community.applications.get()
    assert answer.url == application.get_absolute_url()
    assert application.state == ApplicationState.DRAFT


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (MemberRole.LEADER, True), (MemberRole.TREASURER, True), (MemberRole.EDITOR, True),
        (MemberRole.CONTACT, False), (MemberRole.MEMBER, False),
    ],
)  # fmt: skip
def test_only_those_who_write_for_a_community_can_begin(client, call, role, offered):
    membership = MembershipFactory(role=role)
    client.force_login(membership.user)

    client.post(reverse("grants:application_create", args=[call.slug]), {"community": membership.community_id})

    assert membership.community.applications.exists() is offered


def test_an_unverified_community_cannot_begin(client, call):
    community = CommunityFactory(leader=PersonFactory(), verified_at=None, verified_by=None)
    client.force_login(leader_of(community))

    answer = client.post(reverse("grants:application_create", args=[call.slug]), {"community": community.pk})

    assert answer.status_code == 422
    assert not community.applications.exists()


def test_after_the_deadline_beginning_is_refused_with_a_sentence(client, call, time_machine):
    time_machine.move_to(DEADLINE, tick=False)
    community = CommunityFactory(leader=PersonFactory())
    client.force_login(leader_of(community))

    answer = client.post(reverse("grants:application_create", args=[call.slug]), {"community": community.pk})

    assert answer.status_code == 422
    assert "Šajā konkursā pašlaik nevar pieteikties." in answer.text


# Writing


def test_the_draft_shows_its_deadline_and_which_sections_are_complete(desk, draft):
    desk.post(address("section", draft, "projekts"), typed_project(draft))

    page = desk.get(draft.get_absolute_url())

    assert "12.04.2027.\u00a0plkst.\u00a017.00" in page.text
    assert [(one.key, one.is_complete, one.is_begun) for one in page.context["sections"]] == [
        ("atbilstiba", False, False), ("projekts", True, True), ("partneri", False, False), ("tame", False, False),
        ("pielikumi", False, False),
    ]  # fmt: skip


def test_whoever_owes_a_report_is_told_before_applying_and_no_more_once_it_is_there(desk, draft):
    contract = running_contract(community=draft.community)
    contract.reports.filter(kind="interim").update(due_on=IN_TIME.date() - timedelta(days=1))
    fill(desk, draft)

    late = [desk.get(page).text for page in (draft.get_absolute_url(), address("submit", draft))]
    handed_in(contract, "interim", now=IN_TIME)
    freed = desk.get(draft.get_absolute_url()).text

    assert [contract.get_absolute_url() in page for page in (*late, freed)] == [True, True, False]


def test_what_is_wrong_is_kept_and_shown_beside_its_field(desk, draft):
    typed = typed_project(draft, summary="vārds " * 81, title="")

    page = desk.post(address("section", draft, "projekts"), {**typed, "turpinat": "talak"})

    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"summary", "title"}
    assert kept(draft)["summary"] == typed["summary"]


def test_autosave_says_when_and_counts_the_budget(desk, draft):
    answer = desk.post(address("autosave", draft, "tame"), {**typed_budget(draft.call, hours="9"), "revision": "0"}).json()

    assert answer["revision"] == 1
    assert "17.00" in answer["saved"]
    assert money(1000 - 10) in answer["sums"]
    assert money(9) in answer["sums"]


def test_the_second_editor_is_told_and_the_first_ones_text_stays(desk, draft, leader, client):
    desk.post(address("autosave", draft, "projekts"), {"title": "Vadītāja nosaukums", "revision": "0"})
    client.force_login(MembershipFactory(community=draft.community, role=MemberRole.EDITOR).user)

    answer = client.post(address("autosave", draft, "projekts"), {"title": "Redaktora nosaukums", "revision": "0"})

    assert answer.status_code == 409
    assert leader.name in answer.json()["problem"]
    assert kept(draft)["title"] == "Vadītāja nosaukums"


def test_a_conflicting_save_without_javascript_keeps_the_text_on_the_page(desk, draft):
    desk.post(address("section", draft, "projekts"), {"title": "Pirmais logs", "revision": "0"})

    page = desk.post(address("section", draft, "projekts"), {"title": "Otrais logs", "revision": "0"})

    assert (page.status_code, page.context["revision"]) == (409, 1)
    assert "Otrais logs" in page.text
    assert kept(draft)["title"] == "Pirmais logs"


def test_what_is_sent_after_the_session_ended_is_handed_back_to_be_sent_again(client, draft):
    page = client.post(address("section", draft, "projekts"), {"title": "Soliņi upes krastā", "revision": "0"})

    assert page.status_code == 403
    assert "Soliņi upes krastā" in page.text
    assert "projekts" not in draft.draft.data


def test_a_member_who_just_lost_the_role_no_longer_edits(client, draft, leader):
    membership = MembershipFactory(community=draft.community, role=MemberRole.EDITOR)
    client.force_login(membership.user)
    client.post(address("autosave", draft, "projekts"), {"title": "Mans", "revision": "0"})
    end_membership(membership=membership, by=leader, now=IN_TIME)

    answer = client.post(address("autosave", draft, "projekts"), {"title": "Joprojām mans", "revision": "1"})

    page = client.post(address("section", draft, "projekts"), {"title": "Joprojām mans", "revision": "1"})

    assert (answer.status_code, page.status_code) == (403, 403)
    assert "Jūs vairs nevarat labot šo pieteikumu" in answer.json()["problem"]
    assert "Joprojām mans" in page.text
    assert kept(draft)["title"] == "Mans"


def test_a_plain_member_reads_the_draft_and_does_not_edit_it(client, draft):
    client.force_login(MembershipFactory(community=draft.community).user)

    assert client.get(draft.get_absolute_url()).status_code == 200
    assert client.get(address("section", draft, "projekts")).status_code == 403
    assert client.post(address("autosave", draft, "projekts")).status_code == 403


def test_a_section_sent_after_handing_in_is_refused_with_a_sentence(desk, draft):
    fill(desk, draft)
    desk.post(address("submit", draft), DECLARED)

    page = desk.post(address("section", draft, "projekts"), {"title": "Cits", "revision": "1"}, follow=True)
    autosaved = desk.post(address("autosave", draft, "projekts"), {"title": "Cits", "revision": "1"})

    sentence = "Pieteikums ir iesniegts; to vairs nevar labot."
    assert sentence in page.text
    assert (autosaved.status_code, autosaved.json()["problem"]) == (409, sentence)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({"title": "nul\x00le", "revision": "0"}, id="a character no database keeps"),
        pytest.param({"cost-²-item": "Dēļi", "revision": "²"}, id="numbers that are none"),
        pytest.param({f"cost-{'9' * 500}-item": "Dēļi", "revision": "9" * 5000}, id="numbers without end"),
        pytest.param({"cost-0-price": "NaN", "cost-0-quantity": "Infinity", "kind-0-rate": "x"}, id="no numbers"),
    ],
)
@pytest.mark.parametrize("section", ["projekts", "tame"])
def test_whatever_arrives_is_saved_or_refused_but_never_breaks(desk, draft, section, typed):
    assert desk.post(address("autosave", draft, section), typed).status_code == 200
    assert desk.get(address("section", draft, section)).status_code == 200


def test_a_section_that_does_not_exist_is_not_found(desk, draft):
    assert desk.get(address("section", draft, "cita")).status_code == 404
    assert desk.post(address("autosave", draft, "cita")).status_code == 404


# Handing in


def test_from_the_first_word_to_the_receipt(desk, draft):
    fill(desk, draft)
    check = desk.get(address("submit", draft))
    answer = desk.post(address("submit", draft), DECLARED)
    page = desk.get(answer.url)

    receipt = Receipt.objects.get()
    assert date_format(draft.call.implementation_from) in check.text
    assert receipt.number in page.text
    assert secret_of(receipt) in page.text
    assert page.context["application"].state == ApplicationState.SUBMITTED


def test_an_incomplete_application_cannot_be_handed_in(desk, draft):
    answer = desk.post(address("submit", draft), DECLARED)

    assert answer.url == draft.get_absolute_url()
    assert Application.objects.get().state == ApplicationState.DRAFT


def test_a_budget_against_the_rules_keeps_its_section_incomplete(desk, draft):
    desk.post(address("section", draft, "tame"), typed_budget(draft.call, price="900,01"))

    page = desk.get(draft.get_absolute_url())

    assert not next(one for one in page.context["sections"] if one.key == "tame").is_complete


def test_without_the_declaration_nothing_is_handed_in(desk, draft):
    fill(desk, draft)

    page = desk.post(address("submit", draft), {"rules": "on"})

    assert (page.status_code, set(page.context["form"].errors)) == (422, {"no_debts", "agreed"})


def test_one_second_late_it_is_refused_and_the_draft_is_whole(desk, draft, leader, time_machine):
    fill(desk, draft)
    time_machine.move_to(DEADLINE + timedelta(seconds=1), tick=False)
    desk.force_login(leader)

    page = desk.post(address("submit", draft), DECLARED)

    assert page.status_code == 422
    assert "Termiņš ir beidzies. Melnraksts ir saglabāts;" in page.text
    assert kept(draft, "tame") == typed_budget(draft.call)


def test_the_button_pressed_twice_hands_in_once(desk, draft):
    fill(desk, draft)

    desk.post(address("submit", draft), DECLARED)
    again = desk.post(address("submit", draft), DECLARED)

    assert again.url == draft.get_absolute_url()
    assert Receipt.objects.count() == 1


def test_a_handed_in_application_can_be_withdrawn_by_those_who_write(client, call):
    application = submitted_application(call)
    client.force_login(MembershipFactory(community=application.community).user)
    assert client.post(address("withdraw", application)).status_code == 403

    client.force_login(application.submitted_by)
    page = client.post(address("withdraw", application), follow=True)

    assert page.context["application"].state == ApplicationState.WITHDRAWN
    assert not page.context["may_withdraw"]


def test_withdrawing_what_is_decided_gets_a_sentence(client, call):
    application = submitted_application(call)
    Application.objects.update(state=ApplicationState.FUNDED)
    client.force_login(application.submitted_by)

    page = client.post(address("withdraw", application), follow=True)

    assert "Iespējams, kāds Jūs apsteidza." in page.text
    assert Application.objects.get().state == ApplicationState.FUNDED


def test_the_applicant_reads_why_it_does_not_meet_the_rules(client, call):
    reason = "Pieteicējam ir nodokļu parāds (konkursa nolikuma 3. punkts)."
    application = submitted_application(call)
    refuse_application(application=application, reason=reason, by=call_administrator(), now=JUDGING)
    client.force_login(application.submitted_by)

    assert reason in client.get(application.get_absolute_url()).text


# Who sees an application


READERS = {
    "leader": (lambda application: leader_of(application.community), 200, 200),
    "plain member": (lambda application: MembershipFactory(community=application.community).user, 200, 200),
    "leader of another community": (lambda application: leader_of(CommunityFactory(leader=PersonFactory())), 404, 404),
    "resident": (lambda application: PersonFactory(), 404, 404),
    "evaluator with a seat": (lambda application: commission_of(application.call, 1)[0].user, 404, 404),
    "coordinator": (lambda application: OfficerFactory(roles=[Role.COORDINATOR]), 404, 404),
    "department officer": (lambda application: OfficerFactory(roles=[Role.OFFICER]), 404, 404),
    "social service": (lambda application: OfficerFactory(roles=[Role.SOCIAL]), 404, 404),
    "call administrator": (lambda application: call_administrator(), 404, 200),
    "auditor": (lambda application: OfficerFactory(roles=[Role.AUDITOR]), 404, 200),
    "lawyer": (lambda application: OfficerFactory(roles=[Role.LAWYER]), 404, 200),
    "accountant": (lambda application: OfficerFactory(roles=[Role.ACCOUNTANT]), 404, 200),
    "guest": (lambda application: None, 302, 302),
}


@pytest.mark.parametrize(("reader", "draft_status", "submitted_status"), READERS.values(), ids=READERS.keys())
def test_a_draft_is_the_applicants_own_and_officers_see_what_was_handed_in(client, draft, reader, draft_status, submitted_status):
    person = reader(draft)
    if person:
        client.force_login(person)

    before = client.get(draft.get_absolute_url()).status_code
    submitted = submitted_application(draft.call, draft.community)
    after = client.get(submitted.get_absolute_url()).status_code

    assert (before, after) == (draft_status, submitted_status)


def test_the_secret_of_the_receipt_is_the_applicants_alone(client, call):
    application = submitted_application(call)
    secret = secret_of(Receipt.objects.get())

    client.force_login(application.submitted_by)
    own = client.get(application.get_absolute_url())
    client.force_login(call_administrator())
    officers = client.get(application.get_absolute_url())

    assert secret in own.text
    assert secret not in officers.text


def test_what_is_kept_of_an_application_holds_nothing_of_whoever_came_first(call, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 30
    application = submitted_application(call)
    people = {
        "leader": application.submitted_by,
        "member": MembershipFactory(community=application.community, role=MemberRole.MEMBER).user,
        "officer": call_administrator(),
    }
    clients = {name: Client() for name in people}
    for name, person in people.items():
        clients[name].force_login(person)
    page, summary = application.get_absolute_url(), application.summary
    first = clients["leader"].get(page).text
    Application.objects.filter(pk=application.pk).update(summary="Neviens par to nedzird.")  # past every action

    pages = {"leader": first} | {name: clients[name].get(page).text for name in ("member", "officer")}

    secret, withdrawal = secret_of(Receipt.objects.get()), address("withdraw", application)
    assert {name for name, text in pages.items() if secret in text} == {"leader", "member"}
    assert {name for name, text in pages.items() if withdrawal in text} == {"leader"}
    assert [summary in text for text in pages.values()] == [True, True, True]
    with django_capture_on_commit_callbacks(execute=True):
        clients["leader"].post(withdrawal)
    assert "Neviens par to nedzird." in clients["member"].get(page).text
