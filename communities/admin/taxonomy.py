from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from communities.models import (
    Term,
)
from portal.ui.admin import OfficialAdmin


@admin.register(Term)
class TermAdmin(OfficialAdmin):
    list_display = ("name", "in_english", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "name_en")

    @admin.display(description=_("name in English"), ordering="name_en")
    def in_english(self, term) -> str:
        return format_html('<span lang="en">{}</span>', term.name_en)
