"""The page of a call: everything published about it, and how it changed and ended."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from icalendar import Calendar

from grants.actions.call import close_decisions
from grants.actions.call_change import cancel_call, change_call
from grants.actions.decision import decide
from grants.enums import BonusKind, InstalmentCondition
from grants.models import AttachmentKind, Bonus, Call, InstalmentTerm
from tests.factories.calls import ANSWER, WHY, answer, ask, seminar_of
from tests.factories.files import stored_file
from tests.factories.grants import (
    ANNOUNCED,
    DEADLINE,
    IN_TIME,
    JUDGING,
    CallFactory,
    call_administrator,
    published_call,
    scored_call,
)
from tests.factories.portal import PersonFactory


@pytest.fixture(autouse=True)
def _in_time(municipality, time_machine):
    time_machine.move_to(IN_TIME, tick=False)


def own(name: str, call: Call, **more) -> str:
    return reverse(f"grants:{name}", kwargs={"slug": call.slug, **more})


@pytest.mark.rule("S4-99")
@pytest.mark.rule("S1-23")
@pytest.mark.rule("S1-25")
@pytest.mark.rule("S4-100")
def test_the_page_tells_priorities_bonuses_the_tie_joint_applications_and_instalments(client):
    call = published_call(priorities=["Pirmie kopīgie darbi"], target_groups=["seniori"])
    Call.objects.update(tie_criterion=call.criteria.get(position=2))
    Bonus.objects.create(call=call, kind=BonusKind.FIRST_TIME, points=3)
    InstalmentTerm.objects.create(call=call, position=1, share=60, condition=InstalmentCondition.CONTRACT)

    page = client.get(call.get_absolute_url()).text

    for said in ("Pirmie kopīgie darbi", "seniori", "2. kritērijs", "+3", "60\xa0%", "Vairākas kopienas var pieteikties kopā."):
        assert said in page


@pytest.mark.rule("S4-99")
def test_a_call_announced_ahead_says_on_its_page_and_in_the_list_when_applying_begins(client, time_machine):
    time_machine.move_to(ANNOUNCED, tick=False)
    call = published_call(opens_at=ANNOUNCED + timedelta(days=5))

    page, listed = (client.get(address).text for address in (call.get_absolute_url(), reverse("grants:call_list")))

    assert "Pieteikumus pieņem no" in page
    assert "09.01.2027." in listed
    assert "Sākas pieteikšanās" in listed


@pytest.mark.rule("S4-114")
@pytest.mark.rule("S4-115")
def test_two_rounds_are_explained_with_their_days_and_the_grant_for_the_work(client):
    call = published_call(
        rounds=2, ideas_until=DEADLINE - timedelta(days=1), ideas_consulted=True, development_grant=Decimal(150)
    )

    page = client.get(call.get_absolute_url()).text

    assert own("idea_create", call) in page
    assert own("application_create", call) not in page
    assert "11.04.2027.\xa0plkst.\xa017.00" in page
    assert "150,00\xa0EUR" in page
    assert "Pirms tam iedzīvotājiem jautā par publiskajām idejām." in page


@pytest.mark.rule("S4-108")
def test_numbered_answers_stand_on_the_page_without_a_name(client, call):
    asker = PersonFactory(name="Zenta Slepenā")
    public = answer(ask(call, by=asker), public_text="Vai drīkst ieskaitīt jauniešu darbu?")
    answer(ask(call, by=asker, text="Vai mūsu parāds mūs izslēdz?"), is_public=False)
    ask(call, by=asker, text="Kad būs seminārs Baldonē?")

    page = client.get(call.get_absolute_url())

    assert list(page.context["questions"]) == [public]
    assert f'id="jautajums-{public.number}"' in page.text
    assert ANSWER in page.text
    for hidden in ("Zenta", "parāds", "Baldonē"):
        assert hidden not in page.text


def test_a_change_stands_on_the_page_with_its_day_what_was_before_and_why(client, call):
    change_call(call=call, closes_at=DEADLINE + timedelta(days=7), reason=WHY, by=call_administrator(), now=IN_TIME)

    page = client.get(call.get_absolute_url())

    (change,) = page.context["changes"]
    assert [(part.before, part.after) for part in change.parts] == [
        ("12.04.2027.\xa0plkst.\xa017.00", "19.04.2027.\xa0plkst.\xa017.00")
    ]
    assert "09.04.2027." in page.text
    assert WHY in page.text


def test_of_a_changed_text_the_words_that_differ_are_marked(client):
    call = published_call(exclusions="Pieteicēji ar parādiem")
    change_call(call=call, exclusions="Pieteicēji ar nodokļu parādiem", reason=WHY, by=call_administrator(), now=IN_TIME)

    page = client.get(call.get_absolute_url())

    (change,) = page.context["changes"]
    assert [(piece.change, piece.text) for piece in change.parts[0].pieces if piece.change != "same"] == [("added", " nodokļu")]


def test_a_cancelled_call_says_why_and_takes_nothing(client, call):
    cancel_call(call=call, reason=WHY, by=call_administrator(), now=IN_TIME)

    page = client.get(call.get_absolute_url())

    assert WHY in page.text
    assert own("application_create", call) not in page.text


@pytest.mark.rule("S4-107")
def test_the_seminar_with_its_registration_stands_beside_the_call(client, call, time_machine):
    time_machine.move_to(DEADLINE - timedelta(days=30), tick=False)
    seminar = seminar_of(call, capacity=20)

    page = client.get(call.get_absolute_url())

    assert reverse("communities:event_register", args=[seminar.slug]) in page.text
    assert page.context["seats"].left == 20


@pytest.mark.rule("S1-21")
def test_every_applicant_is_shown_the_same_ways_to_talk_it_over(client, call):
    page = client.get(call.get_absolute_url()).text

    for way in (reverse("communities:slot_list"), own("call_question_create", call), own("eligibility", call)):
        assert f'href="{way}"' in page


@pytest.mark.rule("S4-102")
def test_the_result_gives_points_of_supported_projects_and_only_the_number_of_the_others(client):
    call = scored_call(9, 4)
    good, weak = call.applications.order_by("pk")
    for application, outcome, amount in ((good, "funded", Decimal(850)), (weak, "rejected", Decimal(0))):
        decide(
            application=application, outcome=outcome, amount=amount, reason="Vajadzība ir pierādīta un pamatota.",
            protocol="Nr. 3", by=call_administrator(), now=JUDGING,
        )  # fmt: skip
    type(weak).objects.filter(pk=weak.pk).update(title="Nepieminamais projekts")
    close_decisions(call=call, by=call_administrator(), now=JUDGING)

    page = client.get(call.get_absolute_url())

    results = page.context["results"]
    assert [(row.project, row.by_criterion) for row in results.projects] == [(good, [9, 9, 9])]
    assert (results.submitted, results.rejected, results.awarded) == (2, 1, 850)
    assert '<td class="num">9,0</td>' in page.text
    assert "Nepieminamais" not in page.text
    for member in call.commission.all():
        assert member.user.name not in page.text


def test_many_supported_projects_stand_on_several_pages_and_are_counted_together(client, monkeypatch):
    monkeypatch.setattr("grants.queries.call_results.PROJECTS_SHOWN", 1)
    call = scored_call(9, 8)
    best, second = call.applications.order_by("pk")
    for application, amount in ((best, Decimal(850)), (second, Decimal(400))):
        decide(
            application=application, outcome="funded", amount=amount, reason="Vajadzība ir pierādīta un pamatota.",
            protocol="Nr. 3", by=call_administrator(), now=JUDGING,
        )  # fmt: skip
    close_decisions(call=call, by=call_administrator(), now=JUDGING)

    first, after = (client.get(call.get_absolute_url(), {"lapa": number}).context["results"] for number in (1, 2))

    assert [[row.project for row in results.projects] for results in (first, after)] == [[best], [second]]
    assert (after.supported, after.awarded) == (2, 1250)


def test_before_the_decision_no_points_are_shown(client):
    call = scored_call(9)

    assert client.get(call.get_absolute_url()).context["results"] is None


def test_the_whole_form_is_read_without_an_account(client, call):
    AttachmentKind.objects.create(call=call, name="Sapulces protokols")

    page = client.get(own("call_form", call)).text

    for asked in ("Projekta nosaukums", "Vajadzība un pamatojums", "Materiāli", "Brīvprātīgais darbs", "Sapulces protokols"):
        assert asked in page


def test_the_blank_form_is_a_pdf(client, call):
    response = client.get(own("call_form_print", call))

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_template_is_downloaded_and_a_missing_one_is_not_found(client, call):
    with_template = AttachmentKind.objects.create(call=call, name="Protokols", template=stored_file(content=b"%PDF-1.7 veidne"))
    without = AttachmentKind.objects.create(call=call, name="Piekrišana")

    found = client.get(own("attachment_template", call, pk=with_template.pk))
    missing = client.get(own("attachment_template", call, pk=without.pk))

    assert (found.getvalue(), missing.status_code) == (b"%PDF-1.7 veidne", 404)


def test_the_days_are_a_calendar_file(client):
    call = published_call(interim_report_on=date(2028, 1, 31))

    calendar = Calendar.from_ical(client.get(own("call_calendar", call)).content)

    days = {str(event["UID"]).split("-")[0]: event.decoded("DTSTART") for event in calendar.walk("VEVENT")}
    assert days["grants.call"] == date(2027, 4, 12)
    assert days["grants.interim"] == date(2028, 1, 31)
    assert days["grants.seminar"] == DEADLINE - timedelta(days=18)


@pytest.mark.parametrize("name", ["call_detail", "call_form", "call_form_print", "call_calendar", "call_question_create"])
def test_a_draft_is_nobodys_but_the_officers(client, name):
    assert client.get(own(name, CallFactory())).status_code == 404


@pytest.mark.parametrize(("when", "count"), [("gaidams", 1), ("atverts", 2), ("slegts", 0)])
def test_calls_are_filtered_by_the_clock(client, call, when, count):
    published_call()
    upcoming = published_call()
    Call.objects.filter(pk=upcoming.pk).update(opens_at=IN_TIME + timedelta(hours=1))

    page = client.get(reverse("grants:call_list"), {"laiks": when})

    assert page.context["count"].number == count


def test_calls_are_filtered_by_who_may_apply(client, call):
    religious = published_call(eligible_applicants=["religious"])

    page = client.get(reverse("grants:call_list"), {"pieteicejs": "religious"})

    assert list(page.context["lines"]) == [religious]
