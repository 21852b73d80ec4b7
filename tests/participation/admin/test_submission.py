"""The register: officers enter what came on paper, bring in tables, pass on, word formally and take it out again."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from participation.models import Submission
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.obligations.models import Obligation
from tests.desks import step_of
from tests.factories.participation import send_in
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.factories.submission import gather_signatures, submit

pytestmark = pytest.mark.usefixtures("municipality")
LIST = "admin:participation_submission_changelist"
HEADINGS = "number in the document system;date in the document system;received on;kind;title;text;came by;responsible unit"


@pytest.fixture
def officer(client, municipality):
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def unit(officer):
    return UnitFactory(name="Vides nodaļa", members=[officer])


@pytest.fixture
def coordinator(client, municipality):
    person = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(person)
    return person


def paper(unit, **more) -> dict:
    yesterday = timezone.localdate() - timedelta(days=1)
    return {
        "kind": "submission", "title": "Par grāvi", "text": "Grāvis aizbērts.", "received_on": yesterday.isoformat(),
        "channel": "paper", "is_signed": "on", "author_name": "Iesniedzēja", "unit": unit.pk,
    } | more  # fmt: skip


def bring_in(client, *lines: str, confirm: bool = True):
    page = reverse("admin:participation_submission_import", args=["iesniegumi"])
    table = SimpleUploadedFile("iesniegumi.csv", "\n".join([HEADINGS, *lines]).encode())
    looked = client.post(page, {"file": table})
    if not confirm:
        return looked
    kept = looked.context["form"].fields["file"].widget.get_context("file", None, {})["kept"]["token"]
    return client.post(page, {"file-kept": kept, "confirm": "1"})


def test_a_paper_is_registered_on_the_day_it_came_and_its_receipt_is_printed(client, unit):
    response = client.post(reverse("admin:participation_submission_add"), paper(unit))

    submission = Submission.objects.get()
    promise = Obligation.objects.about(submission).get()
    receipt = client.get(reverse("admin:participation_submission_receipt", args=[submission.pk]), follow=True)
    assert response.url == reverse("admin:participation_submission_change", args=[submission.pk])
    assert timezone.localdate(promise.received_at) == timezone.localdate() - timedelta(days=1)
    assert promise.number in receipt.content.decode()


def test_a_paper_from_tomorrow_is_refused(client, unit):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = client.post(reverse("admin:participation_submission_add"), paper(unit, received_on=tomorrow.isoformat()))

    assert response.status_code == 200
    assert not Submission.objects.exists()


def test_the_list_downloads_with_both_numbers_and_no_formulas(client, unit):
    submission = send_in(unit=unit, title="=cmd()", dvs_number="4-7/26/9", dvs_date=timezone.localdate())

    response = client.get(reverse("admin:participation_submission_export", args=["xlsx"]))

    row = [cell.value for cell in load_workbook(io.BytesIO(response.content)).active[2]]
    assert row[0] == Obligation.objects.about(submission).get().number
    assert (row[1], row[4]) == ("4-7/26/9", "'=cmd()")


def test_a_table_shows_what_becomes_of_each_line_before_anything_is_written(client, unit):
    looked = bring_in(
        client,
        "4-7/1;2026-03-10;2026-03-09;submission;Par lampu;Nedeg.;paper;Vides nodaļa",
        "4-7/2;;2026-03-09;submission;Par ceļu;Bedres.;dove;Vides nodaļa",
        "4-7/3;;2026-03-09;submission;=1+1;Bedres.;paper;Vides nodaļa",
        "4-7/1;;2026-03-09;submission;Par lampu;Nedeg.;paper;Vides nodaļa",
        confirm=False,
    )

    assert [line.fate for line in looked.context["lines"]] == ["new", "refused", "refused", "refused"]
    assert not Submission.objects.exists()


def test_the_good_lines_of_a_table_are_registered_with_their_clocks(client, unit):
    bring_in(client, "4-7/1;2026-03-10;2026-03-09;submission;Par lampu;Nedeg.;paper;Vides nodaļa")

    submission = Submission.objects.get()
    assert (submission.dvs_number, submission.is_signed, submission.unit) == ("4-7/1", True, unit)
    assert timezone.localdate(Obligation.objects.about(submission).get().received_at).isoformat() == "2026-03-09"


def test_a_registered_submission_is_not_written_over_by_a_table(client, unit):
    line = "4-7/1;2026-03-10;2026-03-09;submission;{};Nedeg.;paper;Vides nodaļa"
    bring_in(client, line.format("Par lampu"))

    looked = bring_in(client, line.format("Par kaut ko citu"), confirm=False)
    again = bring_in(client, line.format("Par lampu"), confirm=False)

    assert [one.fate for one in looked.context["lines"]] == ["refused"]
    assert [one.fate for one in again.context["lines"]] == ["unchanged"]


def test_steps_of_the_register_lead_to_their_actions(client, unit):
    submission, other = send_in(unit=unit), UnitFactory()
    client.post(step_of(submission, "izskatit"))
    client.post(step_of(submission, "noformet"), {"formal_title": "Par apgaismojumu", "formal_text": "Lūdz novērst bojājumu."})
    client.post(step_of(submission, "lietvediba"), {"dvs_number": "4-7/26/5", "dvs_date": timezone.localdate().isoformat()})
    client.post(step_of(submission, "parakstits"), {"channel": "e_address"})
    client.post(step_of(submission, "nodala"), {"unit": other.pk})

    submission.refresh_from_db()
    assert (submission.state, submission.formal_title, submission.dvs_number) == ("examined", "Par apgaismojumu", "4-7/26/5")
    assert (submission.channel, submission.is_signed, submission.unit) == ("e_address", True, other)
    assert client.post(step_of(submission, "nodala"), {"unit": unit.pk}).status_code == 403


def test_the_names_of_signatories_are_opened_by_whoever_checks_them_and_that_is_noted(client, unit):
    submission = gather_signatures(unit=unit, author_name="Anna Ozola")
    page = reverse("admin:participation_submission_signatures", args=[submission.pk])

    table = load_workbook(io.BytesIO(client.get(page).content)).active

    assert table["A2"].value == "Anna Ozola"
    assert Event.objects.filter(name="participation.submission.signatures_read").count() == 1
    client.force_login(OfficerFactory())
    assert client.get(page).status_code == 403


def test_the_page_of_a_proposal_shows_supporters_and_formal_wording(client, unit):
    submission = submit(unit=unit, formal_title="Par soliņiem", formal_text="Lūdz uzstādīt soliņus.")

    page = client.get(reverse("admin:participation_submission_change", args=[submission.pk])).content.decode()

    assert "Lūdz uzstādīt soliņus." in page
    assert "0 atbalstītāju" in page
