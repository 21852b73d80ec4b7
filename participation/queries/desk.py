"""The officers' queue of what waits for an answer, with all that a row shows."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet

from participation.enums import Promise
from participation.models import Answer, AnswerSketch, Opinion, Submission
from portal.db import only_columns
from portal.obligations.models import Obligation
from portal.obligations.queries import held_by_person

SHOWN_OF = {
    Opinion: ("text", "voice", "residents_represented", "consultation__title", "answer__opinion"),
    Submission: ("text", "title", "kind", "voice", "residents_represented", "answer__submission"),
}
"""What a row of the queue says of its question."""
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


def _drafted(model: type[Opinion | Submission]) -> Q:
    """Promises about a question of ``model`` whose answer is drafted and waits for a colleague."""
    drafts = Answer.objects.drafts().filter(**{model._meta.model_name: OuterRef("subject_id")})
    return Q(Exists(drafts), subject_type=ContentType.objects.get_for_model(model))


def queue(user, *, everybodys: bool = False, drafted: bool = False) -> QuerySet[Obligation]:
    """Promises of answers still to keep, of the person's own units or of all; ``drafted``: those a colleague looks at."""
    waiting = Obligation.objects.open().visible_to(user).filter(kind__in=ANSWERS).select_related("unit")
    if not everybodys:
        waiting = waiting.filter(held_by_person(user))
    if drafted:
        waiting = waiting.filter(_drafted(Opinion) | _drafted(Submission))
    return waiting


def rows_of(obligations: list[Obligation], user) -> list[Waiting]:
    """The questions behind the promises, in their order; four queries however many."""
    rows: list[Waiting] = []
    for model in (Opinion, Submission):
        content_type = ContentType.objects.get_for_model(model)
        promises = {one.subject_id: one for one in obligations if one.subject_type_id == content_type.pk}
        name = model._meta.model_name
        begun = set(AnswerSketch.objects.filter(officer=user, **{f"{name}__in": promises}).values_list(name, flat=True))
        for question in only_columns(model.objects.filter(pk__in=promises), *SHOWN_OF[model]):
            draft = getattr(question, "answer", None)
            rows.append(Waiting(question, promises[question.pk], draft, question.pk in begun))
    order = {one.pk: place for place, one in enumerate(obligations)}
    return sorted(rows, key=lambda row: order[row.obligation.pk])
