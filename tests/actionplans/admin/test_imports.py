"""Many values of indicators from one table, each line with its fate."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from actionplans.models import Reading
from portal.accounts.roles import Role
from tests.factories.actionplans import IndicatorFactory
from tests.factories.portal import OfficerFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]

VALUES = reverse("admin:actionplans_plan_import", args=["radijumi"])
HEADINGS = "Rīcības plāns;Rādītājs;Mērījuma datums;Vērtība;Piezīme\n"


@pytest.fixture
def indicator(client, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=[Role.OFFICER]))
    return IndicatorFactory(goal__plan__title="Kopā", name="Forumi", baseline_on="2024-12-31")


def look(client, *lines: str):
    return client.post(VALUES, {"file": SimpleUploadedFile("tabula.csv", (HEADINGS + "\n".join(lines)).encode())})


def confirm(client, page):
    kept = page.context["form"].fields["file"].widget.get_context("file", None, {})["kept"]["token"]
    return client.post(VALUES, {"file-kept": kept, "confirm": "1"})


def test_the_good_lines_are_written_and_each_refused_one_says_why(client, indicator):
    page = look(
        client, "Kopā;Forumi;31.12.2025;5,5;saskaitīts", "Kopā;Tilti;31.12.2025;1;", "Cits plāns;Forumi;31.12.2025;1;",
        "Kopā;Forumi;01.01.2020;4;", "Kopā;Forumi;31.12.2125;9;", "Kopā;Forumi;30.06.2025;daudz;",
    )  # fmt: skip
    done = confirm(client, page)

    refused = [" ".join(line.errors) for line in done.context["lines"][1:]]
    assert Reading.objects.values_list("value", "note").get() == (5.5, "saskaitīts")
    assert all(refused)
    assert "Tilti" in refused[0]
    assert "Cits plāns" in refused[1]


def test_a_value_of_the_same_day_stands_in_place_of_the_earlier_one(client, indicator):
    Reading.objects.create(indicator=indicator, value=4, measured_on="2025-12-31")

    page = look(client, "Kopā;Forumi;2025-12-31;6;")
    confirm(client, page)

    (line,) = page.context["lines"]
    assert [(int(change.before), int(change.after)) for change in line.changes] == [(4, 6)]
    assert Reading.objects.get().value == 6


def test_a_day_of_a_spreadsheet_is_read_as_that_day(client, indicator):
    book, content = Workbook(), io.BytesIO()
    for row in (HEADINGS.strip().split(";"), ["Kopā", "Forumi", date(2025, 12, 31), 7, None]):
        book.active.append(row)
    book.save(content)

    confirm(client, client.post(VALUES, {"file": SimpleUploadedFile("tabula.xlsx", content.getvalue())}))

    assert Reading.objects.get().measured_on == date(2025, 12, 31)


def test_indicators_of_one_name_are_not_guessed_at(client, indicator):
    IndicatorFactory(goal__plan=indicator.goal.plan, name="Forumi")

    (line,) = look(client, "Kopā;Forumi;31.12.2025;5;").context["lines"]

    assert line.fate == "refused"
