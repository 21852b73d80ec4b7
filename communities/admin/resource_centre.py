from django.contrib import admin

from communities.models import Equipment, OpeningException, OpeningPeriod, ResilienceSheet, ResourceCentre
from communities.resources import ResourceCentreResource
from portal.audit.desks import IndexedAdmin
from portal.ui.admin import OfficialBlocks, OfficialRows


class PeriodInline(OfficialRows):
    model = OpeningPeriod


class ExceptionInline(OfficialRows):
    model = OpeningException


class EquipmentInline(OfficialRows):
    model = Equipment


class SheetInline(OfficialBlocks):
    model = ResilienceSheet


@admin.register(ResourceCentre)
class ResourceCentreAdmin(IndexedAdmin):
    export_resource = ResourceCentreResource
    list_display = ("name", "community", "setting", "is_bookable", "is_reference", "is_active")
    list_filter = ("setting", "is_bookable", "is_reference", "is_active")
    search_fields = ("name", "host")
    autocomplete_fields = ("community", "neighbourhood")
    inlines = (PeriodInline, ExceptionInline, EquipmentInline, SheetInline)
