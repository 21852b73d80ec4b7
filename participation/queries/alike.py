"""What is alike among what people say: compared by trigrams of their words without diacritics."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Expression, QuerySet, TextField, Value
from django.db.models.functions import Concat, Left

from participation.models import Answer, Opinion, Submission
from participation.models.question import field_of, unit_of, words_of
from portal.db import Folded
from portal.ui.search import fold

COMPARED_LETTERS = 800
"""Enough to tell what a text is about; comparing whole pamphlets takes longer and says no more."""
RECENT = 400
LEAST_LIKENESS = 0.2


def _likeness(question: Opinion | Submission, prefix: str = "") -> TrigramSimilarity:
    return TrigramSimilarity(
        Folded(Left(_words(question, prefix), COMPARED_LETTERS)), fold(words_of(question)).strip()[:COMPARED_LETTERS]
    )


def _words(question: Opinion | Submission, prefix: str) -> Expression:
    names = ("text", "experience", "proposal") if isinstance(question, Opinion) else ("title", "need", "text", "own_part")
    parts = [part for name in names for part in (f"{prefix}{name}", Value("\n"))]
    return Concat(*parts, output_field=TextField())


def _alike(rows: QuerySet, likeness: TrigramSimilarity) -> QuerySet:
    return rows.annotate(likeness=likeness).filter(likeness__gte=LEAST_LIKENESS).order_by("-likeness", "-pk")


def alike_answers(question: Opinion | Submission, limit: int = 3) -> list[Answer]:
    """What the same unit answered to the most similar of what it was asked lately."""
    kind = question._meta.model_name
    recent = (
        Answer.objects.published()
        .filter(unit=unit_of(question), **{f"{kind}__isnull": False})
        .exclude(**field_of(question))
        .order_by("-published_at")
    )
    rows = Answer.objects.filter(pk__in=recent.values("pk")[:RECENT]).select_related(kind, "unit")
    return list(_alike(rows, _likeness(question, f"{kind}__"))[:limit])


def shelf_of(question: Opinion | Submission) -> QuerySet:
    """What still waits and may be answered together with ``question``."""
    waiting = type(question).objects.waiting()
    if isinstance(question, Opinion):
        return waiting.filter(consultation=question.consultation_id).select_related("consultation__unit")
    return waiting.filter(kind=question.kind, unit=question.unit_id).select_related("unit")


def alike_waiting(question: Opinion | Submission, limit: int = 10) -> list[Opinion | Submission]:
    """Others of the same consultation, or of the same kind and unit, that ask much the same and wait too."""
    recent = shelf_of(question).exclude(pk=question.pk).order_by("-pk")
    rows = shelf_of(question).filter(pk__in=recent.values("pk")[:RECENT])
    return list(_alike(rows, _likeness(question))[:limit])
