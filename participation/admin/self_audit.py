from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from participation.actions.self_audit import fill_self_audit
from participation.forms.self_audit import SelfAuditForm, initial_of, marks_of
from participation.models import SelfAudit
from portal.ui.admin import ReadOnlyAdmin, Step
from portal.ui.templatetags.portal_ui import moment


@admin.register(SelfAudit)
class SelfAuditAdmin(ReadOnlyAdmin):
    """One row per unit and year; the portal makes them in January."""

    list_display = ("year", "unit", "filled")
    list_filter = ("year", "unit")
    fields = ("year", "unit", "filled", "filled_by", "marks_in_words")
    steps = (
        Step(
            name="aizpildit",
            label=_("Fill in the self-audit"),
            permission="participation.fill_self_audit",
            perform=lambda audit, by, now, **answers: fill_self_audit(audit=audit, marks=marks_of(answers), by=by, now=now),
            done=_("The self-audit is kept, and everybody can read it."),
            form=SelfAuditForm,
            explanation=_("Look back at the whole year. Residents read what stands here, so give examples, numbers and dates."),
            prominent=True,
            initial=initial_of,
        ),
    )

    @admin.display(description=_("filled in at"), ordering="filled_at")
    def filled(self, audit) -> str:
        return moment(audit.filled_at)

    @admin.display(description=_("nine typical mistakes"))
    def marks_in_words(self, audit) -> str:
        marks = audit.marks.all()
        return "\n".join(f"{one.get_mistake_display()}: {one.get_occurrence_display()}. {one.evidence}" for one in marks)
