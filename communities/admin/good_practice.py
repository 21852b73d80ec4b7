from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities.actions.good_practice import publish_practice, send_back_practice
from communities.enums import PracticeState
from communities.forms.shared import ReasonForm
from communities.models import (
    GoodPractice,
)
from communities.resources import GoodPracticeResource
from portal.audit.desks import IndexedAdmin
from portal.ui.admin import Step


@admin.register(GoodPractice)
class GoodPracticeAdmin(IndexedAdmin):
    export_resource = GoodPracticeResource
    slug_from = "title"
    list_display = ("title", "place", "state", "community")
    list_filter = ("state",)
    search_fields = ("title", "challenge")
    autocomplete_fields = ("community", "tags", "tools", "aspects")
    exclude = ("submitted_by",)
    workflow_fields = ("state", "published_at", "return_reason")
    steps = (
        Step(
            name="publicet",
            label=_("Publish"),
            permission="communities.moderate_goodpractice",
            perform=lambda practice, **answers: publish_practice(practice=practice, **answers),
            done=_("The card is published."),
            available=lambda practice: practice.state == PracticeState.SUBMITTED,
            prominent=True,
        ),
        Step(
            name="atdot",
            label=_("Send back"),
            permission="communities.moderate_goodpractice",
            perform=lambda practice, **answers: send_back_practice(practice=practice, **answers),
            done=_("The card is sent back to its author."),
            form=ReasonForm,
            available=lambda practice: practice.state in (PracticeState.SUBMITTED, PracticeState.PUBLISHED),
        ),
    )
