"""A community's desk for its events: prepare, announce, call off, close, with photos, helpers and traditions."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.actions.event import (
    announce_event,
    call_off_event,
    change_event,
    close_event,
    found_series,
    prepare_event,
)
from communities.actions.helper import add_task, remove_task, thank_helpers
from communities.actions.photo import add_photo, remove_photo
from communities.enums import EventState
from communities.forms.event import (
    CallOffForm,
    CloseEventForm,
    EventForm,
    EventPhotoForm,
    HelperTaskForm,
    SeriesForm,
    ThanksForm,
)
from communities.models import Community, Event
from communities.queries.event import seats_of
from communities.views.desk import EDITS, own_community
from portal.errors import DomainError
from portal.ui.attempts import attempt
from portal.ui.paging import read_page

EVENTS_PER_PAGE = 20


def _own_event(request, slug, event, permission: str = EDITS) -> Event:
    """An event of the community whose desk is open."""
    community = own_community(request, slug, permission)
    return get_object_or_404(community.organised_events.select_related("community", "series"), slug=event)


def _performed(request, form, perform: Callable, done: str, **facts) -> bool:
    """Whether the form was sent and its action done; a refusal stands where it belongs, and nothing typed is lost."""
    if request.method != "POST" or not form.is_valid():
        return False
    if not attempt(form, perform, **facts, **form.cleaned_data, by=request.user, now=request.arrived_at):
        return False
    messages.success(request, done)
    return True


def _data(request) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _to(event: Event):
    return redirect("communities:desk_event", event.community.slug, event.slug)


def _page(request, template: str, community: Community, form, **context):
    context = {"community": community, "form": form, **context}
    return render(request, f"communities/{template}.html", context, status=422 if form.errors else 200)


def desk_events(request, slug):
    """All events of the community, the latest first, and its traditions."""
    community = own_community(request, slug)
    events = community.organised_events.all()
    page = read_page(
        events.for_list(), ("-starts_at", "-pk"), EVENTS_PER_PAGE,
        after=request.GET.get("pec", ""), before=request.GET.get("pirms", ""),
    )  # fmt: skip
    context = {
        "community": community,
        "page": page,
        "to_close": events.to_close(request.arrived_at).order_by("starts_at"),
        "traditions": community.traditions.all(),
        "may_edit": request.user.has_perm(EDITS, community),
    }
    return render(request, "communities/desk_events.html", context)


def desk_event(request, slug, event):
    """One event as its organiser sees it: what can be done next, who comes, who helps."""
    event = _own_event(request, slug, event, "communities.see_inside_community")
    has_begun = request.arrived_at >= event.starts_at
    context = {
        "community": event.community,
        "event": event,
        "may_edit": request.user.has_perm(EDITS, event.community),
        "is_draft": event.state == EventState.DRAFT,
        "is_announced": event.state == EventState.PUBLISHED,
        "has_begun": has_begun,
        "may_change": event.state == EventState.DRAFT or (event.state == EventState.PUBLISHED and not has_begun),
        "seats": seats_of(event) if event.takes_registrations else None,
        "tasks": event.helper_tasks.prefetch_related("offers__user"),
        "photos": event.photos.all(),
    }
    return render(request, "communities/desk_event.html", context)


def event_create(request, slug):
    community = own_community(request, slug, EDITS)
    form = EventForm(_data(request)[0], community=community, initial={"neighbourhoods": community.neighbourhoods.all()})
    if _performed(
        request, form, prepare_event, _("The event is written down. Announce it when it is ready."), community=community
    ):
        return redirect("communities:desk_events", slug)
    return _page(request, "event_form", community, form)


def event_edit(request, slug, event):
    event = _own_event(request, slug, event)
    form = EventForm(_data(request)[0], thing=event)
    if _performed(request, form, change_event, _("The event is changed."), event=event):
        return _to(event)
    return _page(request, "event_form", event.community, form, event=event)


@require_POST
def event_announce(request, slug, event):
    event = _own_event(request, slug, event)
    try:
        announce_event(event=event, by=request.user, now=request.arrived_at)
        messages.success(request, _("The event is announced. Those who follow the neighbourhood hear of it."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _to(event)


def event_call_off(request, slug, event):
    event = _own_event(request, slug, event)
    form = CallOffForm(_data(request)[0])
    if _performed(request, form, call_off_event, _("The event is called off; those who were registered know it."), event=event):
        return _to(event)
    return _page(request, "event_call_off", event.community, form, event=event)


def event_close(request, slug, event):
    event = _own_event(request, slug, event)
    form = CloseEventForm(*_data(request))
    if _performed(request, form, close_event, _("Thank you. What came of the event is public now."), event=event):
        return _to(event)
    return _page(request, "event_close", event.community, form, event=event)


def event_photos(request, slug, event):
    event = _own_event(request, slug, event)
    form = EventPhotoForm(*_data(request))
    if _performed(request, form, add_photo, _("The photo is on the page of the event."), album=event.photos):
        return redirect("communities:event_photos", slug, event.slug)
    return _page(request, "event_photos", event.community, form, event=event, photos=event.photos.all())


@require_POST
def event_photo_remove(request, slug, event, pk):
    event = _own_event(request, slug, event)
    photo = get_object_or_404(event.photos, pk=pk)
    remove_photo(photo=photo, owner=event, by=request.user, now=request.arrived_at)
    messages.success(request, _("The photo is removed."))
    return redirect("communities:event_photos", slug, event.slug)


def helper_task_create(request, slug, event):
    event = _own_event(request, slug, event)
    form = HelperTaskForm(_data(request)[0])
    if _performed(request, form, add_task, _("The call for helpers is on the page of the event."), event=event):
        return _to(event)
    return _page(request, "helper_task_form", event.community, form, event=event)


@require_POST
def helper_task_remove(request, slug, event, pk):
    event = _own_event(request, slug, event)
    try:
        remove_task(task=get_object_or_404(event.helper_tasks, pk=pk), by=request.user, now=request.arrived_at)
        messages.success(request, _("The task is removed."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _to(event)


def helpers_thank(request, slug, event, pk):
    event = _own_event(request, slug, event)
    task = get_object_or_404(event.helper_tasks, pk=pk)
    form = ThanksForm(_data(request)[0])
    if _performed(request, form, thank_helpers, _("The helpers are thanked."), task=task):
        return _to(event)
    return _page(request, "helpers_thank", event.community, form, event=event, task=task)


def series_create(request, slug):
    community = own_community(request, slug, EDITS)
    form = SeriesForm(_data(request)[0])
    if _performed(
        request, form, found_series, _("The tradition is named. Choose it when you prepare the event."), community=community
    ):
        return redirect("communities:desk_events", slug)
    return _page(request, "series_form", community, form)
