from django.contrib import admin
from unfold.admin import TabularInline

from portal.municipality.models import Municipality, Unit, UnitMember
from portal.municipality.queries import forget_municipality
from portal.ui.admin import OfficialAdmin


@admin.register(Municipality)
class MunicipalityAdmin(OfficialAdmin):
    list_display = ("name", "registration_number", "email")
    exclude = ("arms",)

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        forget_municipality()


class UnitMemberInline(TabularInline):
    model = UnitMember
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Unit)
class UnitAdmin(OfficialAdmin):
    list_display = ("name", "head", "email", "needs_second_look", "is_active")
    search_fields = ("name",)
    autocomplete_fields = ("head",)
    inlines = (UnitMemberInline,)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}
