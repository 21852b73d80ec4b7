from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.actions.booking import cancel_booking, confirm_booking, refuse_booking
from communities.enums import BookingState
from communities.forms.shared import ReasonForm
from communities.models import Booking
from portal.ui.admin import ReadOnlyAdmin, Step

DECIDES = "communities.decide_booking"


def _waits(booking: Booking) -> bool:
    return booking.state_at(timezone.now()) == BookingState.REQUESTED


@admin.register(Booking)
class BookingAdmin(ReadOnlyAdmin):
    """For centres whose community cannot decide itself. What is typed stands as it was typed."""

    list_display = ("centre", "equipment", "when", "state_now")
    list_filter = ("state", "centre")
    search_fields = ("centre__name", "purpose", "name")
    date_hierarchy = "starts_at"
    ordering = ("-starts_at",)
    workflow_fields = ("requested_at", "decided_at", "decided_by", "reason")
    exclude = ("state", "language", "item")
    steps = (
        Step(
            name="apstiprinat",
            label=_("Confirm"),
            permission=DECIDES,
            perform=lambda booking, **answers: confirm_booking(booking=booking, **answers),
            done=_("The booking is confirmed; whoever asked gets a letter."),
            available=_waits,
            prominent=True,
        ),
        Step(
            name="noraidit",
            label=_("Refuse"),
            permission=DECIDES,
            perform=lambda booking, **answers: refuse_booking(booking=booking, **answers),
            done=_("The booking is refused; whoever asked learns why."),
            form=ReasonForm,
            available=_waits,
        ),
        Step(
            name="atcelt",
            label=_("Cancel"),
            permission=DECIDES,
            perform=lambda booking, **answers: cancel_booking(booking=booking, **answers),
            done=_("The booking is cancelled and the hours are free again."),
            form=ReasonForm,
            available=lambda booking: booking.is_ahead(timezone.now()),
        ),
    )

    @admin.display(description=pgettext_lazy("booking", "hours"), ordering="starts_at")
    def when(self, booking) -> str:
        return booking.when

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, booking) -> str:
        return booking.status.label
