"""How a plan's text stands while it is written: what is typed, the lists beside it, versions, cards to learn from."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from actionplans.enums import PointKind
from actionplans.models import POINT_LISTS, Chapter, ChapterTemplate, ChapterVersion, Plan, Point, PointList
from actionplans.queries.plan import ChapterState, chapter_states
from communities.models import GoodPractice
from communities.queries.differences import Change, Piece, compare_words
from portal.accounts.models import User

MOST_WORDS_COMPARED = 20_000
"""Characters of a rewritten passage that are still compared word by word; a longer one is shown whole, old and new."""
CARDS = 2
FEWEST_CHANNELS = 2


def saved_fields(chapter: Chapter) -> dict[str, str]:
    """The chapter as its form shows it: the text, and a tick for each question it answers."""
    return {"text": chapter.text, **{f"check_{number}": "on" for number in chapter.checked}}


def typed_fields(chapter: Chapter) -> dict[str, str]:
    """What is typed and not yet a version; otherwise what is saved."""
    draft = getattr(chapter, "draft", None)
    return (draft and draft.fields) or saved_fields(chapter)


@dataclass(frozen=True)
class WritingState:
    """A chapter in the overview: how complete, who wrote it last, and whether something waits in it."""

    state: ChapterState
    last: ChapterVersion | None
    open_comments: int
    is_unsaved: bool


def writing_states(plan: Plan) -> list[WritingState]:
    chapters = {
        one.kind_id: one
        for one in plan.chapters.select_related("draft").annotate(
            open_comments=Count("comments", filter=Q(comments__settled_at__isnull=True))
        )
    }
    versions = ChapterVersion.objects.filter(chapter__plan=plan).order_by("chapter_id", "-number").distinct("chapter_id")
    last = {one.chapter_id: one for one in versions.select_related("written_by")}
    return [
        WritingState(
            state,
            last.get(chapter.pk) if (chapter := chapters.get(state.kind.pk)) else None,
            chapter.open_comments if chapter else 0,
            chapter is not None and typed_fields(chapter) != saved_fields(chapter),
        )
        for state in chapter_states(plan)
    ]


@dataclass(frozen=True)
class FilledList:
    """One list beside a chapter's text with its points."""

    kind: PointKind
    about: PointList
    points: list[Point]

    @property
    def hint(self) -> str:
        """What would still make the list better; it keeps nobody from going on (S0-17)."""
        if self.kind == PointKind.CHANNEL and len(self.points) < FEWEST_CHANNELS:
            return _("Name at least two: one in person, one online.")
        return ""


def filled_lists(chapter: Chapter) -> list[FilledList]:
    """The chapter's lists in the template's order: strengths stand before difficulties (S2-20)."""
    points = list(chapter.points.select_related("word", "community", "partner"))
    return [
        FilledList(PointKind(kind), POINT_LISTS[kind], [one for one in points if one.kind == kind])
        for kind in chapter.kind.points
    ]


def overlapping_topics(points: list[Point]) -> list[str]:
    """Topics on which a village has a need, can do something and has something to do it with: there the strategy begins
    (S2-30)."""
    topics = {
        kind: {one.topic.casefold(): one.topic for one in points if one.kind == kind and one.topic}
        for kind in (PointKind.NEED, PointKind.CAPACITY, PointKind.RESOURCE)
    }
    needs, *others = topics.values()
    return sorted(words for key, words in needs.items() if all(key in one for one in others))


def practice_cards(kind: ChapterTemplate) -> list[GoodPractice]:
    """Good-practice cards that share most words with the chapter, to be read beside the field."""
    words = kind.practice_words
    tags, tools, aspects = (
        Count(name, filter=Q(**{f"{name}__slug__in": words}), distinct=True) for name in ("tags", "tools", "aspects")
    )
    cards = GoodPractice.objects.published().annotate(shared=tags + tools + aspects).filter(shared__gt=0)
    return list(cards.order_by("-shared", "title_sort")[:CARDS])


def compare_texts(old: str, new: str) -> list[Piece]:
    """What was taken out and put in: whole lines first, words within the lines that changed."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        if tag == "equal":
            pieces.append(Piece(Change.SAME, gone))
        elif len(gone) + len(come) <= MOST_WORDS_COMPARED:
            pieces += compare_words(gone, come)
        else:
            pieces += [Piece(change, text) for change, text in ((Change.REMOVED, gone), (Change.ADDED, come)) if text]
    return pieces


@dataclass(frozen=True)
class Comparison:
    """Two versions of a chapter, and all there are to choose from, newest first."""

    versions: list[ChapterVersion]
    old: ChapterVersion | None = None
    new: ChapterVersion | None = None
    pieces: tuple[Piece, ...] = ()


def compare_versions(chapter: Chapter, old: str = "", new: str = "") -> Comparison:
    """The versions with the chosen numbers; of what was not chosen, or is no version, the last two."""
    versions = list(chapter.versions.select_related("written_by").defer("text").order_by("-number"))
    if not versions:
        return Comparison([])
    by_number = {str(version.number): version for version in versions}
    after = by_number.get(new, versions[0])
    before = by_number.get(old) or by_number.get(str(after.number - 1), after)
    return Comparison(versions, before, after, tuple(compare_texts(before.text, after.text)))


def person_of(email: str) -> User | None:
    """The active account with this address."""
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


def chapter_surroundings(chapter: Chapter) -> dict[str, Any]:
    """What stands beside a chapter's text: its lists, cards to learn from, and the chapters before and after."""
    kinds = list(chapter.plan.template.chapters.all())
    place = kinds.index(chapter.kind)
    lists = filled_lists(chapter)
    return {
        "lists": lists,
        "overlap": overlapping_topics([point for one in lists for point in one.points]),
        "cards": practice_cards(chapter.kind),
        "before": kinds[place - 1] if place else None,
        "after": kinds[place + 1] if place + 1 < len(kinds) else None,
    }
