"""The officers' queue of what waits for an answer, with all that a row shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from participation.enums import Promise
from participation.models import Answer, AnswerSketch, Opinion, Submission
from portal.db import only_columns
from portal.obligations.models import Obligation
from portal.obligations.queries import CLOCK, held_by_person, open_counts, open_in, own_counts
from portal.ui.links import path_to

SHOWN_OF = {
    Opinion: ("text", "voice", "residents_represented", "consultation__title", "answer__opinion"),
    Submission: ("text", "title", "kind", "voice", "residents_represented", "answer__submission"),
}
"""What a row of the queue says of its question."""
SHOWN_OF_PROMISE = (*CLOCK, "number", "subject_type_id", "subject_id", "unit__name")
IN_ORDER = ("pk", "due_at", "subject_type_id", "subject_id")
"""What tells a page of the queue from another: its rows are read only where they are not kept drawn."""
ANSWERS = (Promise.OPINION_ANSWER, Promise.SUBMISSION_ANSWER)


@dataclass(frozen=True)
class Waiting:
    """One row of the queue: the question, its clock, and how far its answer has come."""

    question: Opinion | Submission
    obligation: Obligation
    draft: Answer | None
    is_begun: bool

    @property
    def kind(self) -> str:
        return self.question._meta.model_name

    @property
    def address(self) -> str:
        """Where the answer is written, or the colleague's draft published."""
        step = "publicet-atbildi" if self.draft else "atbildet"
        return path_to(f"admin:participation_{self.kind}_step", self.question.pk, step)


def _drafted(model: type[Opinion | Submission]) -> Q:
    """Promises about a question of ``model`` whose answer is drafted and waits for a colleague."""
    drafts = Answer.objects.drafts().filter(**{model._meta.model_name: OuterRef("subject_id")})
    return Q(Exists(drafts), subject_type=ContentType.objects.get_for_model(model))


def queue(user, *, everybodys: bool = False, drafted: bool = False) -> QuerySet[Obligation]:
    """Promises of answers still to keep, of the person's own units or of all; ``drafted``: those a colleague looks at."""
    waiting = Obligation.objects.open().visible_to(user).filter(kind__in=ANSWERS)
    if not everybodys:
        waiting = waiting.filter(held_by_person(user))
    if drafted:
        waiting = waiting.filter(_drafted(Opinion) | _drafted(Submission))
    return waiting


def number_waiting(user, units: Collection[int], now: datetime, *, everybodys: bool = False) -> int:
    """How many stand in the queue, drafted or not."""
    counts = open_counts(user, now) if everybodys else own_counts(user, units, now)
    return open_in(count for count in counts if count.kind in ANSWERS)


def begun_among(promises: list[dict], user) -> list[int]:
    """The keys of the ``promises`` (as ``IN_ORDER``) whose answers the officer has begun to write."""
    sketches = AnswerSketch.objects.filter(officer=user).values_list("opinion", "submission")
    opinion_type, submission_type = (ContentType.objects.get_for_model(model).pk for model in (Opinion, Submission))
    begun = {(opinion_type, opinion) if opinion else (submission_type, submission) for opinion, submission in sketches}
    return [one["pk"] for one in promises if (one["subject_type_id"], one["subject_id"]) in begun]


def rows_of(keys: list[int], begun: list[int]) -> list[Waiting]:
    """The questions behind the promises with these keys, in their order; three queries however many."""
    obligations = list(only_columns(Obligation.objects.filter(pk__in=keys), *SHOWN_OF_PROMISE))
    rows: dict[int, Waiting] = {}
    for model in (Opinion, Submission):
        content_type = ContentType.objects.get_for_model(model)
        promises = {one.subject_id: one for one in obligations if one.subject_type_id == content_type.pk}
        for question in only_columns(model.objects.filter(pk__in=promises), *SHOWN_OF[model]):
            promise = promises[question.pk]
            rows[promise.pk] = Waiting(question, promise, getattr(question, "answer", None), promise.pk in begun)
    return [rows[key] for key in keys if key in rows]
