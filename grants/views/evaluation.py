"""The commission member's desk: declare, read, score."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from grants.actions.evaluation import declare_conflicts, submit_evaluation
from grants.forms.evaluation import ConflictForm, ScoreForm
from grants.models import Call, CommissionMember
from portal.errors import DomainError


def _seat(request, slug) -> CommissionMember:
    """The person's seat in the commission of a call; a 404 for everybody else."""
    call = get_object_or_404(Call.objects.select_related("unit"), slug=slug)
    if not request.user.has_perm("grants.evaluate_call", call):
        raise Http404
    return call.commission.select_related("call").get(user=request.user)


@never_cache
def evaluation_list(request):
    """The calls in whose commission the person sits."""
    if not request.user.has_perm("grants.evaluate"):
        raise PermissionDenied
    seats = CommissionMember.objects.filter(user=request.user).select_related("call").order_by("-call__closes_at")
    return render(request, "grants/evaluation_list.html", {"seats": seats})


@never_cache
def evaluation_call(request, slug):
    """First the word on conflicts of interest, for every application; then the files without them."""
    seat = _seat(request, slug)
    applications = list(
        seat.call.applications.filter(state__in=("eligible", "evaluated")).select_related("community").order_by("title_sort")
    )
    declared = {one.application_id: one for one in seat.declarations.all()}
    undeclared = [one for one in applications if one.pk not in declared]
    form = ConflictForm(request.POST or None, applications=undeclared) if undeclared else None
    if form and request.method == "POST" and form.is_valid():
        try:
            declare_conflicts(member=seat, answers=form.answers(), by=request.user, now=request.arrived_at)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Thank you. The applications are open to you now."))
            return redirect("grants:evaluation_call", slug)
    done = set(seat.evaluations.submitted().values_list("application_id", flat=True))
    open_to_me = [one for one in applications if one.pk in declared and not declared[one.pk].has_conflict]
    context = {
        "seat": seat,
        "call": seat.call,
        "form": form,
        "rows": [{"application": one, "is_done": one.pk in done} for one in open_to_me],
        "excluded": sum(one.has_conflict for one in declared.values()),
    }
    return render(request, "grants/evaluation_call.html", context, status=422 if form and form.errors else 200)


@never_cache
def evaluation_form(request, slug, pk):
    """One application and the criteria beside it. With a conflict of interest it is not there."""
    seat = _seat(request, slug)
    allowed = seat.declarations.filter(has_conflict=False).values("application")
    application = get_object_or_404(
        seat.call.applications.filter(pk__in=allowed, state__in=("eligible", "evaluated")).select_related(
            "community", "neighbourhood", "lot"
        ),
        pk=pk,
    )
    mine = seat.evaluations.filter(application=application).prefetch_related("scores__criterion").first()
    criteria = list(seat.call.criteria.all())
    form = ScoreForm(request.POST or None, criteria=criteria)
    if request.method == "POST" and form.is_valid():
        try:
            submit_evaluation(member=seat, application=application, scores=form.scores(), by=request.user, now=request.arrived_at)
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Your evaluation is handed in."))
            return redirect("grants:evaluation_call", slug)
    context = {
        "call": seat.call,
        "application": application,
        "lines": application.budget_lines.select_related("category"),
        "form": form,
        "mine": mine if mine and mine.submitted_at else None,
    }
    return render(request, "grants/evaluation_form.html", context, status=422 if form.errors else 200)
