from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from participation.actions.answer import answer_now
from participation.actions.report import ask_yearly_report, make_monthly_sheet, prepare_report, publish_report
from participation.models import MonthlySheet, YearlyReport
from portal.documents.actions import render_document
from portal.documents.models import Document
from portal.errors import DomainError, InvalidInput, StateConflict
from portal.files.actions import read
from portal.obligations.models import Obligation
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.participation import ANSWER, ConsultationFactory, give_joint_opinion, give_opinion, plan, propose, send_in
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.factories.scorecard import FOREWORD, audit_of, prepared_report

pytestmark = pytest.mark.usefixtures("municipality")
DAY = timedelta(days=1)


def rendered(document: Document) -> Document:
    render_document(document.pk)
    document.refresh_from_db()
    return document


@pytest.mark.rule("S4-43")
def test_the_report_of_a_year_is_due_in_january(now):
    report = ask_yearly_report(unit=UnitFactory(), year=2025, now=now)

    assert f"{Obligation.objects.about(report).get().due_on:%d.%m.%Y}" == "02.02.2026"


@pytest.mark.rule("S4-43")
@pytest.mark.rule("S4-94")
def test_the_report_tells_what_was_asked_said_answered_and_done(now, client):
    consultation = ConsultationFactory(title="Skolas ielas pārbūve", opens_at=now - DAY)
    give_opinion(consultation)
    give_joint_opinion(consultation, residents_represented=138)
    answer_now(question=propose(title="Soliņi pie upes"), by=OfficerFactory(), now=now, **ANSWER)
    audit_of(UnitFactory(), now.year, now, "yes")
    CommunityFactory().attracted_funding.create(source="LEADER", amount=1250, year=now.year)
    report = prepared_report(now.year, now, examples="Pietura ir pārcelta.\n\nKino notika.")

    published = publish_report(report=report, by=OfficerFactory(), now=now)

    page = client.get(published.get_absolute_url()).content.decode()
    for words in ("Skolas ielas pārbūve", "138", "1 250,00", "Pietura ir pārcelta.", FOREWORD[:40]):
        assert words in page.replace("\xa0", " ")
    figures = YearlyReport.objects.get().figures
    assert (figures["proposals"]["received"], figures["proposals"]["taken"]) == (1, 1)
    assert figures["consultations"][0] | {"joint": 1, "represented": 138, "individual": 1} == figures["consultations"][0]
    assert figures["self_audit"][0]["yes"] == 1


@pytest.mark.rule("S4-43")
def test_the_report_is_printed_as_a_tagged_document(now):
    report = publish_report(report=prepared_report(now.year, now), by=OfficerFactory(), now=now)

    document = rendered(Document.objects.latest_of("participation.yearly_report", report))

    assert not document.is_draft
    assert FOREWORD[:40] in document.body
    assert PdfReader(BytesIO(read(document.pdf))).root_object["/MarkInfo"]["/Marked"]


def test_the_figures_stay_as_they_were_when_the_report_was_published(now, client):
    report = publish_report(report=prepared_report(now.year, now), by=OfficerFactory(), now=now)
    propose()

    with pytest.raises(StateConflict, match=r"Pārskats ir publicēts; tā skaitļi vairs nemainās."):
        prepare_report(report=report, by=OfficerFactory(), now=now)

    assert client.get(report.get_absolute_url()).context["proposals"]["received"] == 0


def test_a_draft_is_for_officers_alone(now, client):
    report = prepared_report(now.year, now)

    assert client.get(report.get_absolute_url()).status_code == 404
    client.force_login(OfficerFactory())
    assert client.get(report.get_absolute_url()).status_code == 200


def test_a_report_is_not_published_without_figures_or_foreword(now):
    empty = YearlyReport.objects.create(year=2024, unit=UnitFactory())
    wordless = prepared_report(2025, now, foreword="Labs gads.")

    with pytest.raises(StateConflict, match=r"Vispirms apkopojiet skaitļus un izlasiet projektu."):
        publish_report(report=empty, by=OfficerFactory(), now=now)
    with pytest.raises(InvalidInput, match=r"Priekšvārdā dažos teikumos pasakiet, kāds bija šis gads."):
        publish_report(report=wordless, by=OfficerFactory(), now=now)


