"""The desk of what officers type in themselves: an act on the record, and found by the search at once."""

import re
from datetime import datetime

from portal.audit.actions import action, record
from portal.ui.admin import OfficialAdmin
from portal.ui.search import index


class IndexedAdmin(OfficialAdmin):
    """What an officer types is found by the search at once. The address follows from the name and then stays.

    Typing is an act like any other (product rule 14), named after the thing: ``communities.event_series.edited``.
    """

    slug_from = "name"

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": (self.slug_from,)}

    def save_model(self, request, obj, form, change):
        write = action(self.name_of_act(change))(self._write)
        write(request, obj, form, change, by=request.user, now=request.arrived_at)

    def name_of_act(self, change: bool) -> str:
        noun = re.sub(r"(?<!^)(?=[A-Z])", "_", self.opts.object_name).lower()
        return f"{self.opts.app_label}.{noun}.{'edited' if change else 'entered'}"

    def _write(self, request, obj, form, change, *, by, now: datetime) -> None:
        super().save_model(request, obj, form, change)
        record(target=obj, fields=form.changed_data)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
