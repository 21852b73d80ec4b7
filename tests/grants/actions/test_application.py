from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from communities.enums import LegalForm
from grants.actions.application import (
    begin_application,
    save_section,
    submit_application,
    withdraw_application,
)
from grants.actions.checking import accept_application, refuse_application
from grants.enums import ApplicationState, LineKind, Promise
from grants.models import Application, Call
from portal.audit.models import Event
from portal.errors import DeadlinePassed, EditConflict, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.clock import end_of_day
from portal.obligations.models import Receipt
from portal.obligations.queries import obligation_of
from tests.at_once import at_once
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.grants import (
    ANNOUNCED,
    DEADLINE,
    IN_TIME,
    JUDGING,
    CallFactory,
    begun_application,
    call_administrator,
    leader_of,
    lines_of,
    project_of,
    published_call,
    submitted_application,
)
from tests.factories.portal import MunicipalityFactory, PersonFactory

rule = pytest.mark.rule


def submit(application: Application, *, now=IN_TIME, project=None, lines=None) -> Application:
    call = application.call
    return submit_application(
        application=application,
        project=project_of(call) | (project or {}),
        lines=lines or lines_of(call),
        by=leader_of(application.community),
        now=now,
    )


def receipts_of(application: Application):
    return Receipt.objects.filter(subject_type=ContentType.objects.get_for_model(Application), subject_id=application.pk)


# A draft


def test_a_draft_belongs_to_the_community_and_is_handed_back_when_begun_again(call, draft):
    colleague = MembershipFactory(community=draft.community).user

    again = begin_application(call=call, community=draft.community, by=colleague, now=DEADLINE + timedelta(days=1))

    assert again == draft


@pytest.mark.parametrize("now", [ANNOUNCED - timedelta(seconds=1), DEADLINE])
def test_no_draft_begins_outside_the_window(call, now):
    community = CommunityFactory(leader=PersonFactory())

    with pytest.raises(DeadlinePassed):
        begin_application(call=call, community=community, by=leader_of(community), now=now)


def test_no_draft_begins_before_the_call_is_announced(municipality):
    with pytest.raises(DeadlinePassed):
        begun_application(CallFactory())


@rule("S4-101")
def test_a_kind_of_applicant_that_the_rules_leave_out_cannot_begin(call):
    foundation = CommunityFactory(leader=PersonFactory(), legal_form=LegalForm.FOUNDATION, registration_number="40008999014")

    with pytest.raises(InvalidInput):
        begun_application(call, foundation)


def test_a_community_applies_once_where_the_call_says_so(call):
    community = submitted_application(call).community

    with pytest.raises(StateConflict):
        begun_application(call, community)


def test_a_community_applies_again_where_the_call_lets_it(municipality):
    call = published_call(one_per_applicant=False)
    first = submitted_application(call)

    second = submitted_application(call, first.community)

    assert set(first.community.applications.all()) == {first, second}


def test_a_community_that_withdrew_may_apply_again(call):
    first = submitted_application(call)
    withdraw_application(application=first, by=first.submitted_by, now=IN_TIME)

    second = submitted_application(call, first.community)

    assert second.state == ApplicationState.SUBMITTED


# Autosave


def save(application: Application, text: str, *, revision: int, by) -> int:
    saved, _at = save_section(
        application=application, section="projekts", fields={"summary": text}, revision=revision, by=by, now=IN_TIME
    )
    return saved


def kept(application: Application) -> str:
    application.draft.refresh_from_db()
    return application.draft.data["projekts"]["fields"]["summary"]


def test_what_is_typed_is_kept_right_or_wrong(draft, leader):
    revision = save(draft, "vārds " * 500, revision=0, by=leader)

    assert (revision, kept(draft)) == (1, "vārds " * 500)


def test_saving_is_no_audited_act(draft, leader):
    before = Event.objects.count()

    save(draft, "Soliņi", revision=0, by=leader)

    assert Event.objects.count() == before


