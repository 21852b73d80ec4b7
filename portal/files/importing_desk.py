"""The page on which an officer brings in a table: choose, look, confirm."""

from collections import Counter
from typing import ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from tablib import Dataset

from portal.files.actions import erase, read
from portal.files.forms import KeptFileField
from portal.files.importing import Fate, TableImport
from portal.files.tables import MOST_ROWS, TABLE, read_table
from portal.ui.admin import OfficialAdmin
from portal.ui.exports import EXPORT_FORMATS, table_response


class TableForm(forms.Form):
    file = KeptFileField(label=_("Table"), policy=TABLE)


class ImportingAdmin(OfficialAdmin):
    """A desk whose rows can be brought in from tables (``imports``) by those who may add them."""

    imports: ClassVar[tuple[type[TableImport], ...]] = ()

    def get_urls(self):
        info = self.opts.app_label, self.opts.model_name
        view, template = self.admin_site.admin_view(self.import_view), self.admin_site.admin_view(self.import_template_view)
        return [
            path("imports/<slug:name>/", view, name="{}_{}_import".format(*info)),
            path("imports/<slug:name>/<slug:format_name>/", template, name="{}_{}_import_template".format(*info)),
            *super().get_urls(),
        ]

    def list_links(self, request):
        if not self.has_add_permission(request):
            return super().list_links(request)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_import"
        return [*super().list_links(request), *((reverse(name, args=[one.name]), one.label) for one in self.imports)]

    def _import(self, request, name: str) -> TableImport:
        if not self.has_add_permission(request):
            raise PermissionDenied
        chosen = next((one for one in self.imports if one.name == name), None)
        if chosen is None:
            raise Http404
        return chosen()

    def import_template_view(self, request, name, format_name):
        """An empty table with the headings."""
        table = self._import(request, name)
        if format_name not in EXPORT_FORMATS:
            raise Http404
        headings = [table.heading(name) for name in table.columns]
        return table_response(Dataset(headers=headings), format_name, name=name)

    def import_view(self, request, name):
        """Choosing a table shows what would become of each line. Confirming writes the good lines and shows the same again."""
        table = self._import(request, name)
        form = TableForm(request.POST or None, request.FILES or None)
        context = {"lines": None, "is_done": False}
        if request.method == "POST" and form.is_valid():
            try:
                context |= self._lines(request, table, form.cleaned_data["file"])
            except ValidationError as refusal:
                form.add_error("file", refusal)
        return TemplateResponse(
            request,
            "admin/import.html",
            self.admin_site.each_context(request) | context | {
                "title": table.label,
                "table": table,
                "columns": [(table.heading(name), field) for name, field in table.columns.items()],
                "form": form,
                "formats": EXPORT_FORMATS,
                "most_rows": MOST_ROWS,
                "back": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            },
            status=422 if form.errors else 200,
        )  # fmt: skip

    @staticmethod
    def _lines(request, table: TableImport, file) -> dict:
        """A table that was just chosen is looked at first, also when the button was the other one."""
        is_done = "confirm" in request.POST and "file" not in request.FILES
        rows = read_table(read(file), file.content_type)
        lines = (table.run if is_done else table.rehearse)(rows, by=request.user, now=request.arrived_at)
        if is_done:
            erase(file, now=request.arrived_at)
        fates = Counter(line.fate for line in lines)
        return {
            "lines": lines,
            "fates": [(fate.label, fates[fate]) for fate in Fate],
            "good": fates[Fate.NEW] + fates[Fate.CHANGED],
            "is_done": is_done,
        }
