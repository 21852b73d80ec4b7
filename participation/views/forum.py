"""Pages of residents' forums."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.queries.event import seats_of
from participation.actions.forum import hand_in_notes
from participation.enums import ForumState
from participation.filters import ForumFilter
from participation.forms.forum import NotesForm
from participation.models import Forum, ForumNotes, MeetingTask, Submission
from participation.models.forum import IN_ROW
from participation.queries.answer import submission_cards
from participation.queries.forum import ON_TIME, compliance, forum_entry, promised_before, standings, way_of
from participation.queries.registration import OWN
from participation.queries.task import with_status
from participation.resources import ForumResource
from portal.documents.models import Document
from portal.errors import DomainError
from portal.files.responses import picture_response, private_response
from portal.notifications.following import following_of
from portal.pages.guide import TEN_STEPS
from portal.ui.icalendar import ics_response
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import drawn_for_everybody, for_everybody
from portal.ui.panels import Slot, gather_alike

PLACES_SHOWN = 60
"""Neighbourhoods on one page of the overview: a municipality with fewer sees them all."""


@method_decorator(login_not_required, name="dispatch")
class ForumList(ListPage):
    template_name = "participation/forum_list.html"
    filterset_class = ForumFilter
    resource_class = ForumResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-held_at", "-pk")),)
    columns = IN_ROW
    export_name = "forumi"
    empty_text = _("No forum is entered yet.")

    def rows(self):
        return Forum.objects.for_list()


def _visible(request, slug) -> Forum:
    forums = Forum.objects.visible_to(request.user).select_related("neighbourhood", "unit", "flipchart")
    return get_object_or_404(forums.prefetch_related("communities", "neighbours"), slug=slug)


@login_not_required
def forum_detail(request, slug):
    """From the invitation to the last task done: what was proposed, what was answered, who does what."""
    forum, now = _visible(request, slug), request.arrived_at
    is_ahead = forum.state == ForumState.PLANNED and now < forum.held_at
    own = forum.registrations.expected().filter(user=request.user).first() if request.user.is_authenticated else None
    context = {
        "forum": forum,
        "now": now,
        "is_ahead": is_ahead,
        "told": drawn_for_everybody(
            f"forum.{forum.pk}.{is_ahead}",
            "participation/partials/forum_told.html",
            lambda: {"forum": forum, "is_ahead": is_ahead, **_told(forum, now)},
        ),
        "registration": own,
        "registration_token": OWN.token_for(own.pk) if own else "",
        "takes_registration": forum.takes_registration_at(now),
        "seats": seats_of(forum) if forum.takes_registrations else None,
        "may_hand_in_notes": forum.state == ForumState.PLANNED and now >= forum.held_at and _led_here(request, forum).exists(),
        "following": following_of(request.user, forum),
        "tied": gather_alike(Slot.TIED, forum, now=now),
    }
    return render(request, "participation/forum_detail.html", context)


def _told(forum: Forum, now) -> dict:
    """What everybody reads of it: how far it has come, proposals with answers and tasks, minutes, the ten steps."""
    proposals = list(Submission.objects.public().filter(forum=forum).for_cards("votes", "voting").order_by("pk"))
    tasks = with_status(MeetingTask.objects.filter(forum=forum).for_meeting().order_by("due_on", "pk"), now)
    return {
        "proposals": [
            {"card": card, "tasks": [task for task in tasks if task.proposal_id == card.question.pk]}
            for card in submission_cards(proposals)
        ],
        "tasks": [task for task in tasks if task.proposal_id is None],
        "way": way_of(forum) if forum.state == ForumState.CLOSED else None,
        "steps": [(step, step.number in forum.ten_steps, forum.step_notes.get(str(step.number), "")) for step in TEN_STEPS],
        "minutes": Document.objects.latest_of("participation.forum_minutes", forum),
        **_promised_before(forum, now),
    }


def _promised_before(forum: Forum, now) -> dict:
    """Until its minutes are public, a forum looks at what the last one there ended with."""
    last = promised_before(forum) if forum.state == ForumState.PLANNED else None
    if last is None:
        return {}
    tasks = with_status(last.tasks.for_meeting().order_by("due_on", "pk"), now)
    return {"last": last, "last_way": way_of(last), "last_tasks": tasks}


def _led_here(request, forum: Forum):
    """The communities of the place that the visitor leads."""
    if not request.user.is_authenticated:
        return Community.objects.none()
    places = [forum.neighbourhood, *forum.neighbours.all()]
    here = Q(neighbourhoods__in=places) | Q(forums=forum)
    return Community.objects.public().led_by(request.user).filter(here).distinct()


@login_not_required
def forum_calendar(request, slug):
    """The forum as a date for the visitor's own calendar."""
    forum = _visible(request, slug)
    return ics_response([forum_entry(forum)], name=forum.title, file_name=forum.slug, now=request.arrived_at)


@login_not_required
def forum_flipchart(request, slug):
    """The photo that stands beside the minutes, or for them."""
    forum = _visible(request, slug)
    if forum.flipchart is None:
        raise Http404
    return picture_response(forum.flipchart)


@login_not_required
def forum_compliance(request):
    """Neighbourhood by year: where a forum was held, and where one is due (S4-65)."""
    places = SimpleLazyObject(lambda: standings(request.arrived_at))
    number, on_time = for_everybody("forum_compliance", lambda: (len(places), sum(one.status == ON_TIME for one in places)))
    page = Paginator(range(number), PLACES_SHOWN).get_page(request.GET.get("lapa"))
    context = {
        "page": page,
        "table": drawn_for_everybody(
            f"forum_compliance.{page.number}",
            "participation/partials/forum_compliance_table.html",
            lambda: {"rows": compliance(places[page.start_index() - 1 : page.end_index()], request.arrived_at)},
        ),
        "on_time": on_time,
    }
    return render(request, "participation/forum_compliance.html", context)


def forum_notes(request, slug):
    """A community's leader hands in what was written down; a photo of the flipchart is enough."""
    forum = _visible(request, slug)
    communities = _led_here(request, forum)
    if not communities:
        raise Http404
    before = forum.notes.filter(community__in=communities).select_related("photo").order_by("-handed_in_at").first()
    form = NotesForm(request.POST or None, request.FILES or None, communities=communities, before=before)
    if request.method == "POST" and form.is_valid():
        try:
            hand_in_notes(forum=forum, by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("Thank you. The municipality makes the minutes of it and tells you."))
            return redirect(forum)
    context = {"forum": forum, "form": form, "before": before}
    return render(request, "participation/forum_notes.html", context, status=422 if form.errors else 200)


def forum_notes_photo(request, slug, pk):
    """What a community has photographed, for the officers who make the minutes of it."""
    if not request.user.has_perm("participation.close_forum"):
        raise PermissionDenied
    notes = get_object_or_404(ForumNotes.objects.filter(photo__isnull=False).select_related("photo"), pk=pk, forum__slug=slug)
    return private_response(notes.photo)