def test_a_second_editor_hears_who_saved_when_and_overwrites_nothing(draft, leader):
    colleague = MembershipFactory(community=draft.community).user
    save(draft, "Vadītāja teksts", revision=0, by=leader)

    with pytest.raises(EditConflict) as conflict:
        save(draft, "Kolēģes teksts", revision=0, by=colleague)

    assert (conflict.value.by, conflict.value.at, conflict.value.revision) == (leader.name, IN_TIME, 1)
    assert leader.name in str(conflict.value)
    assert kept(draft) == "Vadītāja teksts"


def test_ones_own_second_window_overwrites_nothing_either(draft, leader):
    save(draft, "Pirmā loga garais teksts", revision=0, by=leader)

    with pytest.raises(EditConflict):
        save(draft, "Otrā loga vecais teksts", revision=0, by=leader)

    assert kept(draft) == "Pirmā loga garais teksts"


def test_the_same_text_sent_twice_is_no_conflict(draft, leader):
    save(draft, "Soliņi", revision=0, by=leader)

    assert save(draft, "Soliņi", revision=0, by=leader) == 2


def test_after_a_conflict_one_may_save_over_it_knowingly(draft, leader):
    save(draft, "Pirmais", revision=0, by=leader)
    with pytest.raises(EditConflict) as conflict:
        save(draft, "Otrais", revision=0, by=leader)

    save(draft, "Otrais", revision=conflict.value.revision, by=leader)

    assert kept(draft) == "Otrais"


def test_sections_do_not_disturb_each_other(draft, leader):
    save(draft, "Soliņi", revision=0, by=leader)

    save_section(application=draft, section="tame", fields={"cost-0-item": "Dēļi"}, revision=0, by=leader, now=IN_TIME)

    assert kept(draft) == "Soliņi"


def test_after_the_deadline_the_draft_can_still_be_kept_but_not_once_it_is_handed_in(draft, leader):
    save_section(
        application=draft, section="projekts", fields={"summary": "Vēl"}, revision=0, by=leader, now=DEADLINE + timedelta(days=1)
    )
    submit(draft)

    with pytest.raises(StateConflict):
        save(draft, "Par vēlu", revision=1, by=leader)
    assert kept(draft) == "Vēl"


def as_read_now(application: Application) -> Application:
    """Another window's, with what the draft holds at this moment."""
    return Application.objects.select_related("draft").get(pk=application.pk)


def test_what_another_has_saved_since_the_draft_was_read_stays(draft, leader):
    window = as_read_now(draft)
    save(draft, "Soliņi", revision=0, by=leader)

    save_section(application=window, section="tame", fields={"cost-0-item": "Dēļi"}, revision=0, by=leader, now=IN_TIME)

    assert kept(draft) == "Soliņi"
    assert draft.draft.data["tame"]["fields"] == {"cost-0-item": "Dēļi"}
    assert draft.draft.revision == 2


def test_a_conflict_is_found_by_whoever_read_the_draft_before_the_other_saved(draft, leader):
    window = as_read_now(draft)
    save(draft, "Pirmais", revision=0, by=leader)

    with pytest.raises(EditConflict):
        save(window, "Otrais", revision=0, by=leader)

    assert kept(draft) == "Pirmais"


def test_nothing_is_saved_once_it_was_handed_in_after_the_draft_was_read(draft, leader):
    save(draft, "Soliņi", revision=0, by=leader)
    window = as_read_now(draft)
    submit(draft)

    with pytest.raises(StateConflict):
        save(window, "Par vēlu", revision=1, by=leader)

    assert kept(draft) == "Soliņi"


# Handing in


