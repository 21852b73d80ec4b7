"""What the admin's lists ask the database for."""

import hashlib
from collections.abc import Iterator

from django.contrib.admin import AllValuesFieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from unfold.views import ChangeList

from portal.db import only_columns
from portal.ui.admin_filters import name_column, names_key
from portal.ui.cache import kept, read_ahead
from portal.ui.paging import COUNT_EXACTLY_TO


class LongListPaginator(Paginator):
    """Counts a list of more than ten thousand rows once a minute: half a million take longer than the page. Shorter ones are
    counted each time, so that none of their rows is ever missing."""

    @cached_property
    def count(self) -> int:
        try:
            asked = repr(self.object_list.order_by().values("pk").query.sql_with_params())
        except EmptyResultSet:
            return 0
        key = f"admin.count.{hashlib.blake2b(asked.encode(), digest_size=16).hexdigest()}"
        return kept(key, lambda: self._number if self._number > COUNT_EXACTLY_TO else 0) or self._number

    @cached_property
    def _number(self) -> int:
        return super().count


class OfficialList(ChangeList):
    """Asks of the rows on the page for what the list shows, where its desk says what that is (``list_reads``), and at once for
    what its filters offer."""

    def get_filters(self, request):
        fields = [get_fields_from_path(self.model, one)[-1] for one in self.list_filter if isinstance(one, str)]
        read_ahead(names_key(field) for field in fields if field.is_relation)
        return super().get_filters(request)

    @property
    def has_filters_alike(self) -> bool:
        """Whether the panel of filters says the same to every officer: it counts no rows, of which each may see others, and
        offers no values gathered from them."""
        return not self.add_facets and not any(isinstance(one, AllValuesFieldListFilter) for one in self.filter_specs)

    def get_results(self, request):
        super().get_results(request)
        if self.model_admin.list_reads is not None:
            self.result_list = only_columns(self.result_list, *self._shown())

    def _shown(self) -> Iterator[str]:
        """The fields among the columns, and the names of what they lead to."""
        for field in self.opts.concrete_fields:
            if field.primary_key or field.name in self.list_display:
                yield f"{field.name}__{name_column(field.related_model)}" if field.is_relation else field.name
        yield from self.model_admin.list_reads
