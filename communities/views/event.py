"""The public pages of events and traditions."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.enums import EventState, RegistrationState
from communities.filters import EventFilter
from communities.models import Community, Event, EventSeries, HelperOffer
from communities.models.event import IN_ROW
from communities.queries.calendar import event_entry
from communities.queries.event import names_of_helpers, seats_of, years_of
from communities.queries.registration import kept_days, own_token
from communities.resources import EventResource, RegistrationResource
from portal.files.responses import private_response
from portal.municipality.queries import current_municipality
from portal.notifications.following import following_of
from portal.ui.charts import Series, lines
from portal.ui.exports import EXPORT_FORMATS, export_response
from portal.ui.icalendar import ics_response
from portal.ui.lists import ListPage, Sorting
from portal.ui.panels import Slot, gather, gather_alike

ORGANISES = "communities.organise_event"
EARLIEST = Sorting("drizak", _("earliest first"), ("starts_at", "pk"))
LATEST = Sorting("velak", _("latest first"), ("-starts_at", "-pk"))


@method_decorator(login_not_required, name="dispatch")
class EventList(ListPage):
    """What is to come, the next first; the past from the last backwards."""

    template_name = "communities/event_list.html"
    filterset_class = EventFilter
    resource_class = EventResource
    sortings = (EARLIEST, LATEST)
    columns = IN_ROW
    export_name = "pasakumi"
    unmatched_text = _("No event matches. Choose another filter, or follow your neighbourhood to hear of the next one.")

    def rows(self):
        return Event.objects.public().for_list()

    @property
    def sorting(self) -> Sorting:
        is_past = self.request.GET.get("laiks") == "bijusie"
        return LATEST if is_past and not self.request.GET.get("kartot") else super().sorting


def _visible(request, slug) -> Event:
    return get_object_or_404(Event.objects.visible_to(request.user).for_list(), slug=slug)


@login_not_required
def event_detail(request, slug):
    event, now = _visible(request, slug), request.arrived_at
    own = event.registrations.expected().filter(user=request.user).first() if request.user.is_authenticated else None
    context = {
        "event": event,
        "now": now,
        "seats": seats_of(event) if event.takes_registrations else None,
        "takes_registration": event.takes_registration_at(now),
        "registration": own,
        "registration_token": own_token(own) if own else "",
        "tasks": _tasks(event, request.user),
        "takes_helpers": event.state == EventState.PUBLISHED and now < event.ends_at,
        "groups": event.target_groups.all(),
        "photos": event.photos.all(),
        "panels": gather(Slot.EVENT, event),
        "may_organise": request.user.has_perm(ORGANISES, event),
        "following": following_of(request.user, event),
        "tied": gather_alike(Slot.TIED, event, now=now),
    }
    return render(request, "communities/event_detail.html", context)


def _tasks(event: Event, user) -> list[dict]:
    """Each call for helpers with how many are still wanted, the visitor's own offer and who may be thanked by name."""
    tasks = list(event.helper_tasks.all())
    if not tasks:
        return []
    offers = list(HelperOffer.objects.standing().filter(task__in=tasks))
    names = names_of_helpers(event)
    return [
        {
            "task": task,
            "missing": max(0, task.wanted - sum(offer.task_id == task.pk for offer in offers)),
            "offer": next((offer for offer in offers if offer.task_id == task.pk and offer.user_id == user.pk), None),
            "names": names.get(task.pk, []),
        }
        for task in tasks
    ]


@login_not_required
def event_calendar(request, slug):
    """The event as a date for the visitor's own calendar."""
    event = _visible(request, slug)
    return ics_response([event_entry(event)], name=event.title, file_name=event.slug, now=request.arrived_at)


@login_not_required
def series_detail(request, slug):
    """A tradition with its attendance over the years."""
    hosts = Community.objects.visible_to(request.user)
    series = get_object_or_404(EventSeries.objects.filter(community__in=hosts).select_related("community"), slug=slug)
    years = years_of(series)
    attendance = Series(gettext("How many came"), [one.attendance for one in years])
    chart = lines(
        gettext("Attendance by year"), [str(one.year) for one in years], [attendance],
        accent=current_municipality().accent_colour,
    )  # fmt: skip
    events = Event.objects.visible_to(request.user).public().filter(series=series).for_list()
    context = {
        "series": series,
        "years": years,
        "chart": chart if len(years) > 1 else None,
        "upcoming": events.still_to_come(timezone.now()).order_by("starts_at"),
        "past": events.past(timezone.now()).order_by("-starts_at")[:12],
    }
    return render(request, "communities/series_detail.html", context)


@login_not_required
def event_evidence(request, slug):
    """The photo or sheet that proves the attendance, for the organiser and officers."""
    event = _visible(request, slug)
    if event.evidence is None or not (request.user.has_perm("communities.view_event") or request.user.has_perm(ORGANISES, event)):
        raise Http404
    return private_response(event.evidence)


def event_registrations(request, slug):
    """Who comes and what they need, for the organiser; also as a table to download."""
    event = _visible(request, slug)
    if not request.user.has_perm(ORGANISES, event):
        raise PermissionDenied
    rows = event.registrations.expected().order_by("state", "confirmed_at", "pk")
    chosen = request.GET.get("formats", "")
    if chosen in EXPORT_FORMATS:
        return export_response(RegistrationResource(), rows, chosen, name="pieteikumi")
    context = {
        "event": event,
        "rows": rows,
        "seats": seats_of(event),
        "unconfirmed": event.registrations.filter(state=RegistrationState.UNCONFIRMED).count(),
        "kept_days": kept_days(timezone.localdate(request.arrived_at)),
    }
    return render(request, "communities/event_registrations.html", context)