def test_a_handed_in_application_has_its_sums_number_promise_and_mail(call, draft, leader):
    application = submit(draft)

    assert (application.state, application.submitted_at, application.submitted_by) == ("submitted", IN_TIME, leader)
    assert (application.requested, application.in_kind, application.total) == (900, 100, 1000)
    assert application.budget_lines.count() == 2
    receipt = receipts_of(application).get()
    obligation = obligation_of(application, Promise.DECISION)
    assert obligation.holder == call.unit
    assert (obligation.due_at, obligation.number) == (end_of_day(call.decision_on), receipt.number)
    message = Message.objects.get(key="grants.application_submitted")
    assert message.email == leader.email
    assert receipt.number in message.subject


def test_the_database_counts_each_line_as_the_portal_does(draft):
    line = lines_of(draft.call)[1] | {"quantity": Decimal("10.33"), "price": Decimal("9.99")}

    application = submit(draft, lines=[lines_of(draft.call)[0], line])

    assert application.budget_lines.get(kind=LineKind.IN_KIND).amount == application.in_kind == Decimal("103.20")


def test_the_last_moment_is_in_time(draft):
    assert submit(draft, now=DEADLINE - timedelta(microseconds=1)).state == ApplicationState.SUBMITTED


def test_at_the_deadline_it_is_late_and_the_draft_is_kept(draft, leader):
    save(draft, "Soliņi", revision=0, by=leader)

    with pytest.raises(DeadlinePassed):
        submit(draft, now=DEADLINE)

    draft.refresh_from_db()
    assert (draft.state, kept(draft)) == (ApplicationState.DRAFT, "Soliņi")
    assert not receipts_of(draft).exists()


def test_handed_in_twice_it_is_one(draft):
    submit(draft)

    again = submit(draft, now=IN_TIME + timedelta(seconds=1))

    assert again.submitted_at == IN_TIME
    assert receipts_of(draft).count() == 1
    assert Message.objects.filter(key="grants.application_submitted").count() == 1
    assert Event.objects.of(draft).filter(name="grants.application.submitted").count() == 1


@rule("S4-111")
def test_a_budget_that_breaks_the_cap_on_administration_is_refused(draft):
    materials, work = lines_of(draft.call)
    management = materials | {"category": draft.call.cost_categories.get(is_administration=True), "price": Decimal(160)}

    with pytest.raises(InvalidInput) as refusal:
        submit(draft, lines=[materials | {"price": Decimal(740)}, management, work])

    assert refusal.value.code == "budget"
    assert not draft.budget_lines.exists()


def test_every_broken_rule_is_named_at_once(draft):
    materials, work = lines_of(draft.call, Decimal(9000))
    management = materials | {"category": draft.call.cost_categories.get(is_administration=True)}

    with pytest.raises(InvalidInput) as refusal:
        submit(draft, lines=[management, work | {"quantity": Decimal(1)}])

    assert str(refusal.value).count("EUR") >= 5


def test_a_category_of_another_call_is_refused(draft):
    foreign = CallFactory().cost_categories.first()
    materials, work = lines_of(draft.call)

    with pytest.raises(InvalidInput):
        submit(draft, lines=[materials | {"category": foreign}, work])


@pytest.mark.parametrize(
    ("field", "days"), [("starts_on", -1), ("ends_on", 1)], ids=["begins before the call allows", "ends after the call allows"]
)
def test_a_project_outside_the_time_of_the_call_is_refused(draft, field, days):
    moved = project_of(draft.call)[field] + timedelta(days=days)

    with pytest.raises(InvalidInput) as refusal:
        submit(draft, project={field: moved})

    assert refusal.value.field == "starts_on"


# What officers find, and what comes of it


def test_an_eligible_application_waits_on_for_its_decision(call):
    application = submitted_application(call)

    accept_application(application=application, by=call_administrator(), now=JUDGING)

    assert Application.objects.get(pk=application.pk).state == ApplicationState.ELIGIBLE
    assert obligation_of(application, Promise.DECISION).is_open


