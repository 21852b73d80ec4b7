"""The call administrator's sitting: one screen, minutes, letters, the reserve."""

from decimal import Decimal

import pytest
from django.urls import reverse

from grants.models import Application, Call, Clarification, Decision, Sitting
from portal.accounts.roles import Role
from portal.documents.models import Document
from tests.desks import page_of, step_of
from tests.factories.applying import paper_of
from tests.factories.grants import JUDGING, call_administrator, commission_of, published_call, scored_call, submitted_application
from tests.factories.judging import QUESTION, ended_sitting, opened_sitting, sent_sitting
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.rule("S4-103")

WHY = "Atlikums nesedz visu, tāpēc projektu īsteno daļēji."


@pytest.fixture(autouse=True)
def _judging(municipality, settings, time_machine):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(JUDGING, tick=False)


@pytest.fixture
def office(client):
    client.force_login(call_administrator())
    return client


@pytest.fixture
def call() -> Call:
    """Three applications of 900 EUR each, and money for two and a half."""
    return scored_call(9, 8, 7, total=Decimal(2250))


def screen_of(sitting: Sitting) -> str:
    return reverse("admin:grants_sitting_screen", args=[sitting.pk])


def typed(call: Call, do: str, *lines: tuple) -> dict:
    """The screen as it is sent: everybody is there, and a line is an outcome, a sum and a reason."""
    data = {"darit": do, "course": "", "present": list(call.commission.values_list("pk", flat=True))}
    for application, (outcome, amount, *reason) in zip(call.applications.order_by("-points"), lines, strict=True):
        key = application.pk
        data |= {f"outcome_{key}": outcome, f"amount_{key}": amount, f"reason_{key}": reason[0] if reason else ""}
    return data


FULL, RESERVE, PARTLY = ("funded", "900,00"), ("reserve", ""), ("funded", "450,00", WHY)


def test_a_sitting_opens_from_the_call_straight_on_its_screen(office, call):
    opened = office.post(step_of(call, "sede"), {"held_at": "2027-04-22T14:00", "place": "Sēžu zāle"})

    sitting = Sitting.objects.get()
    assert opened.url == screen_of(sitting)
    assert office.get(page_of(sitting)).url == screen_of(sitting)


def test_the_screen_stands_as_the_ranking_has_it(office, call):
    page = office.get(screen_of(opened_sitting(call)))

    lines = [(line.outcome.value(), line.amount.value(), after.left) for line, after in page.context["lines"]]
    assert lines == [("funded", "900,00", 1350), ("funded", "900,00", 450), ("reserve", "", 450)]
    assert page.context["cut"] == call.applications.get(points=80).pk


def test_a_button_counts_the_money_anew_and_stores_nothing(office, call):
    sitting = opened_sitting(call)

    page = office.post(screen_of(sitting), typed(call, "rekinat", FULL, RESERVE, PARTLY))

    assert [after.left for _line, after in page.context["lines"]] == [1350, 1350, 900]
    assert (page.status_code, page.context["cut"]) == (200, call.applications.get(points=70).pk)
    assert not sitting.items.exists()


def test_the_page_is_told_the_same_sums_as_it_is_typed(office, call):
    sitting = opened_sitting(call)

    answer = office.post(
        screen_of(sitting), typed(call, "rekinat", FULL, FULL, FULL), headers={"accept": "application/json"}
    ).json()

    last = call.applications.get(points=70).pk
    assert (answer["over"], answer["cut"]) == ([last], last)
    assert answer["left"][str(last)].startswith("-450")
    assert "450" in answer["sums"]


def test_ending_makes_minutes_and_leads_to_the_letters(office, call):
    sitting = opened_sitting(call)

    ended = office.post(screen_of(sitting), typed(call, "beigt", FULL, FULL, PARTLY))
    letters = office.get(step_of(sitting, "nosutit"))

    assert ended.url == page_of(sitting)
    assert Document.objects.latest_of("grants.sitting_minutes", sitting)
    assert [item.amount for item, _letter in letters.context["letters"]] == [900, 900, 450]
    assert (WHY in letters.text, letters.text.count("<h1"), Decision.objects.exists()) == (True, 1, False)


def test_the_letters_are_sent_by_one_click(office, call):
    sitting = ended_sitting(call, {call.applications.get(points=70): ("reserve",)})

    office.post(step_of(sitting, "nosutit"))

    call.refresh_from_db()
    assert call.state == "decided"
    assert sorted(Decision.objects.values_list("outcome", flat=True)) == ["funded", "funded", "reserve"]
    assert office.get(page_of(sitting)).status_code == 200


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        ((FULL, FULL, ("funded", "450,00")), "reason"),
        ((FULL, FULL, ("funded", "450,01", WHY)), "amount"),
        ((FULL, FULL, ("funded", "1.250")), "amount"),
        ((FULL, FULL, ("funded", "900,01", WHY)), "amount"),
        ((FULL, FULL, ("miljons", "1")), "outcome"),
        ((FULL, FULL, ("rejected", "")), "reason"),
    ],
)
def test_what_cannot_stand_is_refused_beside_its_line_and_stays_typed(office, call, lines, field):
    sitting = opened_sitting(call)

    page = office.post(screen_of(sitting), typed(call, "beigt", *lines))

    last = call.applications.get(points=70).pk
    assert (page.status_code, set(page.context["form"].errors)) == (422, {f"{field}_{last}"})
    assert page.context["form"][f"amount_{last}"].value() == lines[2][1]
    assert Sitting.objects.get().state == "open"


