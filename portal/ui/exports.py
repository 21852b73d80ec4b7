"""Rows as CSV and XLSX, safe to open in a spreadsheet."""

import re

from import_export import resources

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d\s\xa0]*([.,]\d+)?\s*%?")


def neutralise(value):
    """Text a spreadsheet would run gets an apostrophe in front; numbers, also negative ones, stay as they are."""
    if isinstance(value, str) and value.startswith(RUNS_AS_FORMULA) and not PLAIN_NUMBER.fullmatch(value):
        return "'" + value
    return value


class ExportResource(resources.Resource):
    """The base of every export: what the filter shows, one row each, formulas neutralised."""

    def export_field(self, field, instance, **kwargs):
        return neutralise(super().export_field(field, instance, **kwargs))
