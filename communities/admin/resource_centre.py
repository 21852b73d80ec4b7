from django.contrib import admin

from communities.admin.base import IndexedAdmin
from communities.models import (
    Equipment,
    ResourceCentre,
)
from portal.ui.admin import OfficialRows


class EquipmentInline(OfficialRows):
    model = Equipment


@admin.register(ResourceCentre)
class ResourceCentreAdmin(IndexedAdmin):
    list_display = ("name", "community", "setting", "is_reference", "is_active")
    list_filter = ("setting", "is_reference", "is_active")
    search_fields = ("name", "host")
    autocomplete_fields = ("community", "neighbourhood")
    inlines = (EquipmentInline,)
