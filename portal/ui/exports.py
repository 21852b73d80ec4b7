"""Rows as CSV and XLSX, safe to open in a spreadsheet. This is the only door by which tables leave the portal."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import pgettext
from import_export import resources
from import_export.fields import Field
from tablib import Databook, Dataset

EXPORT_FORMATS = ("csv", "xlsx")

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d\s\xa0]*([.,]\d+)?\s*%?")


def neutralise(value):
    """Text a spreadsheet would run gets an apostrophe in front; numbers, also negative ones, stay as they are.

    Control characters, which no workbook can hold, go.
    """
    if isinstance(value, str) and UNSEEN.search(value):
        value = UNSEEN.sub("", value)
    if isinstance(value, str) and value.startswith(RUNS_AS_FORMULA) and not PLAIN_NUMBER.fullmatch(value):
        return "'" + value
    return value


class ExportResource(resources.Resource):
    """The base of every export: what the filter shows, one row each.

    Numbers and days stay numbers and days, so that a workbook adds and sorts them; an instant is told by the clock on the
    wall, to the minute: a workbook knows no time zones.
    """

    def export_field(self, field, instance, **kwargs):
        if hasattr(self, field.get_dehydrate_method(self.get_field_name(field))):
            value = super().export_field(field, instance, **kwargs)
        else:
            value = field.get_value(instance)
        if isinstance(value, datetime):
            local = timezone.make_naive(value) if timezone.is_aware(value) else value
            return local.replace(second=0, microsecond=0)
        if isinstance(value, bool):
            return pgettext("answer", "yes") if value else pgettext("answer", "no")
        if isinstance(value, int | Decimal | date):
            return value
        return field.widget.render(value, **kwargs)


class ClosingField(Field):
    """A half-open instant as people read it: what is over at midnight closes with the day before."""

    def get_value(self, instance):
        value = super().get_value(instance)
        if value is None or timezone.localtime(value).time() != time.min:
            return value
        return timezone.localdate(value - timedelta(microseconds=1))


def export_response(resource: ExportResource, rows, format_name: str, *, name: str) -> HttpResponse:
    """The rows as a file to download, named by what they are and the day."""
    return table_response(resource.export(rows), format_name, name=f"{name}-{timezone.localdate():%Y-%m-%d}")


def workbook_response(sheets: list[Dataset], *, name: str) -> HttpResponse:
    """Several finished tables, each with its ``title``, as the sheets of one XLSX file named with the day."""
    file_format = _format_of("xlsx")
    content = Databook([_harmless(sheet) for sheet in sheets]).export("xlsx")
    response = HttpResponse(content, content_type=file_format.get_content_type())
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


def table_response(table: Dataset, format_name: str, *, name: str) -> HttpResponse:
    """A finished table as a file to download; CSV begins with the mark by which spreadsheets know UTF-8."""
    file_format = _format_of(format_name)
    content = file_format.export_data(_harmless(table))
    if format_name == "csv":
        content = "\ufeff" + content
    response = HttpResponse(content, content_type=f"{file_format.get_content_type()}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{format_name}"'
    return response


def _format_of(format_name: str):
    from import_export.formats import base_formats  # loads openpyxl, six megabytes, which only who exports needs

    return {"csv": base_formats.CSV, "xlsx": base_formats.XLSX}[format_name]()


def _harmless(table: Dataset) -> Dataset:
    """The same table in which no cell and no heading runs."""
    rows = [[neutralise(cell) for cell in row] for row in table]
    return Dataset(*rows, headers=[neutralise(str(heading)) for heading in table.headers], title=table.title)
