"""The lists beside a chapter's text."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actionplans.actions.point import keep_point, remove_point
from actionplans.forms.writing import PointForm, point_initial
from actionplans.models import POINT_LISTS, Point
from actionplans.views.chapter import team_chapter
from actionplans.views.writing import WRITES, team_plan
from portal.errors import DomainError
from portal.ui.attempts import attempt


@never_cache
def point_add(request, slug, chapter, kind):
    """One more point on a list that the chapter keeps."""
    found = team_chapter(request, slug, chapter, WRITES)
    if kind not in found.kind.points:
        raise Http404
    return _form_page(request, found, kind, PointForm(request.POST or None, kind=kind))


@never_cache
def point_edit(request, slug, point):
    found = _point(request, slug, point)
    form = PointForm(request.POST or None, kind=found.kind, initial=point_initial(found))
    return _form_page(request, found.chapter, found.kind, form, point=found)


@require_POST
def point_remove(request, slug, point):
    found = _point(request, slug, point)
    try:
        remove_point(point=found, by=request.user, now=request.arrived_at)
        messages.success(request, gettext("Taken off the list."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(found.chapter)


def _point(request, slug: str, pk: int) -> Point:
    plan = team_plan(request, slug, WRITES)
    points = Point.objects.filter(chapter__plan=plan).select_related("chapter__kind", "chapter__plan")
    return get_object_or_404(points, pk=pk)


def _form_page(request, chapter, kind: str, form: PointForm, point: Point | None = None):
    about = {"chapter": chapter, "kind": kind, "point": point, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, keep_point, **form.cleaned_data, **about):
        messages.success(request, gettext("Saved."))
        return redirect(f"{chapter.get_absolute_url()}#{kind}")
    topics = sorted({one.topic for one in chapter.points.all() if one.topic})
    context = {
        "plan": chapter.plan, "chapter": chapter, "about": POINT_LISTS[kind], "form": form, "point": point, "topics": topics,
    }  # fmt: skip
    return render(request, "actionplans/writing_point.html", context, status=422 if form.errors else 200)
