"""Many answers in one go: one text for questions that are alike, or all drafts that are ready."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from participation.actions.answer import answer_now, promise_of, publish_answer
from participation.models import Answer, AnswerBatch, Opinion, Submission
from portal.audit.actions import action, record
from portal.errors import DomainError, InvalidInput
from portal.obligations.queries import obligation_of

FEWEST_ALIKE = 2


@action("participation.answer.given_to_many")
def answer_many(*, questions: Iterable[Opinion | Submission], by, now: datetime, **text: Any) -> AnswerBatch:
    """Give one answer to several alike questions, all or none, and say so publicly.

    They belong to one consultation, or are submissions of one kind and unit. Raises ``InvalidInput`` that names the one
    that cannot be answered (any more); then nobody gets anything.
    """
    questions = _locked(list(questions))
    if len(questions) < FEWEST_ALIKE:
        raise InvalidInput(_("Choose at least two that are alike; one alone is answered on its own page."), field="questions")
    if len({_shelf(question) for question in questions}) > 1:
        raise InvalidInput(
            _("Together are answered opinions of one consultation, or submissions of one kind and one unit."), field="questions"
        )
    batch = AnswerBatch.objects.create(given_by=by, given_at=now, size=len(questions))
    for question in questions:
        try:
            answer_now(question=question, batch=batch, by=by, now=now, **text)
        except DomainError as refusal:
            raise InvalidInput(
                _("%(number)s: %(refusal)s Nobody has been sent anything.") % {"number": _number(question), "refusal": refusal},
                field=getattr(refusal, "field", None),
                code=refusal.code,
            ) from refusal
    record(target=batch, size=batch.size)
    return batch


def _locked(questions: list[Opinion | Submission]) -> list[Opinion | Submission]:
    """All rows at once, in the order of their keys: who answers one of them meanwhile waits, and nobody waits in a ring."""
    models = {type(question) for question in questions}
    if len(models) != 1:
        return questions
    rows = models.pop().objects.filter(pk__in=[question.pk for question in questions])
    return list(rows.order_by("pk").select_for_update(of=("self",)))


def _shelf(question: Opinion | Submission) -> tuple:
    if isinstance(question, Opinion):
        return (Opinion, question.consultation_id)
    return (Submission, question.kind, question.unit_id)


def _number(question: Opinion | Submission) -> str:
    obligation = obligation_of(question, promise_of(question))
    return obligation.number if obligation else str(question.pk)


@dataclass
class Published:
    """What became of a pile of drafts: how many went out, and by number why the others did not."""

    count: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def publish_drafts(*, drafts: Iterable[Answer], by, now: datetime) -> Published:
    """Publish each draft as if it were the only one. One that is refused keeps no other back."""
    found = Published()
    for draft in drafts:
        try:
            publish_answer(answer=draft, by=by, now=now)
        except DomainError as refusal:
            found.refused.append((_number(draft.question), str(refusal)))
        else:
            found.count += 1
    return found
