from django.contrib import admin
from django.db.models import F
from django.template.defaultfilters import floatformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.obligations.answering import forget_phrases
from portal.obligations.clock import read_clock
from portal.obligations.models import EmptyPhrase, LegalRule, Obligation, WorkdayException
from portal.obligations.queries import READING, staff_page
from portal.obligations.rules_of_law import forget_rules
from portal.ui.admin import OfficialAdmin, ReadOnlyAdmin
from portal.ui.templatetags.portal_ui import moment, until
from portal.ui.visibility import Visibility


class FulfilmentFilter(admin.SimpleListFilter):
    """Still owed, owed too long, or kept."""

    title = _("whether it is fulfilled")
    parameter_name = "izpildits"

    def lookups(self, request, model_admin):
        return [("nav", _("not fulfilled yet")), ("nokaveti", _("overdue and not fulfilled")), ("ir", _("already fulfilled"))]

    def queryset(self, request, queryset):
        if self.value() == "nav":
            return queryset.open()
        if self.value() == "nokaveti":
            return queryset.overdue(timezone.now())
        if self.value() == "ir":
            return queryset.fulfilled()
        return queryset


class CachedRuleAdmin(OfficialAdmin):
    """Saving drops the cached numbers, so the next reading already uses the new one."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        forget_rules()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        forget_rules()


@admin.register(LegalRule)
class LegalRuleAdmin(CachedRuleAdmin):
    list_display = ("title", "amount", "unit", "valid_from", "valid_to", "checked_on", "code")
    list_filter = ("unit", "is_hard", ("checked_on", admin.EmptyFieldListFilter))
    search_fields = ("code", "title", "citation")

    @admin.display(description=_("value"), ordering="value")
    def amount(self, rule) -> str:
        return floatformat(rule.value, -2)


@admin.register(WorkdayException)
class WorkdayExceptionAdmin(CachedRuleAdmin):
    list_display = ("day", "is_working", "source")

    def has_delete_permission(self, request, obj=None):
        return request.user.has_perm("obligations.delete_workdayexception")


@admin.register(EmptyPhrase)
class EmptyPhraseAdmin(OfficialAdmin):
    """What is no answer, in the words of those who read answers. Saving drops the cached list."""

    list_display = ("text", "language", "is_used")
    list_filter = ("is_used", "language")
    search_fields = ("text",)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        forget_phrases()


@admin.register(Obligation)
class ObligationAdmin(ReadOnlyAdmin):
    """The register of promises: what is owed, by whom, until when."""

    list_display = ("label", "number", "kind_label", "unit", "last_day", "reading")
    list_reads = ("kind", *READING)
    list_filter = (FulfilmentFilter, "unit")
    search_fields = ("label", "number")
    fields = (
        "label", "kind_label", "number", "owed_by", "unit", "received_at", "last_day", "extended_at", "extension_reason",
        "fulfilled_at", "cancelled_at", "cancelled_reason", "visibility", "next_reminder",
    )  # fmt: skip
    ordering = (F("fulfilled_at").desc(nulls_first=True), "due_at")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).select_related("unit")

    def side_context(self, request, obligation):
        public_page = obligation.address if obligation.visibility == Visibility.PUBLIC else ""
        return {
            "side_template": "admin/obligations/obligation_side.html",
            "obligation": obligation,
            "subject_page": staff_page(obligation, request.user) or public_page,
        }

    @admin.display(description=_("kind"))
    def kind_label(self, obligation) -> str:
        return obligation.kind_info.label

    @admin.display(description=_("due"), ordering="due_at")
    def last_day(self, obligation) -> str:
        return until(obligation.due_at)

    @admin.display(description=_("owed by"))
    def owed_by(self, obligation) -> str:
        return str(obligation.holder)

    @admin.display(description=_("next reminder"))
    def next_reminder(self, obligation) -> str:
        return moment(obligation.next_reminder_at)

    @admin.display(description=_("clock"))
    def reading(self, obligation) -> str:
        return read_clock(obligation, timezone.now()).text