def test_a_year_to_come_has_no_report(now):
    report = YearlyReport.objects.create(year=now.year + 1, unit=UnitFactory())

    with pytest.raises(DomainError, match=r"Šis gads vēl nav sācies."):
        prepare_report(report=report, by=OfficerFactory(), now=now)


@pytest.fixture
def place(municipality):
    return NeighbourhoodFactory(name="Mežinieku apkaime", slug="mezinieki")


@pytest.fixture
def month(now):
    return MonthlySheet.last_full(timezone.localdate(now))


@pytest.fixture
def answered(place, month):
    """A proposal of the neighbourhood, answered last month."""
    moment = timezone.make_aware(timezone.datetime(month.year, month.month, 15, 12))
    forum = plan(neighbourhood=place, held_at=moment - 10 * DAY, now=moment - 20 * DAY)
    proposal = propose(forum, title="Soliņi pie upes", now=moment - 5 * DAY)
    answer_now(question=proposal, by=OfficerFactory(), now=moment, **ANSWER)
    return proposal


@pytest.mark.usefixtures("answered")
def test_the_monthly_sheet_carries_the_answers_of_the_month(place, month, now):
    sheet = make_monthly_sheet(neighbourhood=place, month=month, now=now)

    document = rendered(Document.objects.latest_of("participation.monthly_sheet", sheet))

    assert "Soliņi pie upes" in document.body
    assert "/apkaimes/mezinieki/" in document.body
    assert document.state == Document.State.READY


@pytest.mark.usefixtures("answered")
def test_asked_for_twice_it_is_the_same_sheet(place, month, now):
    first, second = (make_monthly_sheet(neighbourhood=place, month=month, now=now) for _ in range(2))

    assert first == second
    assert Document.objects.count() == 1


def test_an_empty_sheet_is_not_made(place, month, now):
    with pytest.raises(DomainError, match=r"Šajā mēnesī te nekas nav jautāts un nekas nav atvērts, tāpēc nav ko drukāt."):
        make_monthly_sheet(neighbourhood=place, month=month, now=now)

    assert not MonthlySheet.objects.exists()


def test_a_month_that_lasts_has_no_sheet_yet(place, now):
    this_month = timezone.localdate(now).replace(day=1)

    with pytest.raises(DomainError, match=r"Mēnesis vēl nav beidzies. Izvēlieties agrāku."):
        make_monthly_sheet(neighbourhood=place, month=this_month, now=now)


@pytest.mark.usefixtures("answered")
def test_anybody_asks_for_the_sheet_on_the_neighbourhoods_page(client, place, month):
    page = reverse("participation:monthly_sheet", args=[place.slug])
    assert "Soliņi pie upes" in client.get(page).content.decode()

    response = client.post(
        reverse("participation:monthly_sheet_make", args=[place.slug]), {"menesis": f"{month:%Y-%m}"}, follow=True
    )

    assert MonthlySheet.objects.get().month == month
    assert response.context["document"] is not None


def test_what_is_not_public_is_not_on_the_sheet(client, place, month):
    moment = timezone.make_aware(timezone.datetime(month.year, month.month, 15, 12))
    secret = send_in(neighbourhood=place, title="Par kaimiņu", now=moment - DAY)
    answer_now(question=secret, by=OfficerFactory(), now=moment, **ANSWER)

    page = client.get(reverse("participation:monthly_sheet", args=[place.slug]))

    assert page.context["contents"].is_empty
    assert "Par kaimiņu" not in page.content.decode()


@pytest.mark.parametrize("month", ["2026", "2026-13", "x", "0"])
def test_a_mangled_month_is_no_page(client, place, month):
    assert client.get(reverse("participation:monthly_sheet", args=[place.slug]), {"menesis": month}).status_code == 404


def test_the_last_full_month_of_january_is_december():
    assert MonthlySheet.last_full(date(2027, 1, 15)) == date(2026, 12, 1)
    assert MonthlySheet.last_full(date(2026, 11, 1)) == date(2026, 10, 1)
