from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Chapter, ChapterDraft, ChapterTemplate, ChapterVersion, Plan, PlanTemplate
from actionplans.queries.writing import saved_fields
from communities.actions.community import free_slug
from communities.models import Community, Neighbourhood
from portal.audit.actions import action, record
from portal.errors import EditConflict, InvalidInput, StateConflict
from portal.municipality.models import Unit
from portal.ui.plain_text import plain_text
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import moment

LONGEST_CHAPTER = 100_000
"""Characters: more is a book, not a chapter."""


def lock_written(plan: Plan) -> Plan:
    """The plan, locked. Raises ``StateConflict`` when it is neither a draft nor being amended: then its text stands still."""
    plan = Plan.objects.lock(plan.pk)
    if not plan.is_being_written:
        raise StateConflict(_("The plan is no longer a draft, so its text does not change."))
    return plan


def chapter_of(plan: Plan, kind: ChapterTemplate) -> Chapter:
    """The plan's chapter; a plan may have begun before its template had this one."""
    return Chapter.objects.select_related("kind", "draft").get_or_create(plan=plan, kind=kind)[0]


@action("actionplans.plan.begun")
def begin_plan(
    *,
    template: PlanTemplate,
    title: str,
    story: str,
    year_from: int,
    year_to: int,
    unit: Unit,
    by,
    now: datetime,
    community: Community | None = None,
) -> Plan:
    """Begin a plan from a template, for the municipality or for a community: empty chapters, ready to be written."""
    plan = Plan(
        template=template, title=plain_text(title), story=plain_text(story), year_from=year_from, year_to=year_to, unit=unit,
        community=community,
    )  # fmt: skip
    plan.slug = free_slug(Plan, f"{plan.title[:60]} {year_from}")
    plan.save()
    if community:
        plan.neighbourhoods.set(community.neighbourhoods.all())
    Chapter.objects.bulk_create(Chapter(plan=plan, kind=kind) for kind in template.chapters.all())
    record(target=plan, template=template.slug)
    index(plan)
    return plan


@action("actionplans.plan.described")
def describe_plan(
    *, plan: Plan, title: str, story: str, neighbourhoods: Iterable[Neighbourhood], ten_steps: Iterable[int], by, now: datetime
) -> Plan:
    """What the plan is called, its story in short, where it works (S0-41), and which of the ten steps are done (S0-17b)."""
    plan = lock_written(plan)
    plan.title, plan.story, plan.ten_steps = plain_text(title), plain_text(story), sorted(ten_steps)
    plan.save(update_fields=["title", "story", "ten_steps", "updated_at"])
    plan.neighbourhoods.set(neighbourhoods)
    record(target=plan)
    index(plan)
    return plan


def save_draft(*, chapter: Chapter, fields: Mapping[str, str], revision: int, by, now: datetime) -> tuple[int, datetime]:
    """Keep what is typed in a chapter and say which revision it is now.

    Not an audited action: it runs every few seconds, outside the tracked history. Raises ``EditConflict`` when the chapter
    was saved after ``revision``, unless with the same text; ``StateConflict`` once the plan is no longer a draft.
    """
    with transaction.atomic():
        draft = _lock_draft(chapter)
        chapter = Chapter.objects.get(pk=chapter.pk)
        if not Plan.objects.being_written().filter(pk=chapter.plan_id).exists():
            raise StateConflict(_("The plan is no longer a draft, so its text does not change."))
        _check_revision(chapter, draft, fields, revision, by)
        _keep_draft(draft, fields, by, now)
    return draft.revision, now


@action("actionplans.chapter.written")
def write_chapter(
    *,
    plan: Plan,
    kind: ChapterTemplate,
    text: str,
    by,
    now: datetime,
    checked: Iterable[int] | None = None,
    revision: int | None = None,
) -> Chapter:
    """Write or rewrite one chapter: its next version. ``revision`` is the one the writer began from; without it whatever
    stands there is replaced.

    Nothing typed is lost: a colleague's text that was not yet a version becomes one before it is replaced. Raises
    ``EditConflict`` when somebody saved meanwhile, ``InvalidInput`` for a text too long.
    """
    plan = lock_written(plan)
    text = plain_text(text)
    if len(text) > LONGEST_CHAPTER:
        sentence = _("The chapter has %(count)s characters; at most %(most)s fit. Put what is too much into an attachment.")
        raise InvalidInput(sentence % {"count": len(text), "most": LONGEST_CHAPTER}, field="text")
    chapter = Chapter.objects.lock(chapter_of(plan, kind).pk)
    draft = _lock_draft(chapter)
    ticks = chapter.checked if checked is None else sorted(checked)
    if revision is not None:
        written = Chapter(plan=plan, kind=kind, text=text, checked=ticks)
        _check_revision(chapter, draft, saved_fields(written), revision, by)
    if draft.saved_by and draft.saved_by != by and draft.fields:
        _keep_version(chapter, plain_text(draft.fields.get("text", "")), draft.saved_by, draft.saved_at)
    if chapter.text and not chapter.versions.exists():
        _keep_version(chapter, chapter.text, None, chapter.updated_at)
    _keep_version(chapter, text, by, now)
    chapter.text, chapter.checked = text, ticks
    chapter.save(update_fields=["text", "checked", "updated_at"])
    _keep_draft(draft, {}, by, now)
    record(target=plan, chapter=kind.slug)
    index(plan)
    return chapter


@action("actionplans.chapter.restored")
def restore_version(*, version: ChapterVersion, by, now: datetime) -> Chapter:
    """An older text becomes the newest version; those between stay."""
    chapter = version.chapter
    written = write_chapter(plan=chapter.plan, kind=chapter.kind, text=version.text, by=by, now=now)
    record(target=chapter.plan, chapter=chapter.kind.slug, version=version.number)
    return written


def _lock_draft(chapter: Chapter) -> ChapterDraft:
    ChapterDraft.objects.get_or_create(chapter=chapter)
    return ChapterDraft.objects.select_for_update(of=("self",)).select_related("saved_by").get(chapter=chapter)


def _keep_draft(draft: ChapterDraft, fields: Mapping[str, str], by, now: datetime) -> None:
    draft.fields, draft.revision, draft.saved_at, draft.saved_by = dict(fields), draft.revision + 1, now, by
    draft.save()


def _keep_version(chapter: Chapter, text: str, by, at: datetime) -> None:
    """Add a version, unless it says what the last one says."""
    last = chapter.versions.order_by("number").last()
    if last is None or last.text != text:
        number = last.number + 1 if last else 1
        ChapterVersion.objects.create(chapter=chapter, number=number, text=text, written_by=by, written_at=at)


def _check_revision(chapter: Chapter, draft: ChapterDraft, fields: Mapping[str, str], revision: int, by) -> None:
    now_there = draft.fields or saved_fields(chapter)
    if revision >= draft.revision or fields == now_there:
        return
    if draft.saved_by == by:
        sentence = _("You saved this chapter in another window: %(at)s. Your text is still on this page; nothing was lost.")
    else:
        sentence = _(
            "Somebody else has saved this chapter meanwhile: %(name)s, %(at)s. Your text is still on this page; nothing was lost."
        )
    raise EditConflict(
        sentence % {"name": draft.saved_by or "–", "at": moment(draft.saved_at)},
        by=str(draft.saved_by or ""), at=draft.saved_at, revision=draft.revision, fields=now_there,
    )  # fmt: skip
