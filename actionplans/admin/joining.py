from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from actionplans.actions.joining import note_contact
from actionplans.enums import JoiningState
from actionplans.models import Joining
from portal.ui.admin import ReadOnlyAdmin, Step


@admin.register(Joining)
class JoiningAdmin(ReadOnlyAdmin):
    """Who has joined which action: the unit writes to them and notes that it did (S0-25)."""

    list_display = ("name", "action", "state", "joined_at", "contacted_at")
    list_filter = ("state", "time")
    search_fields = ("name", "email", "action__what", "action__plan__title")
    ordering = ("-asked_at", "-pk")
    fields = ("action", "name", "email", "time", "offer", "state", "asked_at", "joined_at", "contacted_at", "contacted_by")
    workflow_fields = ("asked_at", "joined_at", "contacted_at", "contacted_by")
    steps = (
        Step(
            name="sazinats",
            label=_("Note that we have spoken"),
            permission="actionplans.contact_joining",
            perform=lambda joining, **answers: note_contact(joining=joining, **answers),
            done=_("It is noted that the person knows how it goes on."),
            available=lambda joining: joining.state == JoiningState.JOINED and joining.contacted_at is None,
            prominent=True,
        ),
    )
