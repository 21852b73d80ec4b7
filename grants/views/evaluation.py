"""The commission member's desk: declare, read, score, see the ranking."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from grants.actions.evaluation import declare_conflicts, find_conflict, submit_evaluation
from grants.actions.sitting import write_note
from grants.enums import SittingState
from grants.forms.evaluation import ConflictForm, LateConflictForm, NoteForm, ScoreForm, Undeclared
from grants.models import Application, Call, CommissionMember, Sitting
from grants.queries.evaluation import evaluations_beside, may_note, open_to, scored_by, seats_of, still_to_score, undeclared
from grants.queries.ranking import ranks
from grants.queries.suspicion import suspicions
from portal.db import only_columns
from portal.documents.models import Document
from portal.ui.attempts import attempt
from portal.ui.page_cache import for_everybody
from portal.ui.paging import read_page

FILES_SHOWN = 50
SEAT_SHOWN = ("user", "represents", "is_chair", "call__slug", "call__title", "call__decision_on")


def _seat(request, slug, *columns: str) -> CommissionMember:
    """The person's seat in the commission of a call, with the call or only ``columns``; a 404 for everybody else."""
    if not request.user.has_perm("grants.evaluate"):
        raise Http404
    seats = CommissionMember.objects.filter(user=request.user)
    seat = get_object_or_404(only_columns(seats, *columns) if columns else seats.select_related("call"), call__slug=slug)
    seat.user = request.user
    return seat


def _file(seat: CommissionMember, pk) -> Application:
    """An application that is open to the member: declared, without a conflict of interest."""
    return get_object_or_404(open_to(seat).select_related("community", "neighbourhood", "lot", "discussion_note"), pk=pk)


@never_cache
def evaluation_list(request):
    """The calls in whose commission the person sits."""
    if not request.user.has_perm("grants.evaluate"):
        raise PermissionDenied
    return render(request, "grants/evaluation_list.html", {"seats": seats_of(request.user)})


@never_cache
def evaluation_call(request, slug):
    """First the word on conflicts of interest, for every application; then the files without them, what waits first."""
    seat = _seat(request, slug, *SEAT_SHOWN)
    rows = undeclared(seat).order_by("title_sort").values_list("pk", "title", "community__name")
    if waiting := [Undeclared(*row) for row in rows]:
        return _declare(request, seat, waiting)
    files = open_to(seat).select_related("community").annotate(is_done=Exists(scored_by(seat)))
    page = read_page(
        files, ("is_done", "title_sort", "pk"), FILES_SHOWN,
        after=request.GET.get("pec", ""), before=request.GET.get("pirms", ""),
    )  # fmt: skip
    context = {
        "seat": seat,
        "call": seat.call,
        "page": page,
        "sees_ranking": bool(page.rows) and not files.filter(is_done=False).exists(),
        "excluded": seat.declarations.filter(has_conflict=True).count(),
        "minutes": _minutes(seat.call),
    }
    return render(request, "grants/evaluation_call.html", context)


