from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.actions.extension import grant_extension
from grants.enums import CallState
from grants.forms.extension import ExtensionForm
from grants.models import Extension
from portal.audit.wording import timeline
from portal.ui.admin import ReadOnlyAdmin, Step

EXTEND = Step(
    name="pagarinat",
    label=_("Give one community a later deadline"),
    permission="grants.extend_application",
    perform=lambda call, **answers: grant_extension(call=call, **answers),
    done=_("The community, and nobody else, may apply until then; it is told by e-mail."),
    form=ExtensionForm,
    available=lambda call: call.state == CallState.PUBLISHED and call.opens_at <= timezone.now(),
    explanation=_("The terms are equal for all: a later deadline needs a reason that lies outside the community."),
)
"""Stands on the page of the call."""


@admin.register(Extension)
class ExtensionAdmin(ReadOnlyAdmin):
    """Who may apply later than others, and why: for auditors."""

    list_display = ("community", "call", "until", "granted_at", "granted_by")
    list_filter = ("call",)
    search_fields = ("community__name",)
    fields = ("call", "community", "until", "reason", "granted_at", "granted_by")

    def side_context(self, request, extension):
        return {"entries": timeline(extension, public=False)}
