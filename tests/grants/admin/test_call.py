"""The call administrator's desk: the copy, the guideline check, changes, the seminar, answers."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants.admin import call as call_desk
from grants.models import AttachmentKind, Call, CallQuestion
from portal.accounts.roles import Role
from tests.desks import page_of, step_of
from tests.factories.calls import ANSWER, WHY, ask, seminar_of
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.event import come
from tests.factories.files import pdf, upload
from tests.factories.grants import ANNOUNCED, DEADLINE, CallFactory, call_administrator, scored_call
from tests.factories.portal import OfficerFactory


@pytest.fixture(autouse=True)
def _announcing(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(ANNOUNCED, tick=False)


@pytest.fixture
def office(client):
    client.force_login(call_administrator())
    return client


def test_one_click_copies_last_years_call_and_opens_the_draft(office, call):
    response = office.post(step_of(call, "kopet"))

    copied = Call.objects.latest("pk")
    assert (response.url, copied.state) == (page_of(copied), "draft")
    assert copied.closes_at.year == DEADLINE.year + 1


@pytest.mark.rule("S4-98")
@pytest.mark.rule("S4-96")
def test_a_call_that_is_no_copy_begins_with_the_fields_of_the_guidelines(office):
    page = office.get(reverse("admin:grants_call_add"))

    assert 'value="Vietējā vide,Kultūra,Sociālais atbalsts,Veselīga dzīve,Neformālā izglītība"' in page.text


def test_a_priority_with_a_comma_stays_one_priority(office):
    call = CallFactory(priorities=["Darbi, ko kaimiņi dara kopā pirmo reizi", "Attālas apkaimes"])
    form = office.get(page_of(call)).context["adminform"].form

    typed = form["priorities"].value()
    kept = form.fields["priorities"].clean(form.fields["priorities"].prepare_value(typed).replace("\n", "\r\n\r\n"))

    assert kept == call.priorities


@pytest.mark.rule("D1")
def test_the_guideline_check_stands_live_beside_the_draft(office):
    page = office.get(page_of(CallFactory(weights=(50, 49)))).text

    assert "sadarbības vadlīnijas; konstatēts: 99" in page


@pytest.mark.rule("D2")
def test_only_what_is_broken_asks_for_a_reason_and_the_reason_is_not_optional(office):
    call = CallFactory(channels=["Portāls"], seminar_at=None)

    page = office.get(step_of(call, "izsludinat"))
    refused = office.post(step_of(call, "izsludinat"), {"justify_channels": WHY})

    assert set(page.context["form"].fields) == {"justify_seminar", "justify_channels"}
    assert "portal-optional" not in page.text
    assert set(refused.context["form"].errors) == {"justify_seminar"}


def test_an_announced_day_is_changed_by_the_step_alone(office, call):
    given = office.get(step_of(call, "mainit")).context["form"]
    typed = {name: given[name].value() or "" for name in given.fields}
    later = {"closes_at": "2027-04-19T17:00", "reason": WHY}

    earlier = office.post(step_of(call, "mainit"), typed | later | {"closes_at": "2027-04-11T17:00"})
    office.post(step_of(call, "mainit"), typed | later)

    assert (earlier.status_code, set(earlier.context["form"].errors)) == (422, {"closes_at"})
    assert Call.objects.get().closes_at == DEADLINE + timedelta(days=7)
    assert [change.field for change in call.changes.all()] == ["closes_at"]


def test_a_moved_deadline_points_at_the_seminar_that_stays_behind(office, call):
    given = office.get(step_of(call, "mainit")).context["form"]
    typed = {name: given[name].value() or "" for name in given.fields}
    before = office.get(page_of(call)).context["broken"]

    office.post(step_of(call, "mainit"), typed | {"closes_at": "2027-04-19T17:00", "reason": WHY})

    page = office.get(page_of(call))
    assert "25.03.2027." in given["closes_at"].help_text
    assert (before, [check.code for check in page.context["broken"]]) == ([], ["seminar"])
    assert "Pēc dienas pārcelšanas tas vairs neatbilst vadlīnijām" in page.text


@pytest.mark.rule("S4-107")
def test_officers_see_who_comes_to_the_seminar(office, call):
    registration = come(seminar_of(call), needs="Vieta ratiņkrēslam")

    page = office.get(page_of(call)).text

    assert registration.name in page
    assert "Vieta ratiņkrēslam" in page


def test_others_who_read_the_call_do_not_see_who_comes(client, call):
    registration = come(seminar_of(call))
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    page = client.get(page_of(call))

    assert page.status_code == 200
    assert registration.name not in page.text


@pytest.mark.rule("S4-107")
def test_the_seminar_is_announced_from_the_desk(office, call):
    NeighbourhoodFactory()

    office.post(
        step_of(call, "seminars"),
        {"starts_at": "2027-03-25T17:00", "ends_at": "2027-03-25T19:00", "place": "Tautas nams", "capacity": "30"},
    )

    call.refresh_from_db()
    assert (call.seminar.place, call.seminar.capacity, call.seminar.takes_registrations) == ("Tautas nams", 30, True)


@pytest.mark.rule("S4-108")
def test_an_answer_is_given_and_published_from_one_screen(office, call):
    question = ask(call, now=ANNOUNCED)

    page = office.get(step_of(question, "atbildet"))
    office.post(
        step_of(question, "atbildet"), {"reason": ANSWER, "is_public": "on", "public_text": "Vai ieskaita jauniešu darbu?"}
    )

    assert page.context["form"]["public_text"].value() == question.text
    answered = CallQuestion.objects.get()
    assert (answered.number, answered.public_text) == (1, "Vai ieskaita jauniešu darbu?")


def test_a_template_is_attached_from_the_desk(office):
    kind = AttachmentKind.objects.create(call=CallFactory(), name="Protokols")

    office.post(step_of(kind.call, "veidne"), {"kind": kind.pk, "template": upload("veidne.pdf", pdf())})

    kind.refresh_from_db()
    assert kind.template.original_name == "veidne.pdf"


def test_a_cancelled_call_is_cancelled_with_its_reason(office, call):
    office.post(step_of(call, "atcelt"), {"reason": WHY})

    call.refresh_from_db()
    assert (call.state, call.cancel_reason) == ("cancelled", WHY)


@pytest.mark.parametrize("step", ["kopet", "mainit", "atcelt", "seminars", "izsludinat"])
def test_an_auditor_takes_no_step(client, call, step):
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    assert client.post(step_of(call, step)).status_code == 403


def test_the_ranking_beside_a_call_comes_in_pages(office, monkeypatch):
    monkeypatch.setattr(call_desk, "RANKS_SHOWN", 1)
    call = scored_call(9, 7)

    best, next_best = (office.get(page_of(call), {"lapa": page}).context["ranking"].object_list for page in (1, 2))

    assert [row.place for row in (*best, *next_best)] == [1, 2]
