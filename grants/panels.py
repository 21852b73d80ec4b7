"""What calls and projects put on the shared pages."""

from datetime import date, timedelta

from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.queries.cooperation import TRACES
from grants.enums import ApplicationState, CallState
from grants.models import Application, Call, CommissionMember
from portal.obligations.clock import end_of_day, last_day_of
from portal.obligations.receipts import RECEIPTS, ReceiptView
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.templatetags.portal_ui import money
from portal.ui.visibility import Visibility


@fill_slot(Slot.HOME)
def open_calls(request, *, now):
    calls = list(Call.objects.open(now).for_list().order_by("closes_at")[:3])
    return [Panel("grants/partials/home_calls.html", {"calls": calls, "now": now}, order=50)]


def _drafts_and_seats(user, now):
    """Applications of the person's communities that are not handed in yet, and calls the person evaluates."""
    own = Application.objects.filter(community__in=Community.objects.of_member(user))
    return (
        own.filter(state=ApplicationState.DRAFT, call__closes_at__gt=now),
        CommissionMember.objects.filter(user=user, call__state="evaluation"),
    )


@fill_slot(Slot.MANS_DUE, when=_drafts_and_seats)
def drafts_due(request, *, now):
    """Drafts to hand in, and calls to evaluate."""
    drafts, seats = _drafts_and_seats(request.user, now)
    due = [
        DueItem(
            draft.title or draft.call.title, plain_path(draft), _("Draft of an application, not handed in yet"),
            draft.call.closes_at, order=10,
        )
        for draft in drafts.select_related("call", "community").order_by("call__closes_at")
    ]  # fmt: skip
    due += [
        DueItem(
            seat.call.title,
            plain_reverse("grants:evaluation_call", seat.call.slug),
            _("Applications wait for your evaluation"),
            order=5,
        )
        for seat in seats.select_related("call")
    ]
    return due


@fill_slot(Slot.MANS, when=lambda user, now: [Community.objects.of_member(user)])
def our_applications(request, *, now):
    rows = list(
        Application.objects.filter(community__in=Community.objects.of_member(request.user))
        .exclude(state=ApplicationState.DRAFT)
        .for_list()
        .order_by("-submitted_at")[:10]
    )
    calls = list(Call.objects.open(now).order_by("closes_at")[:3])
    if not rows and not calls:
        return []
    return [Panel("grants/partials/mans_applications.html", {"rows": rows, "calls": calls, "now": now}, order=30)]


@fill_slot(Slot.NEIGHBOURHOOD)
def projects_here(request, place):
    projects = list(Application.objects.projects().filter(neighbourhood=place).for_list().order_by("-submitted_at")[:5])
    return [Panel("grants/partials/projects.html", {"projects": projects}, order=60)] if projects else []


@fill_slot(Slot.COMMUNITY)
def projects_of(request, community):
    projects = list(Application.objects.projects().filter(community=community).for_list().order_by("-submitted_at")[:5])
    return [Panel("grants/partials/projects.html", {"projects": projects}, order=30)] if projects else []


TRACES.register("project", Application.objects.projects().filter(community=OuterRef("pk")))


@fill_slot(Slot.COMMUNITY_DESK)
def calls_and_applications(request, community, *, now):
    """What the community may apply for, its drafts and what it has handed in."""
    rows = list(Application.objects.filter(community=community).for_list().order_by("-updated_at")[:10])
    calls = list(Call.objects.open(now).for_list().order_by("closes_at")[:3])
    if not rows and not calls:
        return []
    return [Panel("grants/partials/mans_applications.html", {"rows": rows, "calls": calls, "now": now}, order=20)]


@fill_slot(Slot.CALENDAR)
def calls_dated(*, user, start: date, end: date, neighbourhood=None, community=None):
    """The last day for applications, and the preparation seminar, of each call: open to everybody."""
    if community:
        return []
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    closing, seminar = Q(closes_at__gt=first, closes_at__lte=after), Q(seminar_at__gte=first, seminar_at__lt=after)
    entries = []
    for call in Call.objects.exclude(state=CallState.DRAFT).filter(closing | seminar):
        address = absolute(plain_path(call), get_language() or "lv")
        if first < call.closes_at <= after:
            key, day = f"grants.call-{call.pk}", last_day_of(call.closes_at)
            entries.append(CalendarEntry(key, _("Last day for applications"), call.title, address, day, text=call.summary))
        if call.seminar_at and first <= call.seminar_at < after:
            key, place = f"grants.seminar-{call.pk}", call.seminar_place
            entries.append(CalendarEntry(key, _("Preparation seminar"), call.title, address, call.seminar_at, place=place))
    return entries


@fill_slot(Slot.ADMIN_TASKS)
def call_queue(request, *, now):
    if not request.user.has_perm("grants.check_application"):
        return []
    waiting = Application.objects.filter(state=ApplicationState.SUBMITTED).select_related("call", "community")
    rows = [
        {
            "label": one.title,
            "url": plain_reverse("admin:grants_application_change", one.pk),
            "note": one.community.name,
        }
        for one in waiting.order_by("submitted_at")[:8]
    ]
    return [
        Panel(
            "",
            {
                "title": _("Applications to check"),
                "url": plain_reverse("admin:grants_application_changelist") + "?state__exact=submitted",
                "count": waiting.count(),
                "rows": rows,
                "empty": _("None."),
            },
            order=30,
        )
    ]


@fill_slot(Slot.OWN_DATA)
def own_applications(person):
    rows = Application.objects.filter(submitted_by=person).select_related("call")
    return [
        (
            "applications",
            [
                {"call": one.call.title, "title": one.title, "submitted": one.submitted_at.isoformat()}
                for one in rows
                if one.submitted_at
            ],
        )
    ]


def _application_receipt(application: Application) -> ReceiptView:
    facts = [
        (_("Call"), application.call.title),
        (_("Applicant"), application.community.name),
        (_("Requested"), money(application.requested)),
        (_("Total"), money(application.total)),
    ]
    return ReceiptView(
        title=application.title, kind=_("Application"), status=application.status, facts=facts, text=application.summary
    )


RECEIPTS.register(Application._meta.label_lower, _application_receipt)


def _call_entry(call: Call) -> Entry:
    return Entry(
        "call", call.title, plain_path(call), f"{call.summary} {call.description}",
        visibility=Visibility.PUBLIC if call.published_at else Visibility.STAFF, happened_on=timezone.localdate(call.closes_at),
    )  # fmt: skip


def _project_entry(application: Application) -> Entry | None:
    if application.state not in (ApplicationState.FUNDED, ApplicationState.CLOSED):
        return None
    return Entry(
        "project", application.title, plain_reverse("grants:project_detail", application.pk),
        f"{application.summary} {application.community.name}",
    )  # fmt: skip


register_search(SearchProvider("call", _("Calls"), Call, _call_entry))
register_search(SearchProvider("project", _("Funded projects"), Application, _project_entry))
