"""The base of every public list: filter in the address, sort, page by key, count, export what the filter shows.

A list asks first which rows it shows; the rows themselves are read only where they are not kept drawn already.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from portal.db import only_columns
from portal.ui.exports import EXPORT_FORMATS, export_response
from portal.ui.paging import read_alike, read_keys

PAGE_SIZE = 20


@dataclass(frozen=True)
class Sorting:
    """One way to sort a list: the word in the address, its label, and a total order over not-null columns."""

    key: str
    label: Any
    ordering: tuple[str, ...]


class ListPage(TemplateView):
    """Subclass with ``filterset_class``, ``resource_class``, ``sortings`` (the first is the default) and ``rows()``."""

    filterset_class: ClassVar[type]
    resource_class: ClassVar[type]
    sortings: ClassVar[tuple[Sorting, ...]]
    columns: ClassVar[tuple[str, ...]] = ()
    """Those the page shows, where the rows have many more."""
    is_alike: ClassVar[bool] = True
    """Each row looks the same to whoever may see it, and is drawn once for all of them. The template of the rows knows no
    more than ``lines``, ``now`` and ``about``, what the filter narrows the list to, where its rows need not repeat it."""
    page_size = PAGE_SIZE
    export_name: ClassVar[str]
    empty_text: ClassVar[Any] = ""
    """What an unfiltered list without rows says, where that differs from what a filter may leave."""
    unmatched_text: ClassVar[Any] = _("Nothing matches this filter.")

    def rows(self):
        """The rows the visitor may see, with all that a row shows."""
        raise NotImplementedError(f"{type(self).__name__} must say which rows it lists.")

    def shown(self, rows):
        """``rows`` with what the page shows of each, where the export tells something else."""
        return only_columns(rows, *self.columns) if self.columns else rows

    def lines(self, rows: list) -> list:
        """What the template shows of each row, where that is more than the row itself."""
        return rows

    def exported(self, rows):
        """``rows`` with what the export tells of each, where the page shows something else."""
        return rows

    def dispatch(self, request, *args, **kwargs):
        if request.method in ("GET", "HEAD"):
            self.filterset = self.filterset_class(request.GET, queryset=self.rows(), request=request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        chosen = request.GET.get("formats", "")
        return self.export(chosen) if chosen in EXPORT_FORMATS else super().get(request, *args, **kwargs)

    def get_template_names(self):
        return ["components/list_rows.html"] if self.request.htmx and not self.request.htmx.boosted else [self.template_name]

    @property
    def rows_template(self) -> str:
        app, name = self.template_name.split("/")
        return f"{app}/partials/{name.removesuffix('.html')}_rows.html"

    @property
    def sorting(self) -> Sorting:
        wanted = self.request.GET.get("kartot", "")
        return next((sorting for sorting in self.sortings if sorting.key == wanted), self.sortings[0])

    def filtered(self):
        """The rows the filter leaves. A filter that cannot be read leaves all and shows its error."""
        return self.filterset.qs

    def get_context_data(self, **kwargs):
        after, before = self.request.GET.get("pec", ""), self.request.GET.get("pirms", "")
        read = read_alike if self.is_alike else read_keys
        page, count = read(self.filtered(), self.sorting.ordering, self.page_size, after=after, before=before)
        is_filtered = any(self.filterset.form.cleaned_data.values()) if self.filterset.form.is_valid() else False
        return super().get_context_data(**kwargs) | {
            "filterset": self.filterset,
            "is_filtered": is_filtered,
            "page": page,
            "lines": SimpleLazyObject(lambda: self.lines(self._read(page.keys))),
            "is_alike": self.is_alike,
            "rows_template": self.rows_template,
            "count": count,
            "sortings": self.sortings,
            "sorting": self.sorting,
            "empty_text": self.unmatched_text if is_filtered or not self.empty_text else self.empty_text,
        }

    def _read(self, keys: list) -> list:
        """The rows with these keys, in their order."""
        found = {row.pk: row for row in self.shown(self.rows()).filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def export(self, format_name: str) -> HttpResponse:
        """The filtered rows in the chosen order."""
        rows = self.exported(self.filtered()).order_by(*self.sorting.ordering)
        return export_response(self.resource_class(), rows, format_name, name=self.export_name)
