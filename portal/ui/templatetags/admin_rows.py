"""The rows and filters of an admin list. The theme's own tag works out the columns' headings again for each row and writes half a
kilobyte of style names into each cell: a list of 25 rows was 100 KB and took a fifth of the page's time."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django import template
from django.contrib.admin import helpers
from django.contrib.admin.templatetags.admin_list import _coerce_field_name
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.templatetags.unfold_list import result_headers

from portal.ui.admin_columns import Read, escaped, reader

register = template.Library()


@dataclass(frozen=True)
class Column:
    """``read`` gives the text of a row's cell, which stands between ``start`` and ``end``."""

    start: SafeString
    read: Read
    end: SafeString
    leads_to_row: bool

    def cell(self, row: models.Model, address: str) -> str:
        """All that is put together here is escaped; Django would look each part of two hundred cells through once more."""
        text = escaped(self.read(row))
        return f'{self.start}<a href="{address}">{text}</a>{self.end}' if self.leads_to_row else f"{self.start}{text}{self.end}"


@register.inclusion_tag("admin/rows.html", takes_context=True)
def admin_rows(context, cl: ChangeList) -> dict[str, Any]:
    columns = _columns(cl)
    headers = list(result_headers(cl))
    return {
        "cl": cl,
        "result_headers": headers,
        "num_sorted_fields": sum(header["sortable"] and header["sorted"] for header in headers),
        "rows": SafeString("\n".join(_row(columns, row, address) for row, address in _addressed(cl))),
        "has_add_permission": cl.model_admin.has_add_permission(context["request"]),
    }


def _row(columns: list[Column], row: models.Model, address: str) -> str:
    return f'<tr class="data-row">{"".join([column.cell(row, address) for column in columns])}</tr>'


@register.simple_tag
def filter_links(choices: Iterable[dict[str, Any]]) -> SafeString:
    """The choices of a filter as links. Their queries are written for addresses already."""
    return SafeString("".join(map(_filter_link, choices)))


def _filter_link(choice: dict[str, Any]) -> str:
    current = ' aria-current="true"' if choice["selected"] else ""
    return f'<li><a href="{escape(choice["query_string"])}"{current}>{escaped(capfirst(str(choice["display"])))}</a></li>'


def _columns(cl: ChangeList) -> list[Column]:
    linked = cl.list_display_links or ()
    return [_column(cl, name, place, name in linked, name in linked[:1]) for place, name in enumerate(cl.list_display)]


def _column(cl: ChangeList, name: Any, place: int, leads_to_row: bool, names_row: bool) -> Column:
    is_choice = name == "action_checkbox"
    label = _("Select record") if is_choice else label_for_field(name, cl.model, cl.model_admin)
    css = "action-checkbox" if is_choice else f"field-{_coerce_field_name(name, place)}"
    start, end = ('<th scope="row"', "</th>") if names_row else ("<td", "</td>")
    opened = SafeString(start) + format_html(' class="{}" data-label="{}">', css, label)
    read = _choice() if is_choice else reader(cl.model, name, cl.model_admin)
    return Column(opened, read, SafeString(end), leads_to_row)


def _choice() -> Read:
    """The box before a row. Keys are numbers or UUIDs, of which nothing is to be escaped."""
    start = format_html('<input type="checkbox" name="{}" value="', helpers.ACTION_CHECKBOX_NAME)
    end = format_html('" class="action-select" aria-label="{}">', _("Select record"))
    return lambda row: SafeString(f"{start}{row.pk}{end}")


def _addressed(cl: ChangeList) -> list[tuple[models.Model, str]]:
    """The rows with the addresses of their pages, from which one comes back to the list as it was filtered."""
    start = reverse(f"admin:{cl.opts.app_label}_{cl.opts.model_name}_changelist")
    end = escape(f"?{cl.preserved_filters}") if cl.preserved_filters else ""
    return [(row, f"{start}{row.pk}/change/{end}") for row in cl.result_list]