def test_an_application_against_the_rules_is_refused_with_the_reason_the_applicant_reads(call):
    application = submitted_application(call)
    reason = "Pieteicējam ir nodokļu parāds (konkursa nolikuma 3. punkts)."

    with pytest.raises(InvalidInput):
        refuse_application(application=application, reason="Neatbilst. " + " " * 40, by=call_administrator(), now=JUDGING)
    refused = refuse_application(application=application, reason=reason, by=call_administrator(), now=JUDGING)

    assert (refused.state, refused.ineligible_reason) == (ApplicationState.INELIGIBLE, reason)
    assert obligation_of(application, Promise.DECISION).fulfilled_at == JUDGING
    assert reason in Message.objects.get(key="grants.application_refused").body


def test_a_withdrawn_application_ends_the_promise_without_keeping_it(call):
    application = submitted_application(call)

    withdraw_application(application=application, by=application.submitted_by, now=JUDGING)

    obligation = obligation_of(application, Promise.DECISION)
    assert (obligation.cancelled_at, obligation.fulfilled_at) == (JUDGING, None)


ACTS = {
    "submit": (lambda application: submit(application), {"draft", "submitted"}),
    "accept": (
        lambda application: accept_application(application=application, by=call_administrator(), now=JUDGING),
        {"submitted", "clarifying"},
    ),
    "refuse": (
        lambda application: refuse_application(
            application=application, reason="Neatbilst konkursa nolikuma trešajam punktam.", by=call_administrator(), now=JUDGING
        ),
        {"submitted", "clarifying"},
    ),
    "withdraw": (
        lambda application: withdraw_application(application=application, by=call_administrator(), now=JUDGING),
        {"draft", "submitted", "clarifying", "eligible", "evaluated"},
    ),
}


@pytest.mark.parametrize(("act", "allowed"), ACTS.values(), ids=ACTS.keys())
def test_every_act_is_refused_in_every_other_state(call, act, allowed):
    application = submitted_application(call)

    for state in set(ApplicationState) - allowed:
        Application.objects.update(state=state, ineligible_reason="Neatbilst nolikumam.")
        with pytest.raises(StateConflict):
            act(application)


def test_a_call_that_was_cancelled_takes_no_applications(draft):
    Call.objects.update(state="cancelled", cancel_reason="Nav naudas.")

    with pytest.raises(DeadlinePassed):
        submit(draft)


# At the same moment


@pytest.mark.usefixtures("committed")
def test_handed_in_from_two_browsers_at_once_it_is_one():
    with transaction.atomic():
        MunicipalityFactory()
        draft = begun_application(published_call())
    together = Barrier(2)

    def submit_at_once(browser: int) -> str:
        together.wait(timeout=20)
        try:
            return submit(draft, now=IN_TIME + timedelta(milliseconds=browser)).state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        states = list(threads.map(submit_at_once, range(2)))

    assert states == ["submitted", "submitted"]
    assert receipts_of(draft).count() == 1
    assert Message.objects.filter(key="grants.application_submitted").count() == 1


@pytest.mark.usefixtures("committed")
def test_sections_saved_at_the_same_instant_are_all_kept_and_of_one_section_one_is():
    with transaction.atomic():
        MunicipalityFactory()
        draft = begun_application(published_call())
        leader = leader_of(draft.community)
        colleague = MembershipFactory(community=draft.community).user

    def saved(section: str, text: str, by):
        about = {"section": section, "fields": {"summary": text}, "revision": 0, "by": by, "now": IN_TIME}
        return lambda: save_section(application=Application.objects.get(pk=draft.pk), **about)

    told = at_once(
        saved("projekts", "Vadītāja teksts", leader),
        saved("projekts", "Kolēģes teksts", colleague),
        *(saved(section, "Vienīgais", colleague) for section in ("atbilstiba", "tame")),
    )

    data = Application.objects.get(pk=draft.pk).draft.data
    assert sorted(map(bool, told[:2])) == [False, True]
    assert data["projekts"]["fields"]["summary"] == ("Kolēģes teksts" if told[0] else "Vadītāja teksts")
    assert told[2:] == ["", ""]
    assert data["atbilstiba"]["fields"] == data["tame"]["fields"] == {"summary": "Vienīgais"}