def test_without_a_quorum_the_page_says_so(office, call):
    sitting = opened_sitting(call)

    page = office.post(screen_of(sitting), typed(call, "beigt", FULL, FULL, RESERVE) | {"present": []})

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()


def test_a_sitting_is_saved_and_gone_on_with(office, call):
    sitting = opened_sitting(call)

    office.post(screen_of(sitting), typed(call, "saglabat", FULL, RESERVE, PARTLY))
    page = office.get(screen_of(sitting))

    assert [line.outcome.value() for line, _after in page.context["lines"]] == ["funded", "reserve", "funded"]
    assert page.context["form"]["present"].value() == list(call.commission.values_list("pk", flat=True))


def test_a_mistake_in_a_letter_leads_back_to_the_proposals(office, call):
    sitting = ended_sitting(call, {call.applications.get(points=70): ("reserve",)})

    office.post(step_of(sitting, "atvert"))

    assert office.get(page_of(sitting)).url == screen_of(sitting)


def test_the_reserve_is_supported_when_money_is_free(office, call):
    last = call.applications.get(points=70)
    sent_sitting(call, {last: ("reserve",)})
    answers = {"amount": "450,00", "reason": "Atlikums ir brīvs, un ar to pietiek pirmajai kārtai."}

    offered = office.get(step_of(last, "no-rezerves")).context["form"].initial["amount"]
    office.post(step_of(last, "no-rezerves"), answers)

    assert offered == "450,00"
    assert Application.objects.get(pk=last.pk).state == "funded"


def test_less_than_the_call_gives_is_not_offered_to_the_reserve(office, call):
    last = call.applications.get(points=70)
    sent_sitting(call, {last: ("reserve",)})
    Call.objects.update(smallest_grant=Decimal("450.01"))

    assert office.get(step_of(last, "no-rezerves")).context["form"].initial["amount"] == ""


def test_who_waits_in_vain_is_let_out_of_the_reserve(office, call):
    last = call.applications.get(points=70)
    sent_sitting(call, {last: ("reserve",)})

    office.post(step_of(last, "nav-lidzeklu"), {"reason": "Neviens no atbalstītajiem projektiem neatteicās no finansējuma."})

    assert Application.objects.get(pk=last.pk).state == "rejected"


def test_the_screen_costs_the_same_whatever_the_applications(office, django_assert_max_num_queries):
    sitting = opened_sitting(scored_call(9, 8, 7, 6, 9, 8, 7, 6))

    with django_assert_max_num_queries(25):
        office.get(screen_of(sitting))


@pytest.mark.parametrize(
    ("role", "statuses"),
    [(Role.CALLS, (200, 200)), (Role.AUDITOR, (403, 403)), (Role.ACCOUNTANT, (403, 403)), (Role.COORDINATOR, (403, 403))],
)
def test_only_call_administrators_run_a_sitting(client, call, role, statuses):
    open_one, ended = opened_sitting(call), ended_sitting(scored_call(8))
    client.force_login(OfficerFactory(roles=[role]))

    pages = (screen_of(open_one), step_of(ended, "nosutit"))

    assert tuple(client.get(page).status_code for page in pages) == statuses


# The check before it


def test_officers_ask_to_clarify_and_read_the_question_beside_the_application(office):
    application = submitted_application(published_call())
    asked = {"question": QUESTION, "fields_to_open": ["results", "budget"], "days": "5"}

    empty = office.post(step_of(application, "precizet"), asked | {"fields_to_open": []})
    office.post(step_of(application, "precizet"), asked)

    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"fields_to_open"})
    assert Clarification.objects.get().fields == ["results", "budget"]
    assert QUESTION in office.get(page_of(application)).text


def test_one_attachment_is_opened_again_by_its_name(office):
    paper = paper_of(submitted_application(published_call()))
    step = step_of(paper.application, "precizet")

    page = office.get(step)
    office.post(step, {"question": QUESTION, "fields_to_open": [f"attachment-{paper.pk}"], "days": "5"})

    assert "protokols.pdf" in dict(page.context["form"].fields["fields_to_open"].choices)[f"attachment-{paper.pk}"]
    assert Clarification.objects.get().fields == [f"attachment-{paper.pk}"]


def test_a_member_from_outside_is_invited_on_the_call(office):
    call = published_call()
    commission_of(call, 1)

    office.post(step_of(call, "komisija"), {"email": "eksperte@example.lv", "name": "Eksperte", "represents": "NVO"})
    nobody = office.post(step_of(call, "komisija"), {"represents": "NVO"})

    assert call.commission.last().user.email == "eksperte@example.lv"
    assert (nobody.status_code, set(nobody.context["form"].errors)) == (422, {"user"})
