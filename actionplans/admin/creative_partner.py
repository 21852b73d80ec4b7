from django.contrib import admin

from actionplans.models import CreativePartner
from actionplans.resources import CreativePartnerResource
from portal.audit.desks import IndexedAdmin


@admin.register(CreativePartner)
class CreativePartnerAdmin(IndexedAdmin):
    """Creative partners; only those who agreed are published."""

    export_resource = CreativePartnerResource
    slug_from = "name"
    list_display = ("name", "is_public", "community")
    list_filter = ("is_public", "sectors")
    search_fields = ("name", "offer")
    autocomplete_fields = ("community", "sectors", "tools", "neighbourhoods", "calls", "forums")
