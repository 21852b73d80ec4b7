from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminColorInputWidget

from portal.files.forms import KeptFileField
from portal.files.uploads import PHOTO
from portal.municipality.actions import change_arms
from portal.municipality.models import Municipality, Unit, UnitMember
from portal.municipality.queries import forget_municipality
from portal.ui.admin import OfficialAdmin, OfficialRows, Step
from portal.ui.iban import IbanField


class ArmsForm(forms.Form):
    arms = KeptFileField(label=_("Coat of arms"), policy=PHOTO)


@admin.register(Municipality)
class MunicipalityAdmin(OfficialAdmin):
    list_display = ("name", "registration_number", "email")
    fieldsets = (
        (None, {"fields": ("name", "name_genitive", "council_name", "registration_number", "territory_code")}),
        (_("Address and contacts"), {"fields": ("address", "phone", "email", "website", "reply_hours")}),
        (_("Look and map"), {"fields": ("accent_colour", "culture_title_year", "map_latitude", "map_longitude")}),
        (_("Documents"), {"fields": ("place", "signatory_name", "signatory_post", "iban", "number_prefix", "follows_transfers")}),
    )
    steps = (
        Step(
            name="gerbonis",
            label=_("Change the coat of arms"),
            permission="municipality.change_municipality",
            perform=lambda municipality, **answers: change_arms(municipality=municipality, **answers),
            done=_("The pages carry the new coat of arms."),
            form=ArmsForm,
        ),
    )

    def has_add_permission(self, request):
        return False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "accent_colour":
            kwargs["widget"] = UnfoldAdminColorInputWidget
        if db_field.name == "iban":
            kwargs |= {"form_class": IbanField, "max_length": 42}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        forget_municipality()


class UnitMemberInline(OfficialRows):
    model = UnitMember
    autocomplete_fields = ("user",)


@admin.register(Unit)
class UnitAdmin(OfficialAdmin):
    list_display = ("name", "head", "email", "needs_second_look", "is_active")
    search_fields = ("name",)
    autocomplete_fields = ("head",)
    inlines = (UnitMemberInline,)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("name",)}
