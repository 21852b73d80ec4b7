from portal.ui.admin import OfficialAdmin
from portal.ui.search import index


class IndexedAdmin(OfficialAdmin):
    """What an officer types is found by the search at once. The address follows from the name and then stays."""

    slug_from = "name"

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": (self.slug_from,)}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
