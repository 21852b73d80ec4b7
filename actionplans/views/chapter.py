"""One chapter written together: text saved as it is typed, versions, comments."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from actionplans.actions.comment import comment_chapter, settle_comment
from actionplans.actions.writing import chapter_of, restore_version, save_draft, write_chapter
from actionplans.forms.writing import ChapterForm, CommentForm
from actionplans.models import Chapter, ChapterComment, ChapterTemplate
from actionplans.queries.writing import (
    chapter_surroundings,
    compare_texts,
    compare_versions,
    saved_fields,
    typed_fields,
)
from actionplans.views.writing import COMMENTS, WRITES, team_plan
from portal.errors import DomainError, EditConflict, InvalidInput, StateConflict
from portal.ui.attempts import attempt
from portal.ui.drafting import note_presence, posted_fields, posted_revision
from portal.ui.plain_text import plain_text

SAID = "komentars"
"""The comment's field stands in the chapter's form, so that sending either loses nothing typed in the other."""


def team_chapter(request, slug: str, chapter: str, permission: str = COMMENTS) -> Chapter:
    """A chapter of the plan, for those of its team who have ``permission``."""
    plan = team_plan(request, slug, permission)
    found = chapter_of(plan, get_object_or_404(plan.template.chapters, slug=chapter))
    found.plan = plan
    return found


def _typed(request, kind: ChapterTemplate) -> dict[str, str]:
    """What the form holds, with the line ends of the database: browsers send their own."""
    names = ChapterForm(kind=kind).fields
    return {name: value.replace("\r\n", "\n") for name, value in posted_fields(request).items() if name in names}


@never_cache
def writing_chapter(request, slug, chapter):
    """The text with its guidance, lists, cards and comments. Saving makes the next version; two who save the same chapter
    are shown both texts."""
    found = team_chapter(request, slug, chapter)
    may_write = request.user.has_perm(WRITES, found.plan)
    if request.method == "GET":
        is_open = may_write and found.plan.is_being_written
        return _page(request, found, ChapterForm(typed_fields(found), kind=found.kind) if is_open else None)
    typed, revision = _typed(request, found.kind), posted_revision(request)
    if not may_write:
        return _kept(request, found, typed, gettext("You may no longer write in this plan. Copy your text."), status=403)
    form = ChapterForm(typed, kind=found.kind)
    form.full_clean()
    about = {"plan": found.plan, "kind": found.kind, "by": request.user, "now": request.arrived_at}
    said = request.POST.get(f"{SAID}-text", "")
    try:
        write_chapter(text=typed.get("text", ""), checked=form.checked, revision=revision, **about)
    except EditConflict as conflict:
        return _page(request, found, form, conflict=conflict, revision=conflict.revision, said=said, status=409)
    except StateConflict as refusal:
        return _kept(request, found, typed, str(refusal), status=409)
    except InvalidInput as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, found, form, revision=revision, said=said, status=422)
    if plain_text(said):
        comment_chapter(chapter=found, text=said, by=request.user, now=request.arrived_at)
    messages.success(request, gettext("Saved as a new version."))
    goes_on = request.POST.get("turpinat") == "talak"
    return redirect("actionplans:writing", found.plan.slug) if goes_on else redirect(found)


def _page(request, chapter: Chapter, form, *, conflict=None, revision=None, comment_form=None, said="", status=200):
    """The chapter's page; without ``form`` the text is only read. ``said`` is a comment that was not made yet."""
    draft = getattr(chapter, "draft", None)
    comment_form = comment_form or CommentForm(prefix=SAID, initial={"text": said})
    if form:
        comment_form.send_with("nodala")
    place = f"actionplans.chapter:{chapter.pk}"
    context = {
        "plan": chapter.plan,
        "chapter": chapter,
        "form": form,
        "revision": (draft.revision if draft else 0) if revision is None else revision,
        "draft": draft if draft and draft.fields and draft.fields != saved_fields(chapter) else None,
        "conflict": conflict,
        "differences": _differences(form, conflict) if conflict else [],
        "pieces": compare_texts(conflict.fields.get("text", ""), form.data.get("text", "")) if conflict else [],
        "others": note_presence(request, place) if form else [],
        "comments": chapter.comments.select_related("made_by"),
        "comment_form": comment_form,
        "tasks": chapter.tasks.open().select_related("member"),
        **chapter_surroundings(chapter),
    }
    return render(request, "actionplans/writing_chapter.html", context, status=status)


