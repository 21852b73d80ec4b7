from django.contrib import admin

from communities.models import (
    Term,
)
from portal.ui.admin import OfficialAdmin


@admin.register(Term)
class TermAdmin(OfficialAdmin):
    list_display = ("name", "name_en", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "name_en")
