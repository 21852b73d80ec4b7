from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from participation.enums import ConsultationState
from participation.models import Consultation, ConsultationDocument
from portal.accounts.roles import Role
from tests.desks import step_of
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.consultation import put_document
from tests.factories.participation import ConsultationFactory, give_joint_opinion, give_opinion
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture(autouse=True)
def coordinator(client, municipality):
    """The participation coordinator, signed in."""
    person = OfficerFactory(roles=[Role.COORDINATOR], phone="+371 67 000 111")
    UnitFactory(members=[person])
    client.force_login(person)
    return person


def begin(client, **typed):
    day = timezone.localdate() + timedelta(days=7)
    given = {"title": "Jaunā taka", "summary": "Kur takai iet?", "opens_on": f"{day:%d.%m.%Y}"} | typed
    return client.post(reverse("admin:participation_consultation_add"), given)


def test_a_simple_consultation_is_ready_to_publish_after_one_short_form(client, coordinator):
    response = client.get(reverse("admin:participation_consultation_add"))
    unit = coordinator.units.get()
    assert response.context["adminform"].form.initial["unit"] == unit

    begun = begin(
        client, kind="planning", neighbourhoods=[NeighbourhoodFactory().pk], unit=unit.pk, contact_post="Koordinatore",
        contact_phone="+371 67 000 111", contact_email=coordinator.email,
    )  # fmt: skip
    client.post(step_of(Consultation.objects.get(), "publicet"))

    draft = Consultation.objects.get()
    assert begun.url == reverse("admin:participation_consultation_change", args=[draft.pk])
    assert draft.state == ConsultationState.PUBLISHED


def test_copying_the_last_one_takes_its_neighbourhoods_too(client):
    earlier = ConsultationFactory(place="Tautas nams")

    begin(client, copied=earlier.pk)

    copy = Consultation.objects.get(title="Jaunā taka")
    assert (copy.place, copy.contact_post) == ("Tautas nams", earlier.contact_post)
    assert list(copy.neighbourhoods.all()) == list(earlier.neighbourhoods.all())


def test_without_kind_or_copy_nothing_begins(client):
    response = begin(client)

    assert {"kind", "unit", "contact_post"} <= set(response.context["adminform"].form.errors)
    assert "Kur takai iet?" in response.text
    assert not Consultation.objects.exists()


def test_a_day_that_is_over_is_no_opening(client):
    response = begin(client, copied=ConsultationFactory().pk, opens_on="01.02.2020")

    assert "opens_on" in response.context["adminform"].form.errors


@pytest.mark.rule("D1")
def test_the_step_of_publishing_shows_the_page_and_names_what_is_missing(client):
    draft = ConsultationFactory(draft=True, can_change="", decision_on=None)

    shown = client.get(step_of(draft, "publicet"))
    refused = client.post(step_of(draft, "publicet"))

    assert draft.summary in shown.text
    assert refused.status_code == 422
    for response in (shown, refused):
        assert "ko vēl var mainīt" in response.text.lower()
        assert "lēmuma pieņemšanas diena" in response.text.lower()


def test_documents_and_their_versions_are_pasted_in(client):
    consultation = ConsultationFactory()

    client.post(step_of(consultation, "dokuments"), {"title": "Kārtība", "text": "Viens.\n\nDivi."})
    document = ConsultationDocument.objects.get()
    assert client.get(step_of(consultation, "versija")).context["form"].initial["text"] == "Viens.\n\nDivi."
    client.post(step_of(consultation, "versija"), {"document": document.pk, "text": "Viens.\n\nTrīs.", "note": "Skaitīšana."})

    assert [version.number for version in document.versions.all()] == [1, 2]


def test_a_version_without_a_note_is_refused_and_its_text_kept(client):
    document = put_document()

    response = client.post(step_of(document.consultation, "versija"), {"document": document.pk, "text": "Pavisam citāds teksts."})

    assert set(response.context["form"].errors) == {"note"}
    assert "Pavisam citāds teksts." in response.text


def test_more_time_and_calling_off_ask_why(client):
    consultation = ConsultationFactory()
    last = consultation.closes_at.date()
    days = {name: f"{last + timedelta(days=30):%Y-%m-%d}" for name in ("answers_by", "decision_on")}

    more = client.post(
        step_of(consultation, "pagarinat"), {"closes_on": f"{last + timedelta(days=9):%Y-%m-%d}", "reason": "Jā", **days}
    )
    off = client.post(step_of(consultation, "atcelt"), {"reason": "Jā"})

    assert set(more.context["form"].errors) == set(off.context["form"].errors) == {"reason"}


@pytest.mark.rule("S4-94")
def test_the_workbook_counts_joint_opinions_apart(client):
    joint = give_joint_opinion(residents_represented=21)
    give_opinion(joint.consultation)

    response = client.get(reverse("admin:participation_consultation_workbook", args=[joint.consultation.pk]))

    counts, first, second = load_workbook(BytesIO(response.content)).worksheets
    assert [row[1].value for row in counts.iter_rows(min_row=2, max_row=5)] == [1, 21, 1, 0]
    assert (first.max_row, second.max_row) == (2, 2)


@pytest.mark.rule("S4-08")
def test_publishing_the_result_asks_what_was_learned_and_shows_it(client, now):
    consultation = ConsultationFactory(closes_at=now)
    result = "Dome nolēma celiņu būvēt ielas labajā pusē; platums palielināts līdz diviem metriem."
    lessons = "Pastaiga pa ielu atveda vairāk cilvēku nekā vakars zālē; nākamreiz ar to sāksim."

    without = client.post(step_of(consultation, "rezultats"), {"result": result, "lessons": ""})
    client.post(step_of(consultation, "rezultats"), {"result": result, "lessons": lessons})

    assert set(without.context["form"].errors) == {"lessons"}
    assert lessons in client.get(consultation.get_absolute_url()).text


def test_the_step_of_the_result_says_how_many_opinions_wait_for_an_answer(client, now):
    consultation = give_opinion().consultation
    type(consultation).objects.update(closes_at=now)

    page = client.get(step_of(consultation, "rezultats"))

    assert "Vēl nav atbildēts uz 1 viedokli." in page.text


def test_a_result_without_a_lesson_is_pointed_out(client, now):
    consultation = ConsultationFactory(closes_at=now, result="Celiņš būs.", result_at=now)

    page = client.get(reverse("admin:participation_consultation_change", args=[consultation.pk]))

    assert "Vēl nav pierakstīts, ko šī apspriešana iemācīja" in page.text
