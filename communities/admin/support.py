from django.contrib import admin

from communities.models import SupportBenefit, SupportInstrument
from communities.resources import SupportResource
from portal.ui.admin import OfficialAdmin


@admin.register(SupportInstrument)
class SupportInstrumentAdmin(OfficialAdmin):
    export_resource = SupportResource
    list_display = ("name", "kind", "form", "audience", "unit", "is_active")
    list_filter = ("kind", "form", "audience", "is_active")
    search_fields = ("name", "summary")


@admin.register(SupportBenefit)
class SupportBenefitAdmin(OfficialAdmin):
    list_display = ("name", "without", "forming", "active", "position")
