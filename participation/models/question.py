"""What hangs on a question, whichever kind of question it is."""

from django.db import models
from django.db.models import Q

from participation.models.opinion import Opinion
from participation.models.submission import Submission
from portal.municipality.models import Unit

ONE_QUESTION = Q(opinion__isnull=False, submission__isnull=True) | Q(opinion__isnull=True, submission__isnull=False)


def field_of(question: Opinion | Submission) -> dict[str, Opinion | Submission]:
    """The foreign key that holds ``question``, for filters and new rows."""
    return {question._meta.model_name: question}


class AboutQuestion(models.Model):
    """A part of an opinion or of a submission: exactly one of the two is set."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, null=True, blank=True, related_name="%(class)s_set")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, blank=True, related_name="%(class)s_set")

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=ONE_QUESTION, name="%(class)s_has_one_question")]


def words_of(question: Opinion | Submission) -> str:
    """All that was said: quoting any of it back is no answer."""
    if isinstance(question, Opinion):
        parts = (question.text, question.experience, question.proposal)
    else:
        parts = (question.title, question.need, question.text, question.own_part)
    return "\n".join(part for part in parts if part)


def unit_of(question: Opinion | Submission) -> Unit:
    """Who answers for it."""
    return question.consultation.unit if isinstance(question, Opinion) else question.unit
