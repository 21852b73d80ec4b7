from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.models import Chapter, ChapterComment, Plan
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.plain_text import plain_text


@action("actionplans.comment.made")
def comment_chapter(*, chapter: Chapter, text: str, by, now: datetime) -> ChapterComment:
    """Say something about a chapter. Whoever answers for the plan hears of it with the day's news."""
    plan = Plan.objects.lock(chapter.plan_id)
    if plan.is_adopted and not plan.is_being_written:
        raise StateConflict(_("The plan is adopted; comments are for the writing."))
    text = plain_text(text)
    if not text:
        raise InvalidInput(_("Write what you would change."), field="text")
    if again := chapter.comments.filter(text=text, made_by=by, settled_at__isnull=True).first():
        return again
    comment = ChapterComment.objects.create(chapter=chapter, text=text, made_by=by, made_at=now)
    record(target=plan, chapter=chapter.kind.slug)
    notify("actionplans.chapter_commented", subject=comment, now=now)
    return comment


@action("actionplans.comment.settled")
def settle_comment(*, comment: ChapterComment, by, now: datetime) -> ChapterComment:
    """Note that a comment is dealt with; a second time changes nothing."""
    comment = ChapterComment.objects.lock(comment.pk)
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by = now, by
        comment.save(update_fields=["settled_at", "settled_by", "updated_at"])
        record(target=comment.chapter.plan, chapter=comment.chapter.kind.slug)
    return comment
