from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.actions.writing import lock_written
from actionplans.models import POINT_LISTS, Chapter, CreativePartner, Point
from communities.models import Community, Term
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.ui.plain_text import plain_text


@action("actionplans.point.kept")
def keep_point(
    *,
    chapter: Chapter,
    kind: str,
    by,
    now: datetime,
    point: Point | None = None,
    title: str = "",
    text: str = "",
    topic: str = "",
    word: Term | None = None,
    community: Community | None = None,
    partner: CreativePartner | None = None,
) -> Point:
    """Put a point on a list of the chapter, or change one. What is not said in the plan's own words is called as the
    vocabulary or the partner is.

    Raises ``InvalidInput`` for a list that the chapter does not keep, a point without words, or one that stands there.
    """
    lock_written(chapter.plan)
    if kind not in chapter.kind.points:
        raise InvalidInput(_("This chapter keeps no such list."))
    point = Point.objects.lock(point.pk) if point else Point(chapter=chapter)
    title = plain_text(title) or str(partner or word or "")
    text = plain_text(text)
    if not title:
        raise InvalidInput(_("Say it in a few words."), field="title")
    if POINT_LISTS[kind].is_text_required and not text:
        raise InvalidInput(_("Without this the plan only lists names. A sentence is enough."), field="text")
    if chapter.points.filter(kind=kind, title__iexact=title).exclude(pk=point.pk).exists():
        raise InvalidInput(_("This is already on the list."), field="title")
    point.kind, point.title, point.text, point.topic = kind, title, text, plain_text(topic)
    point.word, point.community, point.partner = word, community, partner
    point.save()
    record(target=chapter.plan, chapter=chapter.kind.slug, kind=kind)
    return point


@action("actionplans.point.removed")
def remove_point(*, point: Point, by, now: datetime) -> None:
    """Take a point off its list; the history keeps it."""
    lock_written(point.chapter.plan)
    record(target=point.chapter.plan, chapter=point.chapter.kind.slug, kind=point.kind, title=point.title)
    point.delete()