def _differences(form: ChapterForm, conflict: EditConflict) -> list[dict]:
    """The ticks that differ, and both texts whole."""
    rows = []
    for name, field in form.fields.items():
        theirs, mine = conflict.fields.get(name, ""), form.data.get(name, "")
        if theirs != mine:
            shown = (theirs, mine) if name == "text" else (_tick(theirs), _tick(mine))
            rows.append({"label": field.label, "theirs": shown[0], "mine": shown[1]})
    return rows


def _tick(value: str) -> str:
    return gettext("yes") if value else gettext("no")


def _kept(request, chapter: Chapter, typed: dict[str, str], sentence: str, *, status: int):
    """What was typed and can no longer be saved, to be copied."""
    context = {"plan": chapter.plan, "chapter": chapter, "text": typed.get("text", ""), "sentence": sentence}
    return render(request, "actionplans/writing_kept.html", context, status=status)


@require_POST
@never_cache
def chapter_autosave(request, slug, chapter):
    """Keep what is typed and say when. Asked every few seconds."""
    found = team_chapter(request, slug, chapter)
    if not request.user.has_perm(WRITES, found.plan):
        return JsonResponse({"problem": gettext("You may no longer write in this plan. Copy your text.")}, status=403)
    about = {"by": request.user, "now": request.arrived_at}
    try:
        revision, saved_at = save_draft(
            chapter=found, fields=_typed(request, found.kind), revision=posted_revision(request), **about
        )
    except EditConflict as refusal:
        problem = gettext('%(sentence)s Press "Save" to see both texts and choose.') % {"sentence": refusal}
        return JsonResponse({"problem": problem}, status=409)
    except DomainError as refusal:
        return JsonResponse({"problem": str(refusal)}, status=409)
    others = note_presence(request, f"actionplans.chapter:{found.pk}")
    answer = {
        "revision": revision,
        "saved": gettext("Saved at %(time)s") % {"time": date_format(localtime(saved_at), "TIME_FORMAT")},
        "others": gettext("Also open here: %(names)s.") % {"names": ", ".join(others)} if others else "",
    }
    return JsonResponse(answer)


@never_cache
def chapter_versions(request, slug, chapter):
    """Who wrote what when, and the words that two versions differ in."""
    found = team_chapter(request, slug, chapter)
    context = {
        "plan": found.plan,
        "chapter": found,
        "comparison": compare_versions(found, request.GET.get("no", ""), request.GET.get("lidz", "")),
        "may_write": found.plan.is_being_written and request.user.has_perm(WRITES, found.plan),
    }
    return render(request, "actionplans/writing_versions.html", context)


@require_POST
def chapter_restore(request, slug, chapter, number):
    found = team_chapter(request, slug, chapter, WRITES)
    version = get_object_or_404(found.versions.select_related("chapter__plan", "chapter__kind"), number=number)
    try:
        restore_version(version=version, by=request.user, now=request.arrived_at)
        messages.success(request, gettext("The older text is back as the newest version."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@require_POST
def chapter_comment(request, slug, chapter):
    """Make the comment; what is typed in the chapter meanwhile is kept, not yet a version."""
    found = team_chapter(request, slug, chapter)
    comment_form = CommentForm(request.POST, prefix=SAID)
    about = {"chapter": found, "by": request.user, "now": request.arrived_at}
    form = None
    if found.plan.is_being_written and request.user.has_perm(WRITES, found.plan):
        typed = _typed(request, found.kind) or typed_fields(found)
        form = ChapterForm(typed, kind=found.kind)
        try:
            if typed != typed_fields(found):
                save_draft(fields=typed, revision=posted_revision(request), **about)
        except EditConflict as conflict:
            said = request.POST.get(f"{SAID}-text", "")
            return _page(request, found, form, conflict=conflict, revision=conflict.revision, said=said, status=409)
    if comment_form.is_valid() and attempt(comment_form, comment_chapter, **comment_form.cleaned_data, **about):
        messages.success(request, gettext("The comment stands beside the chapter."))
        return redirect(f"{found.get_absolute_url()}#komentari")
    return _page(request, found, form, comment_form=comment_form, status=422)


@require_POST
def comment_settle(request, slug, comment):
    plan = team_plan(request, slug)
    found = get_object_or_404(ChapterComment.objects.filter(chapter__plan=plan).select_related("chapter__kind"), pk=comment)
    settle_comment(comment=found, by=request.user, now=request.arrived_at)
    found.chapter.plan = plan
    return redirect(f"{found.chapter.get_absolute_url()}#komentari")
