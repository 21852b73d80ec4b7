from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.actions.event import announce_event, call_off_event, change_event, close_event
from communities.actions.helper import add_task, thank_helpers
from communities.actions.photo import add_photo, remove_photo
from communities.enums import EventState
from communities.forms.event import (
    CallOffForm,
    CloseEventForm,
    EventForm,
    EventPhotoForm,
    HelperTaskForm,
    RemovePhotoForm,
    ThankHelpersForm,
)
from communities.models import Event, EventSeries
from communities.queries.event import reach_of_events, seats_of
from communities.resources import EventResource
from communities.workflow import EVENT
from portal.audit.desks import IndexedAdmin
from portal.audit.wording import timeline
from portal.ui.admin import Step
from portal.ui.cache import kept

ORGANISES = "communities.organise_event"


def _next_is(state: str):
    return lambda event: EVENT.allows(event.state, state)


def _is_announced(event: Event) -> bool:
    return event.state == EventState.PUBLISHED


def _has_begun(event: Event) -> bool:
    return event.state in (EventState.PUBLISHED, EventState.HELD) and event.starts_at <= timezone.now()


@admin.register(Event)
class EventAdmin(IndexedAdmin):
    """Events of the units, from the draft to what came of them; those of communities to look at and to help with."""

    export_resource = EventResource
    slug_from = "title"
    list_display = ("title", "starts_at", "kind", "organiser", "state", "attendance")
    list_reads = ("community__name", "unit__name")
    list_filter = ("state", "kind", "neighbourhoods")
    list_before_template = "admin/communities/event_reach.html"
    search_fields = ("title", "place")
    autocomplete_fields = ("community", "unit", "series", "neighbourhoods")
    workflow_fields = ("state", "published_at", "cancel_reason", "attendance", "men_attending", "lessons", "follow_up")
    exclude = ("attendance_confirmed_at", "attendance_confirmed_by", "evidence")
    steps = (
        Step(
            name="izsludinat",
            label=_("Announce"),
            permission=ORGANISES,
            perform=lambda event, **answers: announce_event(event=event, **answers),
            done=_("The event is announced. Those who follow the neighbourhood hear of it."),
            available=_next_is(EventState.PUBLISHED),
            prominent=True,
        ),
        Step(
            name="mainit",
            label=pgettext_lazy("event", "Change"),
            permission=ORGANISES,
            perform=lambda event, **answers: change_event(event=event, **answers),
            done=_("The event is changed."),
            form=EventForm,
            available=_is_announced,
            explanation=_("When the time or the place changes, those who are registered hear of it at once."),
        ),
        Step(
            name="noslegt",
            label=_("Close with what came of it"),
            permission=ORGANISES,
            perform=lambda event, **answers: close_event(event=event, **answers),
            done=_("Thank you. What came of the event is public now."),
            form=CloseEventForm,
            available=lambda event: _is_announced(event) and _has_begun(event),
            prominent=True,
        ),
        Step(
            name="atcelt",
            label=_("Call off"),
            permission=ORGANISES,
            perform=lambda event, **answers: call_off_event(event=event, **answers),
            done=_("The event is called off; those who were registered know it."),
            form=CallOffForm,
            available=_next_is(EventState.CANCELLED),
        ),
        Step(
            name="paligi",
            label=_("Call for helpers"),
            permission=ORGANISES,
            perform=lambda event, **answers: add_task(event=event, **answers),
            done=_("The call for helpers is on the page of the event."),
            form=HelperTaskForm,
            available=lambda event: event.state in (EventState.DRAFT, EventState.PUBLISHED),
        ),
        Step(
            name="paldies",
            label=_("Thank the helpers"),
            permission=ORGANISES,
            perform=lambda event, **answers: thank_helpers(**answers),
            done=_("The helpers are thanked."),
            form=ThankHelpersForm,
            available=lambda event: _has_begun(event) and event.helper_tasks.filter(thanked_at=None).exists(),
        ),
        Step(
            name="foto",
            label=_("Add a photo"),
            permission=ORGANISES,
            perform=lambda event, **answers: add_photo(album=event.photos, **answers),
            done=_("The photo is on the page of the event."),
            form=EventPhotoForm,
            available=_has_begun,
        ),
        Step(
            name="nonemt-foto",
            label=_("Remove a photo"),
            permission="communities.moderate_event",
            perform=lambda event, photo, **who: remove_photo(photo=photo, owner=event, **who),
            done=_("The photo is removed."),
            form=RemovePhotoForm,
            available=lambda event: event.photos.exists(),
            explanation=_("For a picture somebody did not agree to, or one that does not belong here."),
        ),
    )

    def is_locked(self, event) -> bool:
        return event.state != EventState.DRAFT

    @admin.display(description=_("Organiser"))
    def organiser(self, event) -> str:
        return str(event.organiser)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("community", "unit")

    def changelist_view(self, request, extra_context=None):
        reach = kept("communities.reach_of_events", lambda: reach_of_events(timezone.now()))
        return super().changelist_view(request, {"reach": reach, **(extra_context or {})})

    def side_context(self, request, event):
        return {
            "side_template": "admin/communities/event_side.html",
            "may_organise": request.user.has_perm(ORGANISES, event),
            "seats": seats_of(event) if event.takes_registrations else None,
            "tasks": event.helper_tasks.prefetch_related("offers__user"),
            "entries": timeline(event, public=False),
        }


@admin.register(EventSeries)
class EventSeriesAdmin(IndexedAdmin):
    list_display = ("name", "community", "since_year")
    search_fields = ("name",)
    autocomplete_fields = ("community",)
