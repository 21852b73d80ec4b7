"""Tables that officers bring along: CSV as Latvian offices save it, and XLSX."""

import csv
import io
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.files.uploads import BROKEN_ARCHIVE, XLSX, FileKind, UploadPolicy, wrong_content

ENCODINGS = ("utf-8-sig", "cp1257")
"""UTF-8 with and without its mark; else what Windows called Baltic, in which hardly any Latvian text is valid UTF-8."""

DELIMITERS = ";,\t"
MOST_ROWS = 1000
MOST_COLUMNS = 50


@dataclass(frozen=True)
class Row:
    """One line with its number in the file, as the officer's own program counts."""

    number: int
    cells: list[str]


def _decode(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise wrong_content("CSV")


def _check_csv(content: bytes, _policy: UploadPolicy) -> bytes:
    if b"\0" in content:
        raise wrong_content("CSV")
    _decode(content)
    return content


CSV = FileKind("CSV", (".csv",), "text/csv", _check_csv)
TABLE = UploadPolicy((CSV, XLSX))


def read_table(content: bytes, content_type: str) -> list[Row]:
    """The rows that are not blank, the first being the headings; every cell as text.

    Raises ``ValidationError`` for a file that cannot be read, holds nothing, or far too much.
    """
    read = _read_csv if content_type == CSV.content_type else _read_xlsx
    rows = []
    try:
        for number, cells in read(content):
            if any(cells):
                rows.append(Row(number, cells[:MOST_COLUMNS]))
            if len(rows) > MOST_ROWS + 1:
                raise ValidationError(
                    _("The table has more than %(n)s lines. Split it and bring in one part after the other.") % {"n": MOST_ROWS}
                )
    except (csv.Error, KeyError, TypeError, AttributeError, *BROKEN_ARCHIVE):
        raise ValidationError(_("The table cannot be read. Save it anew as CSV or XLSX.")) from None
    if len(rows) < 2:
        raise ValidationError(_("There is no line below the headings. Fill in the template and choose it again."))
    return rows


def _read_csv(content: bytes):
    text = _decode(content)
    headings = text.lstrip("\r\n").partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=headings.count))
    number = 1
    for cells in reader:
        yield number, [cell.strip() for cell in cells]
        number = reader.line_num + 1


def _read_xlsx(content: bytes):
    """The first sheet. Formulas stay formulas, so that nobody brings in a value that no eye has seen."""
    from openpyxl import load_workbook  # six megabytes, which only who brings in a workbook needs

    book = load_workbook(io.BytesIO(content), read_only=True)
    try:
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield number, [_as_text(cell) for cell in cells]
    finally:
        book.close()


def _as_text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == time.min:
        cell = f"{cell:%Y-%m-%d}"  # a sheet keeps a day as its midnight
    return str(cell).strip()
