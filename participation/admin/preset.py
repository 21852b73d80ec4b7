from django.contrib import admin

from participation.models import ConsultationPreset, LegalBasis
from portal.ui.admin import OfficialAdmin


@admin.register(ConsultationPreset)
class ConsultationPresetAdmin(OfficialAdmin):
    """What each kind of consultation starts from. A change here leaves the consultations that are there as they are."""

    list_display = ("kind", "level", "stage", "open_days", "answer_days", "decision_days")
    list_select_related = ("norm",)


@admin.register(LegalBasis)
class LegalBasisAdmin(OfficialAdmin):
    list_display = ("title", "code", "is_active")
    list_filter = ("is_active",)
    search_fields = ("title", "code")