def _declare(request, seat: CommissionMember, waiting: list[Undeclared]):
    """Many applications come in pages; what is said on one goes along to the next, and the last declares them all."""
    typed = request.POST if request.method == "POST" else None
    form = ConflictForm(typed, applications=waiting, suspected=suspicions(seat))
    turned = request.POST.get("lapa")
    if not turned and form.is_valid():
        facts = {"member": seat, "answers": form.answers(), "by": request.user, "now": request.arrived_at}
        if attempt(form, declare_conflicts, **facts):
            messages.success(request, _("Thank you. The applications are open to you now."))
            return redirect("grants:evaluation_call", seat.call.slug)
    page = Paginator(waiting, FILES_SHOWN).get_page(turned or form.first_wrong() // FILES_SHOWN + 1)
    context = {
        "call": seat.call,
        "form": form,
        "page": page,
        "declarations": _declarations(form, page),
        "unseen": form.unseen(page),
    }
    return render(request, "grants/evaluation_conflicts.html", context, status=422 if form.errors else 200)


def _declarations(form: ConflictForm, shown: Iterable[Undeclared]) -> str:
    """The applications and their inputs, drawn; once for all members while nothing is said or known of any of them."""

    def draw() -> str:
        declarations = [form.declaration(one) for one in shown]
        return render_to_string("grants/partials/declaration_rows.html", {"form": form, "declarations": declarations})

    keys = [one.pk for one in shown]
    if form.is_bound or form.suspected.keys() & keys:
        return draw()
    return for_everybody(f"declarations.{keys}", draw)


def _minutes(call: Call) -> list[Document]:
    """The commission's minutes, the latest version first."""
    sittings = Sitting.objects.filter(call=call).exclude(state=SittingState.OPEN)
    found = Document.objects.filter(
        kind="grants.sitting_minutes",
        subject_type=ContentType.objects.get_for_model(Sitting),
        subject_id__in=sittings.values("pk"),
    )
    return list(found.order_by("-version")[:3])


@never_cache
def evaluation_form(request, slug, pk):
    """One application and the criteria beside it. Own points first, then those of the others."""
    seat = _seat(request, slug)
    return _evaluation_page(request, seat, _file(seat, pk))


def _evaluation_page(request, seat: CommissionMember, application: Application, late_form=None):
    mine = seat.evaluations.submitted().filter(application=application).with_scores().first()
    form = ScoreForm(None if late_form else request.POST or None, criteria=list(seat.call.criteria.all()))
    if form.is_valid():
        facts = {"member": seat, "application": application, "by": request.user, "now": request.arrived_at}
        if attempt(form, submit_evaluation, scores=form.scores(), **facts):
            messages.success(request, _("Your evaluation is handed in."))
            return redirect("grants:evaluation_call", seat.call.slug)
    beside = evaluations_beside(mine) if mine else None
    note = getattr(application, "discussion_note", None)
    context = {
        "call": seat.call,
        "application": application,
        "lines": application.budget_lines.select_related("category"),
        "partners": application.partners.all(),
        "attachments": application.attachments.select_related("kind", "upload"),
        "form": form,
        "late_form": late_form or LateConflictForm(),
        "mine": mine,
        "beside": beside,
        "note": note,
        "note_form": NoteForm(initial={"text": note.text if note else ""}) if beside and beside.needs_note else None,
    }
    refused = form.errors or (late_form and late_form.errors)
    return render(request, "grants/evaluation_form.html", context, status=422 if refused else 200)


@require_POST
def evaluation_conflict(request, slug, pk):
    """Who finds a tie only in the file steps aside; the file closes."""
    seat = _seat(request, slug)
    application = _file(seat, pk)
    form = LateConflictForm(request.POST)
    about = {"member": seat, "application": application, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, find_conflict, **form.cleaned_data, **about):
        messages.success(request, _("The conflict is noted; the application is closed to you."))
        return redirect("grants:evaluation_call", slug)
    return _evaluation_page(request, seat, application, form)


@require_POST
def evaluation_note(request, slug, pk):
    """Members whose points lie far apart, or the chair, note what they talked over."""
    seat = _seat(request, slug)
    application = _file(seat, pk)
    if not may_note(seat, application):
        raise PermissionDenied
    form = NoteForm(request.POST)
    about = {"application": application, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, write_note, text=form.cleaned_data["text"], **about):
        messages.success(request, _("The note is kept; it stands in the minutes."))
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect("grants:evaluation_form", slug, pk)


@never_cache
def evaluation_ranking(request, slug):
    """The ranking, for a member who has handed in all points of their own. Excluded files stay out."""
    seat = _seat(request, slug)
    if still_to_score(seat).exists():
        messages.error(request, _("Hand in your own points for every application first; then you see the ranking."))
        return redirect("grants:evaluation_call", slug)
    allowed = set(open_to(seat, states=None).values_list("pk", flat=True))
    rows = [row for row in ranks(seat.call) if row.judged.pk in allowed]
    return render(request, "grants/evaluation_ranking.html", {"call": seat.call, "rows": rows, "minutes": _minutes(seat.call)})
