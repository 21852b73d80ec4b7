from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.enums import Outcome
from participation.models.opinion import Opinion
from participation.models.submission import Submission
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.municipality.models import Unit


class AnswerQuerySet(LockingQuerySet):
    def published(self) -> "AnswerQuerySet":
        return self.filter(published_at__isnull=False)

    def public(self) -> "AnswerQuerySet":
        """Published answers to what is itself public."""
        return self.published().filter(
            Q(opinion__state="answered", opinion__hidden_reason="") | Q(submission__kind="proposal", submission__state="answered")
        )

    def for_list(self) -> "AnswerQuerySet":
        return self.select_related(
            "unit", "opinion__consultation", "opinion__community", "submission__community", "submission__neighbourhood",
            "submission__forum",
        )  # fmt: skip


@tracked()
class Answer(TimestampedModel):
    """The municipality's reasoned answer (S4-41, S4-42): outcome, reason, next step, unit, date. Never empty (D5)."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, null=True, blank=True, related_name="answer")
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, blank=True, related_name="answer")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"))
    next_step = models.TextField(_("what happens next"), blank=True)
    no_next_step = models.CharField(_("why nothing follows"), max_length=300, blank=True)
    legal_reference = models.CharField(_("norm or document"), max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("answered by"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("published by")
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion__isnull=False, submission__isnull=True)
                | Q(opinion__isnull=True, submission__isnull=False),
                name="answer_has_one_question",
            ),
            not_blank(
                "answer_has_substance", "reason", minimum=50,
                message=_("The reason is too short to explain anything."),
            ),
            models.CheckConstraint(
                condition=~(Q(next_step="") & Q(no_next_step="")),
                name="answer_says_what_follows",
                violation_error_message=_("Say what happens next, or why nothing follows."),
            ),
            paired("answer_publication_whole", "published_at", "published_by"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(published_at__isnull=False), name="answer_published")
        ]

    class Privacy:
        personal = ("written_by", "published_by")
        retention = "as the question"

    def __str__(self) -> str:
        return str(self.question)

    @property
    def question(self) -> Opinion | Submission:
        """What was asked. Load with ``for_list`` or ``select_related``: this reads a loaded relation."""
        return self.opinion if self.opinion_id else self.submission
