import io
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from import_export.fields import Field
from openpyxl import load_workbook
from tablib import Dataset

from portal.ui.exports import (
    ClosingField,
    ExportResource,
    export_response,
    neutralise,
    table_response,
    workbook_response,
)

FORMULA = '=HYPERLINK("https://example.lv")'
WRITES_TABLES = re.compile(r"csv\.(writer|DictWriter)|\.export\(\"|import Workbook|Databook\(|text/csv")
DOORS = {"portal/ui/exports.py", "portal/files/tables.py"}
"""Where tables leave the portal, and where they come in."""


@pytest.mark.parametrize("text", ["=SUM(A1)", "+A1", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1+1", FORMULA])
def test_a_formula_becomes_text(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("value", ["+371 67 000 000", "-12,50", "+5", "-15 %", "a = b", "", 12, None, True])
def test_numbers_and_plain_words_stay_as_they_are(value):
    assert neutralise(value) is value


def test_no_cell_and_no_heading_of_a_table_runs_in_a_spreadsheet():
    table = Dataset([FORMULA, -5], headers=[FORMULA, "Skaits"])

    saved = table_response(table, "csv", name="tabula").content.decode()
    book = load_workbook(io.BytesIO(workbook_response([table], name="tabula").content))

    assert saved.count("'=HYPERLINK") == 2
    assert [[cell.value for cell in row] for row in book.active] == [["'" + FORMULA, "Skaits"], ["'" + FORMULA, -5]]


class _Row:
    title, amount, day, nothing = "Soliņi", Decimal("40000.00"), date(2027, 2, 2), None
    is_open = True
    until = datetime(2027, 2, 2, 15, 0, 59, 7, tzinfo=UTC)


class _Resource(ExportResource):
    title, amount, day, until, nothing, is_open = (
        Field(name) for name in ("title", "amount", "day", "until", "nothing", "is_open")
    )
    said = Field()

    def dehydrate_said(self, row):
        return row.amount


def test_a_workbook_keeps_numbers_and_days_and_tells_instants_by_the_wall_clock():
    book = load_workbook(io.BytesIO(export_response(_Resource(), [_Row()], "xlsx", name="tabula").content))
    saved = export_response(_Resource(), [_Row()], "csv", name="tabula").content.decode()

    row = [cell.value for cell in list(book.active)[1]]
    day, at_five = (datetime.combine(_Row.day, at) for at in (time(0), time(17)))
    assert row == ["Soliņi", 40000, day, at_five, None, "jā", 40000]
    assert saved.splitlines()[1] == "Soliņi,40000.00,2027-02-02,2027-02-02 17:00:00,,jā,40000.00"


def test_a_sign_that_no_workbook_can_hold_goes():
    table = Dataset(["a\x0bb\x00"], headers=["Teksts"])

    book = load_workbook(io.BytesIO(table_response(table, "xlsx", name="tabula").content))

    assert book.active["A2"].value == "ab"


def test_what_is_over_at_midnight_closes_with_the_day_before():
    class Closing(ExportResource):
        closes = ClosingField("closes")
        ends = ClosingField("ends")
        never = ClosingField("never")

    row = SimpleNamespace(
        closes=datetime(2026, 12, 10, 22, 0, tzinfo=UTC), ends=datetime(2026, 12, 10, 15, 0, tzinfo=UTC), never=None
    )  # fmt: skip

    saved = export_response(Closing(), [row], "csv", name="tabula").content.decode()

    assert saved.splitlines()[1] == "2026-12-10,2026-12-10 17:00:00,"


def test_tables_leave_the_portal_by_one_door():
    apps = ("portal", "communities", "participation", "grants", "actionplans")
    modules = [path.relative_to(settings.BASE_DIR) for app in apps for path in Path(settings.BASE_DIR, app).rglob("*.py")]
    writing = {str(path) for path in modules if WRITES_TABLES.search(Path(settings.BASE_DIR, path).read_text())}

    assert {name for name in writing if "/management/" not in name} == DOORS
